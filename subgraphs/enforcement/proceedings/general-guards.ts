import type { Guard } from '../../../kit/workflow/workflow.js';
import type { Case } from '../cases/case.js';
import { caseSettings } from '../cases/case-settings.js';
import { PenaltyKind } from '../cases/penalty-kind.js';
import { written } from '../cases/written-text.js';
import { isWritten } from '../../../kit/workflow/written-text.js';
import { fenOf } from '../rules/money.js';
import { staysWithin } from '../rules/no-heavier.js';
import { discussionLaw, hearingLaw, noticeLaw } from './general-conditions.js';
import type { Findings, GeneralVerbs } from './general-verbs.js';
import type { Penalty } from './proceeding.js';

const mostPenalties = 12;
const inMoney = new Set([PenaltyKind.FINE, PenaltyKind.CONFISCATE_INCOME]);
const inWords = new Set([PenaltyKind.WARNING, PenaltyKind.CRITICISM]);

interface Punishing {
  readonly penalties: readonly Penalty[];
}

const penaltiesFit: Guard<Case, Punishing> = {
  reason: 'PENALTY_INVALID',
  code: 'INVALID',
  sentence: (_row, { input: { penalties } }) => {
    const shown = penalties.map(({ kind, amount }) => `${kind}${amount === null ? '' : ` ${amount}`}`).join('、');
    return {
      zh: `处罚「${shown.slice(0, 200)}」不合:一至十二项、种类不重复;罚款、没收违法所得须有大于零的金额,其余须写明内容。`,
      en: `The penalties "${shown.slice(0, 200)}" do not fit: 1 to 12, each kind once; money needs a sum above zero, and what is neither words nor money says what exactly.`,
    };
  },
  source: { zh: '行政处罚法第九条', en: 'Administrative Penalty Law § 9' },
  holds: (_row, { input: { penalties } }) => {
    const kinds = penalties.map(({ kind }) => kind);
    if (kinds.length === 0 || kinds.length > mostPenalties || new Set(kinds).size < kinds.length) return false;
    return penalties.every(fits);
  },
};

function fits({ kind, amount, detail }: Penalty): boolean {
  if (detail !== null && !isWritten(detail, 500)) return false;
  if (inWords.has(kind)) return amount === null;
  if (amount !== null && (fenOf(amount) ?? 0n) <= 0n) return false;
  return inMoney.has(kind) ? amount !== null : detail !== null;
}

/** §45: whoever speaks is not punished harder for it; what is heavier rests on evidence that came in afterwards. */
const notHeavierForSpeaking: Guard<Case, Findings> = {
  reason: 'HEAVIER_AFTER_STATEMENT',
  code: 'CONFLICT',
  sentence: () => ({
    zh: '当事人已陈述、申辩,此后没有新证据,不得因此给予更重的处罚。',
    en: 'The party has spoken and no evidence came in since: the penalty is not made heavier for that.',
  }),
  source: noticeLaw,
  holds: ({ proceeding: { statement, toldBefore = [], evidence = [] } }, { input: { penalties } }) =>
    statement === undefined || staysWithin(penalties, toldBefore) || evidence.some(({ at }) => at > statement.at),
};

/** What was told is the most that may be decided. */
export const notHeavierThanTold: Guard<Case, Punishing> = {
  reason: 'HEAVIER_THAN_NOTIFIED',
  code: 'CONFLICT',
  sentence: ({ proceeding: { notice } }) => {
    const told = (notice?.penalties ?? []).map(({ kind, amount }) => `${kind}${amount === null ? '' : ` ${amount}`}`);
    return {
      zh: `处罚重于告知的「${told.join('、')}」,须重新调查、告知。`,
      en: `The penalty is heavier than what was told, "${told.join(', ')}": investigate and tell anew.`,
    };
  },
  source: noticeLaw,
  holds: ({ proceeding: { notice } }, { input: { penalties } }) => staysWithin(penalties, notice?.penalties ?? []),
};

const reasonsWritten = written<{ readonly reasons: string }>(
  { zh: '理由', en: 'The reasons' },
  1000,
  (input) => input.reasons,
);
const tierWritten = written<{ readonly tier: string }>({ zh: '裁量阶次', en: 'The tier' }, 100, (input) => input.tier);

/** What a proposal is held against. */
export const proposalGuards: readonly Guard<Case, Findings>[] = [
  penaltiesFit,
  notHeavierForSpeaking,
  written({ zh: '事实', en: 'The facts' }, 2000, ({ facts }) => facts),
  reasonsWritten,
  tierWritten,
];

/** What a decision is held against, beside the rules that the simple procedure has too. */
export const punishingGuards: readonly Guard<Case, Punishing & { readonly reasons: string; readonly tier: string }>[] =
  [penaltiesFit, notHeavierThanTold, reasonsWritten, tierWritten];

/** A case has evidence before its investigation ends. */
export const hasEvidence: Guard<Case, object> = {
  reason: 'EVIDENCE_MISSING',
  code: 'CONFLICT',
  sentence: () => ({ zh: '尚无证据,不得终结调查。', en: 'There is no evidence yet.' }),
  source: { zh: '行政处罚法第四十六条', en: 'Administrative Penalty Law § 46' },
  holds: ({ evidenceDigests, proceeding: { predecessorNo } }) =>
    evidenceDigests.length > 0 || predecessorNo !== undefined,
};

export const hearingInTime: Guard<Case, object> = {
  reason: 'HEARING_LATE',
  code: 'CONFLICT',
  sentence: ({ proceeding: { notice } }) => ({
    zh: `申请听证的期限已于 ${notice?.answerDueAt ?? ''} 届满(告知后五个工作日)。`,
    en: `The time to ask for a hearing, five working days after the notice, ended at ${notice?.answerDueAt ?? ''}.`,
  }),
  source: hearingLaw,
  holds: ({ proceeding: { notice } }, { now }) => notice !== undefined && now < new Date(notice.answerDueAt),
};

/** §64: seven days before the hearing, which by § 85 are working days. */
export const hearingNoticed: Guard<Case, GeneralVerbs['scheduleHearing']> = {
  reason: 'HEARING_NOTICE_SHORT',
  code: 'INVALID',
  sentence: (_row, { input: { at } }) => ({
    zh: `听证须在通知后满七个工作日举行,${at.toISOString()} 过早。`,
    en: `A hearing is held seven working days after its notice at the earliest; ${at.toISOString()} is too early.`,
  }),
  source: hearingLaw,
  holds: (_row, { input: { at }, rules, now }) =>
    at >= rules.calendar.dueAt(now, { amount: 7, unit: 'WORKING_DAY' }).at,
};

export const hostIsNoInvestigator: Guard<Case, GeneralVerbs['scheduleHearing']> = {
  reason: 'HOST_IS_INVESTIGATOR',
  code: 'INVALID',
  sentence: (_row, { input: { host } }) => ({
    zh: `听证由非本案调查人员主持,${host.slice(0, 50)} 是本案执法人员。`,
    en: `Somebody other than an investigator presides; ${host.slice(0, 50)} is an officer of the case.`,
  }),
  source: hearingLaw,
  holds: ({ officerNumbers }, { input: { host } }) => !officerNumbers.includes(host),
};

export const enoughDiscuss: Guard<Case, GeneralVerbs['discussCollectively']> = {
  reason: 'DISCUSSION_TOO_FEW',
  code: 'INVALID',
  sentence: (_row, { input: { participants }, rules }) => ({
    zh: `集体讨论至少 ${rules.read(caseSettings.discussionSize)} 人且不重复,现为「${participants.join('、').slice(0, 200)}」。`,
    en: `At least ${rules.read(caseSettings.discussionSize)} different heads discuss a case; these are "${participants.join(', ').slice(0, 200)}".`,
  }),
  source: discussionLaw,
  holds: (_row, { input: { participants }, rules }) =>
    participants.length >= rules.read(caseSettings.discussionSize) &&
    participants.length <= 20 &&
    new Set(participants).size === participants.length &&
    participants.every((each) => isWritten(each, 50)),
};

export const conclusionWritten = written<{ readonly conclusion: string }>(
  { zh: '结论', en: 'The conclusion' },
  1000,
  ({ conclusion }) => conclusion,
);

export const reasonWritten = written<{ readonly reason: string }>(
  { zh: '理由', en: 'The reason' },
  500,
  ({ reason }) => reason,
);
