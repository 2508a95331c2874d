import type { Condition } from '../../../kit/identity/policy.js';
import type { Bilingual } from '../../../kit/module/fault.js';
import { byItsHead, byItsOfficers } from '../cases/case-conditions.js';
import type { Case } from '../cases/case.js';
import { CaseProcedure, CaseState } from '../cases/case-states.js';
import { HearingOutcome, ReviewReason, ReviewResult } from './proceeding-vocabulary.js';

type CaseCondition = Condition<Case>;

/** Where the rules of the general procedure stand. */
export const generalLaw: Bilingual = {
  zh: '行政处罚法第五十四至六十二条(EN-06)',
  en: 'Administrative Penalty Law §§ 54 to 62 (EN-06)',
};

export const linkLaw: Bilingual = {
  zh: '综合执法工作衔接机制(EN-20)',
  en: 'Hand-over between supervision and enforcement (EN-20)',
};

export const reviewLaw: Bilingual = {
  zh: '行政处罚法第五十八条(EN-07)',
  en: 'Administrative Penalty Law § 58 (EN-07)',
};

export const noticeLaw: Bilingual = {
  zh: '行政处罚法第四十四、四十五条(EN-08)',
  en: 'Administrative Penalty Law §§ 44 and 45 (EN-08)',
};

export const hearingLaw: Bilingual = {
  zh: '行政处罚法第六十三至六十五条(EN-08)',
  en: 'Administrative Penalty Law §§ 63 to 65 (EN-08)',
};

export const discussionLaw: Bilingual = {
  zh: '行政处罚法第五十七条第二款',
  en: 'Administrative Penalty Law § 57(2)',
};

/** What the simple procedure does is not done in the general one, and the other way round. */
export function ofProcedure(procedure: CaseProcedure): CaseCondition {
  return {
    reason: 'WRONG_PROCEDURE',
    code: 'CONFLICT',
    sentence:
      procedure === CaseProcedure.GENERAL
        ? { zh: '本案适用简易程序,不经此环节。', en: 'The case follows the simple procedure, which has no such step.' }
        : {
            zh: '本案适用普通程序,不经此环节。',
            en: 'The case follows the general procedure, which has no such step.',
          },
    source: generalLaw,
    holds: (row) => row.procedure === procedure,
  };
}

/** What was filed is withdrawn by the head alone. */
export const headOnceFiled: CaseCondition = {
  ...byItsHead,
  holds: (row: Case, context) => row.state === CaseState.CLUE || byItsHead.holds(row, context),
};

/** A clue is registered, and filed, by those who will work on it. */
export const ofItsOrganization: CaseCondition = {
  ...byItsOfficers,
  reason: 'NOT_CASE_ORGANIZATION',
  sentence: { zh: '您不属于本案的承办机构。', en: 'You do not belong to the case’s organisation.' },
  holds: ({ organizationCode }: Case, { caller }) => caller.organizations.includes(organizationCode),
};

/** A department hands over what it found itself. */
export const ofOrigin: CaseCondition = {
  reason: 'NOT_ORIGIN',
  code: 'FORBIDDEN',
  sentence: { zh: '线索由您所在部门移交。', en: 'A clue is handed over by the department that you belong to.' },
  source: linkLaw,
  holds: ({ originCode }, { caller }) => originCode !== null && caller.organizations.includes(originCode),
};

/** A department's clue is answered before anything else is done about it (EN-20). */
export const clueAccepted: CaseCondition = {
  reason: 'CLUE_NOT_ACCEPTED',
  code: 'CONFLICT',
  sentence: { zh: '部门移交的线索尚未接收。', en: 'The clue that a department handed over is not taken on yet.' },
  source: linkLaw,
  holds: (row) => !awaitsAnswer(row),
};

export const clueAwaitsAnswer: CaseCondition = {
  ...clueAccepted,
  reason: 'CLUE_NOT_HANDED_OVER',
  sentence: { zh: '没有待接收的移交线索。', en: 'No clue that was handed over awaits an answer.' },
  holds: (row) => awaitsAnswer(row),
};

export const needsReview: CaseCondition = {
  reason: 'REVIEW_NOT_NEEDED',
  code: 'CONFLICT',
  sentence: { zh: '本案没有须经法制审核的情形。', en: 'Nothing in the case needs a legal review.' },
  source: reviewLaw,
  holds: (row) => reviewReasonsOf(row).length > 0,
};

/** 未经法制审核或者审核未通过的,不得作出决定. */
export const reviewPassed: CaseCondition = {
  reason: 'LEGAL_REVIEW_MISSING',
  code: 'CONFLICT',
  sentence: {
    zh: '须经法制审核而未经审核或者审核未通过,不得告知、决定。',
    en: 'The case needs a legal review that it has not passed: nothing is told or decided before.',
  },
  source: reviewLaw,
  holds: (row) => {
    const last = row.proceeding.reviews?.at(-1);
    const missing = reviewReasonsOf(row).filter(
      (each) => last?.result !== ReviewResult.PASS || !last.reasons.includes(each),
    );
    return missing.length === 0;
  },
};

export const noticeGiven: CaseCondition = {
  reason: 'NOTICE_MISSING',
  code: 'CONFLICT',
  sentence: {
    zh: '尚未告知当事人拟作出的处罚及其事实、理由、依据,不得作出决定。',
    en: 'The party was not told what is meant and why: nothing is decided before.',
  },
  source: noticeLaw,
  holds: ({ proceeding }) => proceeding.notice !== undefined,
};

/** Whoever may still answer is waited for, unless the rights were given up in writing. */
export const answerOver: CaseCondition = {
  reason: 'ANSWER_AWAITED',
  code: 'CONFLICT',
  sentence: {
    zh: '当事人陈述、申辩或者申请听证的期限未满,也未书面放弃,不得作出决定。',
    en: 'The party may still answer or ask for a hearing, and has not given that up in writing.',
  },
  source: hearingLaw,
  holds: ({ proceeding: { notice, statement, waiver, hearing } }, { clock }) => {
    if (notice === undefined || new Date(notice.answerDueAt) <= clock.now()) return true;
    if (notice.hearingRight) return waiver?.hearing === true || hearing?.outcome != null;
    return waiver !== undefined || (statement !== undefined && statement.at >= notice.at);
  },
};

export const hearingOver: CaseCondition = {
  reason: 'HEARING_PENDING',
  code: 'CONFLICT',
  sentence: { zh: '听证尚未终结。', en: 'The hearing is not over.' },
  source: hearingLaw,
  holds: ({ proceeding: { hearing } }) => hearing === undefined || hearing.outcome != null,
};

/** 情节复杂或者重大违法行为: what is complex, or so heavy that it may be heard, is decided by the heads together. */
export const discussed: CaseCondition = {
  reason: 'DISCUSSION_MISSING',
  code: 'CONFLICT',
  sentence: {
    zh: '情节复杂或者重大的案件须经负责人集体讨论。',
    en: 'A complex or major case is discussed by the heads together first.',
  },
  source: discussionLaw,
  holds: (row) => row.proceeding.discussion !== undefined || !discussionNeeded(row),
};

export const hearingRightGiven: CaseCondition = {
  reason: 'NO_HEARING_RIGHT',
  code: 'CONFLICT',
  sentence: {
    zh: '拟作出的处罚没有听证权利,或者已书面放弃、已经听证。',
    en: 'There is no right to a hearing, it was given up, or the hearing was.',
  },
  source: hearingLaw,
  holds: ({ proceeding: { notice, waiver, hearing } }) =>
    notice?.hearingRight === true && waiver?.hearing !== true && hearing === undefined,
};

export const hearingScheduled: CaseCondition = {
  reason: 'HEARING_NOT_SCHEDULED',
  code: 'CONFLICT',
  sentence: { zh: '听证尚未确定时间,或者时间未到。', en: 'The hearing has no time yet, or its time has not come.' },
  source: hearingLaw,
  holds: ({ proceeding: { hearing } }, { clock }) => hearing?.heldAt != null && new Date(hearing.heldAt) <= clock.now(),
};

/** Whether the heads discuss a case together: it is complex, or so heavy that the party may ask for a hearing. */
export function discussionNeeded({ proceeding: { proposal, notice } }: Pick<Case, 'proceeding'>): boolean {
  return notice?.hearingRight === true || proposal?.reviewReasons.includes(ReviewReason.COMPLEX) === true;
}

/** Why a case needs a legal review: what its proposal says, and a hearing that was held. */
export function reviewReasonsOf({ proceeding: { proposal, hearing } }: Pick<Case, 'proceeding'>): ReviewReason[] {
  const stated = (proposal?.reviewReasons ?? []).filter((each) => each !== ReviewReason.AFTER_HEARING);
  return hearing?.outcome === HearingOutcome.HELD ? [...stated, ReviewReason.AFTER_HEARING] : stated;
}

function awaitsAnswer({ originCode, proceeding }: Case): boolean {
  return originCode !== null && proceeding.clueAcceptedAt === undefined;
}
