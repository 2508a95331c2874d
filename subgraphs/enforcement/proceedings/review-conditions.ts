import type { Condition } from '../../../kit/identity/policy.js';
import type { Case } from '../cases/case.js';
import { isQualified, LegalReviewer } from '../legal-reviewer.js';
import { reviewLaw } from './general-conditions.js';

/** Whoever investigated a case does not review it. */
export const reviewerIsNoHandler: Condition<Case> = {
  reason: 'REVIEWER_IS_HANDLER',
  code: 'FORBIDDEN',
  sentence: { zh: '您是本案的执法人员,不得审核本案。', en: 'You are an officer of the case and do not review it.' },
  source: reviewLaw,
  holds: ({ officerNumbers }, { caller }) =>
    caller.staffNumber !== null && !officerNumbers.includes(caller.staffNumber),
};

/** Beginners need the state's legal qualification. */
export const reviewerIsQualified: Condition<Case> = {
  reason: 'REVIEWER_NOT_QUALIFIED',
  code: 'FORBIDDEN',
  sentence: {
    zh: '您不是登记的法制审核人员,或者初次从事审核而未取得法律职业资格。',
    en: 'You are no registered reviewer, or began to review without a legal qualification.',
  },
  source: reviewLaw,
  holds: async (_row, { caller, session }) => {
    if (caller.staffNumber === null) return false;
    const reviewer = await session.one(LegalReviewer, 'staffNumber', caller.staffNumber);
    return reviewer !== null && isQualified(reviewer);
  },
};
