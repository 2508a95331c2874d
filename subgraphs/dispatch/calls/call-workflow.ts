import type { Setting } from '../../../kit/county/setting.js';
import { type Deadline, defineWorkflow } from '../../../kit/workflow/workflow.js';
import { source } from './call-conditions.js';
import type { CallInputs } from './call-inputs.js';
import { callSettings } from './call-settings.js';
import { RatingDirection } from './call-vocabulary.js';
import { callJudging } from './judging-transitions.js';
import { callResponding } from './responding-transitions.js';
import { TownCall } from './town-call.js';

function deadline(name: string, length: Setting<'duration'>, then: string): Deadline<TownCall> {
  return { name, title: length.title, length, then };
}

const resolve = deadline('resolve', callSettings.resolve, 'noteInaction');

/** The life of a town’s call: the town calls, the county judges, the department responds, and both rate (DI-08 to DI-10). */
export const callWorkflow = defineWorkflow<TownCall, CallInputs>({
  module: 'dispatch',
  name: 'town-call',
  title: { zh: '乡呼县应', en: 'Towns call, the county responds' },
  source,
  entity: TownCall,
  states: {
    DRAFT: { title: { zh: '草稿', en: 'draft' } },
    CALLED: {
      title: { zh: '已呼叫', en: 'called' },
      deadline: deadline('take', callSettings.take, 'noteCallWaiting'),
    },
    JUDGING: {
      title: { zh: '研判中', en: 'being judged' },
      deadline: deadline('judge', callSettings.judge, 'noteCallWaiting'),
    },
    REJECTED: { title: { zh: '不予受理', en: 'rejected' }, final: true },
    ASSIGNED: {
      title: { zh: '待响应', en: 'assigned' },
      deadline: deadline('respond', callSettings.respond, 'noteNoResponse'),
    },
    RESPONDED: { title: { zh: '已响应', en: 'responded' }, deadline: resolve },
    HANDLING: { title: { zh: '办理中', en: 'being handled' }, deadline: resolve },
    EXTENDED: { title: { zh: '延期办理', en: 'extended' }, deadline: resolve },
    RESOLVED: {
      title: { zh: '待评价', en: 'resolved' },
      deadline: deadline('rate', callSettings.rate, 'endRatings'),
      gathers: {
        title: { zh: '双向评价', en: 'the ratings of both sides' },
        parties: () => Object.values(RatingDirection),
      },
    },
    RATED: { title: { zh: '已评价', en: 'rated' } },
    CLOSED: { title: { zh: '已归档', en: 'closed' }, final: true },
  },
  transitions: { ...callJudging, ...callResponding },
});
