import type { Duration } from '../../../kit/time/duration.js';
import { numberOfDay, startOfDay } from '../../../kit/time/shanghai-day.js';
import { defineWorkflow } from '../../../kit/workflow/workflow.js';
import { consulting } from './consulting-transitions.js';
import { deciding } from './deciding-transitions.js';
import { DutySinkRequest } from './duty-sink-request.js';
import { source } from './sink-conditions.js';
import type { SinkInputs } from './sink-inputs.js';
import { sinkSettings } from './sink-settings.js';

const minute = 60_000;

/** Until the last day of the request is over; a duty for good has no end. */
function untilItsEnd({ endsOn, course }: DutySinkRequest): Duration | null {
  if (endsOn === null) return null;
  const end = startOfDay(numberOfDay(endsOn) + 1);
  const begun = course.since === '' ? end : Date.parse(course.since);
  return { amount: Math.max(1, Math.ceil((end - begun) / minute)), unit: 'MINUTE' };
}

/** The admission of a sunk duty: no town, no law, no committee is passed over. */
export const sinkWorkflow = defineWorkflow<DutySinkRequest, SinkInputs>({
  module: 'authority',
  name: 'duty-sink',
  title: { zh: '职责下沉准入', en: 'Admission of a sunk duty' },
  source,
  entity: DutySinkRequest,
  states: {
    DRAFT: { title: { zh: '草稿', en: 'draft' } },
    TOWN_CONSULTING: {
      title: { zh: '征求乡镇意见', en: 'asking the towns' },
      deadline: {
        name: 'consent',
        title: { zh: '镇街答复', en: 'Towns answer' },
        length: sinkSettings.consent,
        then: 'endTownConsultation',
      },
    },
    TOWN_REFUSED: { title: { zh: '乡镇未同意', en: 'refused by a town' } },
    LEGAL_REVIEW: {
      title: { zh: '合法性审查', en: 'legal review' },
      deadline: { name: 'legality', title: { zh: '合法性审查', en: 'Legal review' }, length: sinkSettings.legality },
    },
    ESTABLISHMENT_REVIEW: {
      title: { zh: '编委会审批', en: 'with the committee' },
      deadline: { name: 'approval', title: { zh: '审批', en: 'Decide' }, length: sinkSettings.approval },
    },
    APPROVED: { title: { zh: '已批准', en: 'approved' } },
    IN_FORCE: {
      title: { zh: '已施行', en: 'in force' },
      deadline: {
        name: 'term',
        title: { zh: '期限', en: 'Term' },
        length: { rule: { zh: '至期限当日终了', en: 'until its last day ends' }, of: untilItsEnd },
        then: 'expireDutySink',
      },
    },
    REJECTED: { title: { zh: '不予批准', en: 'rejected' }, final: true },
    TERMINATED: { title: { zh: '已终止', en: 'ended' }, final: true },
  },
  transitions: { ...consulting, ...deciding },
});
