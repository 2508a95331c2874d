import { answersFor } from '../../../kit/identity/caller.js';
import type { Condition } from '../../../kit/identity/policy.js';
import { defineWorkflow, emission, type Effect, type Transition } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { notification } from '../events.js';
import { countyOffices, referralStated } from '../supervision/referral.js';
import { accountabilityReferred } from '../supervision/referral-event.js';
import { callsProvided } from '../calls/call-guards.js';
import { FindingState } from './finding-vocabulary.js';
import { findingSettings } from './finding-settings.js';
import { SupervisionFinding } from './supervision-finding.js';

const source = {
  zh: '督查机构对“不呼叫”“乱呼叫”“呼叫不响应”“响应不作为”进行通报、督办(DI-11)',
  en: 'The four failures are circulated and followed up (DI-11)',
};

/** What each verb of a finding is sent. */
export interface FindingInputs {
  readonly suspectFinding: object;
  readonly raiseFinding: object;
  readonly notifyFinding: object;
  readonly answerFinding: { readonly answer: string };
  readonly confirmFindingRectified: { readonly conclusion: string };
  readonly dismissFinding: { readonly conclusion: string };
  readonly referFinding: { readonly consequence: string; readonly occurredOn: string };
}

type FindingTransition<Verb extends keyof FindingInputs> = Transition<SupervisionFinding, FindingInputs[Verb]>;

const withinCounty: Condition<SupervisionFinding> = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  sentence: { zh: '该情形不在您负责的区域内。', en: 'The finding lies outside the territory that you answer for.' },
  source,
  holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode.slice(0, 6)),
};

const ofSubject: Condition<SupervisionFinding> = {
  reason: 'NOT_SUBJECT',
  code: 'FORBIDDEN',
  sentence: { zh: '只有被通报的单位可以办理。', en: 'Only the organisation that was notified may do this.' },
  source,
  holds: ({ subjectCode }, { caller }) => caller.organizations.includes(subjectCode),
};

const concluding: Pick<
  FindingTransition<'dismissFinding'>,
  'by' | 'source' | 'conditions' | 'guards' | 'effect' | 'entry'
> = {
  by: countyOffices,
  source,
  conditions: [withinCounty],
  guards: [written({ zh: '结论', en: 'The conclusion' }, 1000, source, ({ conclusion }) => conclusion)],
  effect: {
    title: { zh: '记录结论', en: 'the conclusion is kept' },
    apply: (row, { input }) => {
      row.conclusion = input.conclusion.trim();
    },
  },
  entry: (_row, { input }) => ({ comment: input.conclusion.trim() }),
};

const keepConsequence: Effect<SupervisionFinding, FindingInputs['referFinding']> = {
  title: { zh: '记录造成的不良后果', en: 'the consequence is kept' },
  apply: (row, { input }) => {
    row.conclusion = input.consequence.trim();
  },
};

/** The life of a finding: suspected, notified, put right — or dismissed, or referred for what came of it. */
export const findingWorkflow = defineWorkflow<SupervisionFinding, FindingInputs>({
  module: 'dispatch',
  name: 'finding',
  title: { zh: '四种督查情形', en: 'The four failures' },
  source,
  entity: SupervisionFinding,
  states: {
    SUSPECTED: { title: { zh: '疑似', en: 'suspected' } },
    NOTIFIED: {
      title: { zh: '已通报', en: 'notified' },
      deadline: { name: 'answer', title: findingSettings.answer.title, length: findingSettings.answer },
    },
    RECTIFYING: { title: { zh: '整改中', en: 'being put right' } },
    RECTIFIED: { title: { zh: '已整改', en: 'put right' }, final: true },
    DISMISSED: { title: { zh: '不成立', en: 'dismissed' }, final: true },
    REFERRED: { title: { zh: '已移送问责', en: 'referred' }, final: true },
  },
  transitions: {
    suspectFinding: {
      title: { zh: '按规则发现', en: 'A rule finds it' },
      from: [],
      to: FindingState.SUSPECTED,
      by: 'system',
      source,
      entry: ({ kind, subjectCode, detail }) => ({ comment: detail, values: { kind, subject: subjectCode } }),
    },
    raiseFinding: {
      title: { zh: '登记督查情形', en: 'Raise a finding' },
      from: [],
      to: FindingState.SUSPECTED,
      by: countyOffices,
      source,
      conditions: [withinCounty],
      guards: [callsProvided],
      entry: ({ kind, subjectCode, detail }) => ({ comment: detail, values: { kind, subject: subjectCode } }),
    },
    notifyFinding: {
      title: { zh: '通报', en: 'Notify' },
      from: [FindingState.SUSPECTED],
      to: FindingState.NOTIFIED,
      by: countyOffices,
      source,
      conditions: [withinCounty],
      emits: [
        emission(notification, ({ kind, subjectCode, detail, id }) => ({
          kind: 'FINDING_NOTIFIED',
          eventNo: id,
          organizationCode: subjectCode,
          staffNumber: null,
          textZh: `督查通报(${kind}):${detail}`,
          textEn: `Supervision found ${kind}: ${detail}`,
        })),
      ],
    },
    answerFinding: {
      title: { zh: '提出整改', en: 'Answer a finding' },
      from: [FindingState.NOTIFIED],
      to: FindingState.RECTIFYING,
      by: ['department_handler', 'town_leader'],
      source,
      conditions: [ofSubject],
      guards: [written({ zh: '整改措施', en: 'The answer' }, 2000, source, ({ answer }) => answer)],
      effect: {
        title: { zh: '记录整改措施', en: 'the answer is kept' },
        apply: (row, { input }) => {
          row.answer = input.answer.trim();
        },
      },
      entry: (_row, { input }) => ({ comment: input.answer.trim() }),
    },
    confirmFindingRectified: {
      ...concluding,
      title: { zh: '认定已整改', en: 'Confirm that it is put right' },
      from: [FindingState.RECTIFYING],
      to: FindingState.RECTIFIED,
    },
    dismissFinding: {
      ...concluding,
      title: { zh: '认定不成立', en: 'Dismiss' },
      from: [FindingState.SUSPECTED, FindingState.NOTIFIED, FindingState.RECTIFYING],
      to: FindingState.DISMISSED,
    },
    referFinding: {
      title: { zh: '移送问责', en: 'Refer for accountability' },
      from: [FindingState.NOTIFIED, FindingState.RECTIFYING],
      to: FindingState.REFERRED,
      by: countyOffices,
      source,
      conditions: [withinCounty],
      guards: referralStated,
      effect: keepConsequence,
      entry: (_row, { input }) => ({ comment: input.consequence.trim() }),
      emits: [
        emission(accountabilityReferred, ({ subjectCode, dutyCode, detail }, { input }) => ({
          subjectCode,
          dutyCode,
          eventNo: null,
          occurredOn: input.occurredOn,
          incident: detail,
          consequence: input.consequence.trim(),
        })),
      ],
    },
  },
});
