import { emission, type Effect } from '../../../kit/workflow/workflow.js';
import type { Case } from '../cases/case.js';
import { byItsHead } from '../cases/case-conditions.js';
import { caseDecided } from '../cases/case-events.js';
import { CaseState } from '../cases/case-states.js';
import { sealDecision } from '../cases/decision-effect.js';
import { lighterForMinors, lighterWritten, notUnder14, oneFineOnly } from '../cases/decision-guards.js';
import { nextDocument } from '../cases/opening-effect.js';
import { written } from '../cases/written-text.js';
import {
  answerOver,
  discussed,
  discussionLaw,
  generalLaw,
  hearingOver,
  noticeGiven,
  reviewPassed,
} from './general-conditions.js';
import { conclusionWritten, enoughDiscuss, punishingGuards } from './general-guards.js';
import type { GeneralDecision, GeneralTransitions, GeneralVerbs } from './general-verbs.js';

const noPenaltyLaw = { zh: '行政处罚法第三十至三十三、五十七条', en: 'Administrative Penalty Law §§ 30 to 33 and 57' };

const writeGeneralDecision: Effect<Case, GeneralDecision> = {
  title: { zh: '编决定书文号,制作并封存决定书', en: 'Take a number, write and seal the decision' },
  apply: async (row, moment) => {
    const { input } = moment;
    const { penalties, tier } = input;
    const number = await nextDocument('罚', input.subject, moment);
    const statement = row.proceeding.statement?.words ?? null;
    const kinds = penalties.map(({ kind }) => kind);
    const words = { ...input, number, penalties: kinds, statement, general: { details: penalties, tier: tier.trim() } };
    await sealDecision(row, words, moment);
  },
};

const keepDiscussion: Effect<Case, GeneralVerbs['discussCollectively']> = {
  title: { zh: '记录集体讨论', en: 'Keep what the heads agreed on' },
  apply: (row, { input: { participants, conclusion }, now }) => {
    const discussion = { participants, conclusion: conclusion.trim(), at: now.toISOString() };
    row.proceeding = { ...row.proceeding, discussion };
  },
};

/** How a case of the general procedure is decided (§ 57). Whoever tries too early is told what is missing. */
export const decidingTransitions: GeneralTransitions<'discussCollectively' | 'decideCase' | 'decideNoPenalty'> = {
  discussCollectively: {
    title: { zh: '集体讨论', en: 'Discuss collectively' },
    from: [CaseState.NOTIFIED],
    to: CaseState.COLLECTIVE_DISCUSSION,
    by: ['bureau_head'],
    source: discussionLaw,
    conditions: [byItsHead, reviewPassed, answerOver],
    guards: [enoughDiscuss, conclusionWritten],
    effect: keepDiscussion,
    step: 'DISCUSSED',
    entry: (_row, { input: { participants, conclusion } }) => ({
      comment: conclusion.trim(),
      values: { participants: participants.join('、') },
    }),
  },
  decideCase: {
    title: { zh: '作出行政处罚决定', en: 'Decide the case' },
    from: [
      CaseState.INVESTIGATION_CLOSED,
      CaseState.LEGAL_REVIEW,
      CaseState.NOTIFIED,
      CaseState.HEARING,
      CaseState.COLLECTIVE_DISCUSSION,
    ],
    to: CaseState.DECIDED,
    by: ['bureau_head'],
    source: generalLaw,
    conditions: [byItsHead, reviewPassed, noticeGiven, hearingOver, answerOver, discussed],
    guards: [...punishingGuards, notUnder14, lighterForMinors, oneFineOnly, lighterWritten],
    effect: writeGeneralDecision,
    step: 'DECIDED',
    entry: ({ fine, decisionDigest, decisionRecord }, { input: { penalties, tier } }) => ({
      values: {
        number: decisionRecord?.caseNo ?? null,
        penalties: penalties.map(({ kind }) => kind).join('、'),
        fine,
        tier: tier.trim(),
        decision: decisionDigest,
      },
    }),
    emits: [
      emission(caseDecided, ({ caseNo, eventNo, fine }, { now }) => ({
        caseNo,
        eventNo,
        fine: fine ?? '0.00',
        decidedAt: now.toISOString(),
      })),
    ],
  },
  decideNoPenalty: {
    title: { zh: '决定不予处罚', en: 'Decide that there is no penalty' },
    from: [CaseState.INVESTIGATION_CLOSED, CaseState.NOTIFIED, CaseState.COLLECTIVE_DISCUSSION],
    to: CaseState.NOT_PUNISHED,
    by: ['bureau_head'],
    source: noPenaltyLaw,
    conditions: [byItsHead],
    guards: [
      written({ zh: '理由和教育内容', en: 'The reasons, and what the party is told' }, 1000, ({ reasons }) => reasons),
    ],
    effect: {
      title: { zh: '记录情形、理由和教育', en: 'Keep the ground and what the party was told' },
      apply: (row, { input: { ground, reasons }, now }) => {
        const noPenalty = { ground, reasons: reasons.trim(), at: now.toISOString() };
        row.proceeding = { ...row.proceeding, noPenalty };
        row.closedAt = now;
      },
    },
    step: 'CLOSED',
    entry: (_row, { input: { ground, reasons } }) => ({ comment: reasons.trim(), values: { ground } }),
  },
};
