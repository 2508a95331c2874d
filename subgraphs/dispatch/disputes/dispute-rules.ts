import { answersFor } from '../../../kit/identity/caller.js';
import type { Condition } from '../../../kit/identity/policy.js';
import { nextNumber } from '../../../kit/numbering/next-number.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { dayAt, monthsLater, nameOfDay } from '../../../kit/time/shanghai-day.js';
import type { Effect, Guard } from '../../../kit/workflow/workflow.js';
import { isWritten, written } from '../../../kit/workflow/written-text.js';
import { dispatchers } from '../event-roles.js';
import type { DisputeCase } from './dispute-case.js';
import type { DisputeInputs, Failure } from './dispute-inputs.js';
import { referralText } from './referral-text.js';

/** Where the rules of this workflow stand. */
export const source = {
  zh: '矛盾纠纷调处化解(DI-23;《人民调解法》)',
  en: 'Disputes are mediated (DI-23; People’s Mediation Law)',
};

function law(article: number, zh: string, en: string) {
  return { zh: `《人民调解法》第 ${article} 条:${zh}`, en: `People’s Mediation Law, article ${article}: ${en}` };
}

/** The agreement is the parties' own. */
export const agreementLaw = law(29, '协议由各方当事人签名', 'the parties sign the agreement');
/** Who mediated looks after what was agreed. */
export const performanceLaw = law(31, '对协议的履行情况进行监督', 'performance is looked after');
/** What becomes of a mediation that fails. */
export const failureLaw = law(
  26,
  '调解不成的终止调解,告知可依法通过仲裁、行政、司法等途径维护权利',
  'mediation that fails is ended, and the parties are told where they may go',
);

type DisputeCondition = Condition<DisputeCase>;

/** The centre of the town, or of the county above it. */
export const withinTerritory: DisputeCondition = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  sentence: { zh: '该纠纷不在您负责的区域内。', en: 'The dispute lies outside the territory that you answer for.' },
  source,
  holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode),
};

/** Whoever was assigned mediates. */
export const ofMediator: DisputeCondition = {
  reason: 'NOT_MEDIATOR',
  code: 'FORBIDDEN',
  sentence: { zh: '须由本案调解员办理。', en: 'Only the mediator of the dispute may do this.' },
  source,
  holds: ({ mediatorNumber }, { caller }) => mediatorNumber !== null && mediatorNumber === caller.staffNumber,
};

/** The mediator stands back, or the centre takes the dispute from a mediator whom a party refuses. */
export const ofMediatorOrCentre: DisputeCondition = {
  ...ofMediator,
  sentence: {
    zh: '须由本案调解员或指挥中心办理。',
    en: 'Only the mediator of the dispute, or the centre, may do this.',
  },
  holds: (row, context) =>
    dispatchers.some((role) => context.caller.grants.has(`realm:${role}`)) || ofMediator.holds(row, context),
};

/** 回避: who is related to a party, or stood back before, does not mediate. */
export const unrelated: Guard<DisputeCase, DisputeInputs['assignMediator']> = {
  reason: 'MEDIATOR_RELATED',
  code: 'CONFLICT',
  source: law(23, '当事人可以选择或者接受调解员', 'the parties choose or accept their mediator'),
  sentence: (_row, { input: { staffNumber } }) => ({
    zh: `${staffNumber} 与当事人有利害关系,或已回避,不得调解。`,
    en: `${staffNumber} is related to a party, or has stood back, and does not mediate.`,
  }),
  holds: ({ parties, recusals }, { input: { staffNumber } }) =>
    !parties.some(({ relatedStaff }) => relatedStaff.includes(staffNumber)) &&
    !recusals.some(({ mediatorNumber }) => mediatorNumber === staffNumber),
};

/** Nothing is agreed before the parties sat together. */
export const sessionHeld: Guard<DisputeCase, object> = {
  reason: 'SESSION_MISSING',
  code: 'CONFLICT',
  source,
  sentence: () => ({ zh: '尚未调解,不能形成协议。', en: 'Nothing is agreed before a sitting was held.' }),
  holds: ({ sessions }) => sessions.length > 0,
};

/** An agreement says something, and by when. */
export const agreementFits: Guard<DisputeCase, DisputeInputs['drawAgreement']> = {
  reason: 'AGREEMENT_UNFIT',
  code: 'INVALID',
  source: agreementLaw,
  sentence: (_row, { input: { performBy }, now }) => ({
    zh: `协议须为 1—4000 字,履行期限 ${performBy} 须在今日 ${dayOf(now)} 至 ${latest(now)} 之间。`,
    en: `An agreement has 1 to 4,000 characters, and its day ${performBy} must be from today, ${dayOf(now)}, to ${latest(now)}.`,
  }),
  holds: (_row, { input: { text, performBy }, now }) =>
    isWritten(text, 4000) && performBy >= dayOf(now) && performBy <= latest(now),
};

/** The last day that an agreement may name: ten years from now. */
function latest(now: Date): string {
  return nameOfDay(monthsLater(dayAt(now), 120));
}

/** Each party signs once. */
export const partyUnsigned: Guard<DisputeCase, DisputeInputs['signAgreement']> = {
  reason: 'PARTY_UNKNOWN',
  code: 'CONFLICT',
  source: agreementLaw,
  sentence: ({ parties }, { input: { party } }) => ({
    zh: `没有待签署的第 ${party} 方(共 ${parties.length} 方)。`,
    en: `No party numbered ${party} is left to sign, of ${parties.length}.`,
  }),
  holds: ({ parties }, { input: { party } }) =>
    parties.some(({ number, signedAt }) => number === party && signedAt === null),
};

/** The reason says something. */
export const reasonGiven = written<DisputeCase, { readonly reason: string }>(
  { zh: '理由', en: 'The reason' },
  1000,
  source,
  ({ reason }) => reason,
);

/** Draws the referral document up. */
export const refer: Effect<DisputeCase, Failure> = {
  title: { zh: '出具移转文书,告知去处', en: 'the referral document is drawn up' },
  apply: async (row, { context, input, now }) => {
    row.forum = input.forum;
    const series = `JFYZ${row.regionCode.slice(0, 6)}${dayOf(now).slice(0, 4)}`;
    row.referralNo = `${series}${String(await nextNumber(context, series)).padStart(4, '0')}`;
    row.referral = referralText(row, input, dayOf(now));
  },
};
