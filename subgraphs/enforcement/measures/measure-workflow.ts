import type { Condition } from '../../../kit/identity/policy.js';
import { defineWorkflow, type Effect, type Guard } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { byItsHead, byItsOfficers } from '../cases/case-conditions.js';
import { CoerciveMeasure, CoerciveMeasureKind, MeasureState } from './coercive-measure.js';

const measureLaw = {
  zh: '行政处罚法第五十六条,行政强制法第十八、二十五至二十八条',
  en: 'Administrative Penalty Law § 56, Administrative Compulsion Law §§ 18 and 25 to 28',
};

const longest = 30;

/** What each verb of a measure is sent. */
export interface MeasureInputs {
  readonly proposeMeasure: object;
  readonly approveMeasure: { readonly approve: boolean; readonly reason: string };
  readonly extendMeasure: { readonly days: number; readonly reason: string };
  readonly releaseMeasure: { readonly outcome: string };
  readonly disposeMeasure: { readonly outcome: string };
  readonly lapseMeasure: object;
}

const extendable: Condition<CoerciveMeasure> = {
  reason: 'MEASURE_NOT_EXTENDABLE',
  code: 'CONFLICT',
  sentence: { zh: '先行登记保存不得延长。', en: 'What is registered and kept is not kept longer.' },
  source: measureLaw,
  holds: ({ kind }) => kind !== CoerciveMeasureKind.PRE_REGISTER,
};

const daysFit: Guard<CoerciveMeasure, MeasureInputs['extendMeasure']> = {
  reason: 'MEASURE_DAYS',
  code: 'INVALID',
  sentence: (_row, { input: { days } }) => ({
    zh: `延长须为 1—${longest} 日,现为 ${days} 日。`,
    en: `A measure is extended by 1 to ${longest} days, not by ${days}.`,
  }),
  source: measureLaw,
  holds: (_row, { input: { days } }) => days >= 1 && days <= longest,
};

const reasonGiven = written<CoerciveMeasure, { readonly reason: string }>(
  { zh: '理由', en: 'The reason' },
  500,
  measureLaw,
  ({ reason }) => reason,
);

const outcomeGiven = written<CoerciveMeasure, { readonly outcome: string }>(
  { zh: '处理情况', en: 'What becomes of it' },
  500,
  measureLaw,
  ({ outcome }) => outcome,
);

const keepOutcome: Effect<CoerciveMeasure, { readonly outcome: string }> = {
  title: { zh: '记录处理情况', en: 'what becomes of it is kept' },
  apply: (row, { input: { outcome } }) => {
    row.outcome = outcome.trim();
  },
};

/** The life of a measure: approved by the head, in force for its time, then released, dealt with, or lapsed. */
export const measureWorkflow = defineWorkflow<CoerciveMeasure, MeasureInputs>({
  module: 'enforcement',
  name: 'coercive-measure',
  title: { zh: '先行登记保存、查封、扣押', en: 'A measure that holds things fast' },
  source: measureLaw,
  entity: CoerciveMeasure,
  states: {
    [MeasureState.PROPOSED]: { title: { zh: '报批', en: 'proposed' } },
    [MeasureState.REFUSED]: { title: { zh: '不予批准', en: 'refused' }, final: true },
    [MeasureState.IN_FORCE]: {
      title: { zh: '实施中', en: 'in force' },
      deadline: {
        name: 'term',
        title: { zh: '措施期限', en: 'The time of the measure' },
        length: {
          rule: {
            zh: '先行登记保存七个工作日(第五十六、八十五条);查封、扣押三十日(行政强制法第二十五条)',
            en: '7 working days for what is registered, 30 days for what is sealed or detained',
          },
          of: ({ kind }) =>
            kind === CoerciveMeasureKind.PRE_REGISTER
              ? { amount: 7, unit: 'WORKING_DAY' }
              : { amount: longest, unit: 'DAY' },
        },
        then: 'lapseMeasure',
      },
    },
    [MeasureState.RELEASED]: { title: { zh: '已解除', en: 'released' }, final: true },
    [MeasureState.DISPOSED]: { title: { zh: '已处理', en: 'disposed of' }, final: true },
    [MeasureState.LAPSED]: { title: { zh: '期满解除', en: 'lapsed' }, final: true },
  },
  transitions: {
    proposeMeasure: {
      title: { zh: '报批措施', en: 'Propose a measure' },
      from: [],
      to: MeasureState.PROPOSED,
      by: ['enforcement_officer', 'bureau_head'],
      source: measureLaw,
      conditions: [byItsOfficers],
      entry: ({ caseNo, kind, object }) => ({ comment: object, values: { caseNo, kind } }),
    },
    approveMeasure: {
      title: { zh: '批准措施', en: 'Decide on a measure' },
      from: [MeasureState.PROPOSED],
      to: {
        among: [MeasureState.IN_FORCE, MeasureState.REFUSED],
        rule: { zh: '批准的即实施', en: 'in force when it is approved' },
        choose: (_row, { input: { approve } }) => (approve ? MeasureState.IN_FORCE : MeasureState.REFUSED),
      },
      by: ['bureau_head'],
      source: measureLaw,
      conditions: [byItsHead],
      guards: [reasonGiven],
      entry: (_row, { input: { approve, reason } }) => ({ comment: reason.trim(), values: { approve } }),
    },
    extendMeasure: {
      title: { zh: '延长措施', en: 'Extend a measure' },
      from: [MeasureState.IN_FORCE],
      to: MeasureState.IN_FORCE,
      by: ['bureau_head'],
      source: measureLaw,
      conditions: [byItsHead, extendable],
      guards: [daysFit, reasonGiven],
      once: true,
      extends: { deadline: 'term', by: (_row, { input: { days } }) => ({ amount: days, unit: 'DAY' }) },
      entry: (_row, { input: { days, reason } }) => ({ comment: reason.trim(), values: { days } }),
    },
    releaseMeasure: {
      title: { zh: '解除措施', en: 'Release a measure' },
      from: [MeasureState.IN_FORCE],
      to: MeasureState.RELEASED,
      by: ['bureau_head'],
      source: measureLaw,
      conditions: [byItsHead],
      guards: [outcomeGiven],
      effect: keepOutcome,
      entry: (_row, { input: { outcome } }) => ({ comment: outcome.trim() }),
    },
    disposeMeasure: {
      title: { zh: '依法处理', en: 'Deal with what is held' },
      from: [MeasureState.IN_FORCE],
      to: MeasureState.DISPOSED,
      by: ['bureau_head'],
      source: measureLaw,
      conditions: [byItsHead],
      guards: [outcomeGiven],
      effect: keepOutcome,
      entry: (_row, { input: { outcome } }) => ({ comment: outcome.trim() }),
    },
    lapseMeasure: {
      title: { zh: '期满自动解除', en: 'Its time ran out' },
      from: [MeasureState.IN_FORCE],
      to: MeasureState.LAPSED,
      by: 'system',
      source: measureLaw,
    },
  },
});
