import { dayOf } from '../../../kit/time/calendar.js';
import { answersFor } from '../../../kit/identity/caller.js';
import type { Condition } from '../../../kit/identity/policy.js';
import type { Guard } from '../../../kit/workflow/workflow.js';
import { isWritten } from '../../../kit/workflow/written-text.js';
import { ResponsibilityRole } from '../duty-responsibility.js';
import { townOf } from '../region.js';
import type { AccountabilityReview } from './accountability-review.js';
import { accountabilitySettings } from './accountability-settings.js';
import { AccountabilityOutcome } from './accountability-vocabulary.js';

/** Where the rules of this workflow stand. */
export const source = {
  zh: '依单监管问责制度:乡镇勤勉尽责、但仍具有问责情形的,可酌情从轻、减轻处理或予以免责(AU-11)',
  en: 'Accountability by the list: a diligent town may be treated more lightly, or exempted (AU-11)',
};

/** What is decided, first or on appeal. */
export interface AccountabilityDecision {
  readonly outcome: AccountabilityOutcome;
  readonly diligent: boolean;
  readonly reasoning: string | null;
  readonly lawCited: string | null;
}

type DecisionGuard = Guard<AccountabilityReview, AccountabilityDecision>;

const { EXEMPTED, MITIGATED, LIGHTER, FULL } = AccountabilityOutcome;
const lenient: readonly AccountabilityOutcome[] = [EXEMPTED, MITIGATED, LIGHTER];

export const withinCounty: Condition<AccountabilityReview> = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  sentence: { zh: '该问责不在您负责的区域内。', en: 'The review is outside the territory that you answer for.' },
  source,
  holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode.slice(0, 6)),
};

export const ofSubject: Condition<AccountabilityReview> = {
  reason: 'NOT_SUBJECT',
  code: 'FORBIDDEN',
  sentence: { zh: '只有被问责单位可以办理。', en: 'Only the organisation under review may do this.' },
  source,
  holds: ({ subjectCode }, { caller }) => caller.organizations.includes(subjectCode),
};

export const notInTheFuture: Guard<AccountabilityReview, object> = {
  reason: 'FUTURE_TIME',
  code: 'INVALID',
  source,
  sentence: ({ occurredOn }) => ({
    zh: `事发日期 ${occurredOn} 尚未到来。`,
    en: `The incident cannot have been on ${occurredOn}, which is to come.`,
  }),
  holds: ({ occurredOn }, { now }) => occurredOn <= dayOf(now),
};

const exemptionProvided: DecisionGuard = {
  reason: 'EXEMPTION_NOT_PROVIDED',
  code: 'CONFLICT',
  source: { zh: '县级规则(AU-27)', en: 'The county’s profile (AU-27)' },
  sentence: ({ regionCode }) => ({
    zh: `${regionCode.slice(0, 6)} 的规则未规定乡镇尽职免责;从轻、减轻或免责须引用法律。`,
    en: `The profile of ${regionCode.slice(0, 6)} has no exemption for diligence; a lighter outcome needs a law.`,
  }),
  holds: (_row, { input, rules }) =>
    !lenient.includes(input.outcome) || cites(input) || rules.read(accountabilitySettings.exemption),
};

const exemptionForTowns: DecisionGuard = {
  reason: 'EXEMPTION_FOR_TOWNS',
  code: 'CONFLICT',
  source,
  sentence: ({ subjectCode }) => ({
    zh: `尽职免责适用于乡镇,「${subjectCode}」不是;从轻、减轻或免责须引用法律。`,
    en: `The exemption for diligence is for towns, which "${subjectCode}" is not; a lighter outcome needs a law.`,
  }),
  holds: ({ regionCode }, { input }) => !lenient.includes(input.outcome) || cites(input) || townOf(regionCode) !== null,
};

/** 勤勉尽责 is what the exemption rests on; the part on the list informs, and does not bar. */
const diligenceShown: DecisionGuard = {
  reason: 'DILIGENCE_NOT_SHOWN',
  code: 'CONFLICT',
  source,
  sentence: (_row, { input }) => ({
    zh: `${input.outcome} 须以认定勤勉尽责为前提,被问责单位须已提交履职说明。`,
    en: `${input.outcome} needs diligence that was found, and a statement of the organisation.`,
  }),
  holds: ({ statement, listedRole }, { input }) => {
    if (!lenient.includes(input.outcome)) return true;
    if (input.outcome !== EXEMPTED && listedRole === null) return true;
    return input.diligent && statement !== null;
  },
};

const cooperatingNeedsReasons: DecisionGuard = {
  reason: 'REASONING_MISSING',
  code: 'INVALID',
  source,
  sentence: ({ listedRole }) => ({
    zh: `清单所定角色为${listedRole === ResponsibilityRole.COOPERATING ? '配合责任' : (listedRole ?? '未列')},按规定问责须说明理由(1—2000 字)。`,
    en: `The list gives it the part ${listedRole ?? 'none'}: a full outcome needs its reasons, 1 to 2,000 characters.`,
  }),
  holds: ({ listedRole }, { input: { outcome, reasoning } }) => {
    if (reasoning !== null) return isWritten(reasoning, 2000);
    return outcome !== FULL || listedRole === ResponsibilityRole.PRIMARY;
  },
};

/** A town that the list does not name answers in full only where a law says so. */
const unlistedTownNeedsLaw: DecisionGuard = {
  reason: 'LAW_NOT_CITED',
  code: 'CONFLICT',
  source,
  sentence: ({ subjectCode, occurredOn }) => ({
    zh: `${occurredOn} 施行的清单未列「${subjectCode}」的责任,按规定问责须引用法律。`,
    en: `The list of ${occurredOn} gives "${subjectCode}" no part; a full outcome needs a law.`,
  }),
  holds: ({ listedRole, regionCode }, { input }) =>
    input.outcome !== FULL || listedRole !== null || townOf(regionCode) === null || cites(input),
};

/** What a decision must fulfil. */
export const decisionGuards: readonly DecisionGuard[] = [
  cooperatingNeedsReasons,
  unlistedTownNeedsLaw,
  exemptionProvided,
  exemptionForTowns,
  diligenceShown,
];

function cites({ lawCited }: AccountabilityDecision): boolean {
  return lawCited !== null && isWritten(lawCited, 200);
}
