import { notYetDecided, ofApplicant, ofAskedTown, source } from './sink-conditions.js';
import {
  acceptConditions,
  answerExplained,
  consentsAfter,
  keepConsent,
  leaveOut,
  stateOf,
  townsFit,
  withConditions,
} from './sink-effects.js';
import { explained, keepReason, notOver } from './sink-guards.js';
import type { SinkTransitions } from './sink-inputs.js';
import { SinkState } from './sink-vocabulary.js';

const consulted = [SinkState.TOWN_CONSULTING, SinkState.TOWN_REFUSED] as const;
const afterTowns = [SinkState.TOWN_CONSULTING, SinkState.TOWN_REFUSED, SinkState.LEGAL_REVIEW];
const afterTownsRule = {
  zh: '镇街全部同意的转合法性审查;全部答复而有不同意的退回申请部门',
  en: 'on to the legal review when all consent; back to the department when all have answered and one refuses',
};

/** From the request until every town has said what it says. */
export const consulting: SinkTransitions<
  | 'requestDutySink'
  | 'submitDutySink'
  | 'decideTownConsent'
  | 'endTownConsultation'
  | 'acceptTownConditions'
  | 'leaveTownsOut'
  | 'amendDutySink'
  | 'abandonDutySink'
> = {
  requestDutySink: {
    title: { zh: '申请职责下沉', en: 'Ask to sink a duty' },
    from: [],
    to: SinkState.DRAFT,
    by: ['department_handler'],
    source,
    conditions: [ofApplicant],
    entry: ({ title }) => ({ comment: title }),
  },
  submitDutySink: {
    title: { zh: '征求乡镇意见', en: 'Ask the towns' },
    from: [SinkState.DRAFT],
    to: SinkState.TOWN_CONSULTING,
    by: ['department_handler'],
    source,
    conditions: [ofApplicant],
    guards: [notOver],
    entry: ({ townCodes }) => ({ values: { towns: townCodes.length } }),
  },
  decideTownConsent: {
    title: { zh: '答复职责下沉', en: 'Answer for the town' },
    from: [SinkState.TOWN_CONSULTING],
    to: {
      among: afterTowns,
      rule: afterTownsRule,
      choose: (row, moment) => stateOf({ ...row, consents: consentsAfter(row, moment) }),
    },
    by: ['town_leader'],
    source,
    conditions: [ofAskedTown, notYetDecided],
    guards: [answerExplained],
    effect: keepConsent,
    entry: (_row, { input }) => ({ comment: input.words?.trim() ?? null, values: { decision: input.decision } }),
  },
  endTownConsultation: {
    title: { zh: '答复期满:未答复不视为同意', en: 'The time to answer is over: silence is not consent' },
    from: [SinkState.TOWN_CONSULTING],
    to: SinkState.TOWN_REFUSED,
    by: 'system',
    source,
  },
  acceptTownConditions: {
    title: { zh: '接受所附条件', en: 'Take conditions on' },
    from: consulted,
    to: {
      among: afterTowns,
      rule: afterTownsRule,
      choose: (row, { input, from }) => staysRefused(from, stateOf({ ...row, consents: withConditions(row, input) })),
    },
    by: ['department_handler'],
    source,
    conditions: [ofApplicant],
    guards: [townsFit(false)],
    effect: acceptConditions,
    entry: (_row, { input }) => ({ values: { towns: input.towns.join('、') } }),
  },
  leaveTownsOut: {
    title: { zh: '移出镇街', en: 'Leave towns out' },
    from: consulted,
    to: {
      among: afterTowns,
      rule: afterTownsRule,
      choose: (row, { input: { towns }, from }) =>
        staysRefused(from, stateOf({ ...row, townCodes: row.townCodes.filter((town) => !towns.includes(town)) })),
    },
    by: ['department_handler'],
    source,
    conditions: [ofApplicant],
    guards: [townsFit(true)],
    effect: leaveOut,
    entry: (_row, { input }) => ({ values: { towns: input.towns.join('、') } }),
  },
  amendDutySink: {
    title: { zh: '修改申请,重新征求意见', en: 'Amend a request and ask again' },
    from: [SinkState.TOWN_REFUSED],
    to: SinkState.TOWN_CONSULTING,
    by: ['department_handler'],
    source,
    conditions: [ofApplicant],
    guards: [notOver],
    effect: {
      title: { zh: '此前的意见作废', en: 'what was said before counts no more' },
      apply: (row, { input }) => {
        row.content = input.content;
        row.supports = input.supports;
        row.consents = [];
      },
    },
  },
  abandonDutySink: {
    title: { zh: '放弃申请', en: 'Give a request up' },
    from: [SinkState.DRAFT, SinkState.TOWN_CONSULTING, SinkState.TOWN_REFUSED],
    to: SinkState.TERMINATED,
    by: ['department_handler'],
    source,
    conditions: [ofApplicant],
    guards: [explained],
    effect: keepReason,
    entry: (_row, { input }) => ({ comment: input.reason.trim() }),
  },
};

/** Once the time to answer is over, towns that are silent keep a request where it is. */
function staysRefused(from: string | null, to: SinkState): SinkState {
  return from === 'TOWN_REFUSED' && to === SinkState.TOWN_CONSULTING ? SinkState.TOWN_REFUSED : to;
}
