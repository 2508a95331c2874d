import { attachFiles } from '../../../kit/files/attach-files.js';
import { actorOf } from '../../../kit/workflow/interpret.js';
import type { Effect } from '../../../kit/workflow/workflow.js';
import type { Case } from '../cases/case.js';
import { atTheScene, byItsHead, byItsOfficers, caseWithinTerritory } from '../cases/case-conditions.js';
import { CaseState } from '../cases/case-states.js';
import { written } from '../cases/written-text.js';
import { generalLaw, needsReview, reviewLaw, reviewReasonsOf } from './general-conditions.js';
import { hasEvidence, proposalGuards, reasonWritten } from './general-guards.js';
import type { GeneralTransitions, GeneralVerbs } from './general-verbs.js';
import { ReviewResult } from './proceeding-vocabulary.js';
import { requireOfficers } from './require-officers.js';
import { reviewerIsNoHandler, reviewerIsQualified } from './review-conditions.js';

const recusalLaw = { zh: '行政处罚法第四十三条', en: 'Administrative Penalty Law § 43' };

/** Attaches the files of a piece of evidence to its case and keeps their digests. Faults: those of files. */
const keepItem: Effect<Case, GeneralVerbs['addEvidence']> = {
  title: { zh: '证据入卷并固定摘要', en: 'Keep the evidence and its digest' },
  apply: async (row, moment) => {
    const { context, input, now } = moment;
    const files = await attachFiles(context, input.files, { entity: 'Case', id: row.id });
    const digests = files.map(({ sm3 }) => sm3);
    const { evidence = [] } = row.proceeding;
    const item = {
      number: evidence.length + 1,
      kind: input.kind,
      name: input.name.trim(),
      digests,
      obtainedBy: actorOf(moment),
      at: now.toISOString(),
    };
    row.evidenceDigests = [...row.evidenceDigests, ...digests];
    row.proceeding = { ...row.proceeding, evidence: [...evidence, item] };
  },
};

const exchange: Effect<Case, GeneralVerbs['replaceOfficer']> = {
  title: { zh: '更换执法人员,核验证件和队伍', en: 'Another officer takes over, and is checked' },
  apply: async (row, moment) => {
    const { officer, successor, item } = moment.input;
    row.officerNumbers = row.officerNumbers.map((each) => (each === officer ? successor : each));
    await requireOfficers(row, item.domain, moment);
  },
};

const keepProposal: Effect<Case, GeneralVerbs['closeInvestigation']> = {
  title: { zh: '记录事实和处理意见', en: 'Keep the facts and the proposal' },
  apply: (row, { input: { facts, penalties, reasons, tier, reviewReasons }, now }) => {
    row.facts = facts.trim();
    const proposal = { penalties, reasons: reasons.trim(), tier: tier.trim(), reviewReasons, at: now.toISOString() };
    row.proceeding = { ...row.proceeding, proposal };
  },
};

const keepReview: Effect<Case, GeneralVerbs['reviewLegality']> = {
  title: { zh: '记录审核意见', en: 'Keep the opinion' },
  apply: (row, moment) => {
    const { result, opinion } = moment.input;
    const { reviews = [] } = row.proceeding;
    const reasons = reviewReasonsOf(row);
    const review = {
      reviewer: actorOf(moment),
      reasons,
      result,
      opinion: opinion.trim(),
      at: moment.now.toISOString(),
    };
    row.proceeding = { ...row.proceeding, reviews: [...reviews, review] };
    if (result === ReviewResult.FAIL) forgetNotice(row);
  },
};

/** What was proposed and told counts no more once the investigation goes on; what the party said does. */
function forgetNotice(row: Case): void {
  const { evidence, reviews, statement, clueAcceptedAt, predecessorNo, notice, toldBefore } = row.proceeding;
  const told = notice?.penalties ?? toldBefore;
  row.proceeding = { evidence, reviews, statement, clueAcceptedAt, predecessorNo, toldBefore: told };
}

/** From the filing until the legal review: who investigates, what is found, and what is proposed. */
export const investigatingTransitions: GeneralTransitions<
  | 'startInvestigation'
  | 'replaceOfficer'
  | 'addEvidence'
  | 'suspendCase'
  | 'resumeCase'
  | 'closeInvestigation'
  | 'submitForReview'
  | 'reviewLegality'
  | 'reopenInvestigation'
> = {
  startInvestigation: {
    title: { zh: '开始调查', en: 'Begin to investigate' },
    from: [CaseState.FILED],
    to: CaseState.INVESTIGATING,
    by: atTheScene,
    source: generalLaw,
    conditions: [byItsOfficers],
  },
  replaceOfficer: {
    title: { zh: '更换执法人员(回避)', en: 'Replace an officer' },
    from: [CaseState.FILED, CaseState.INVESTIGATING],
    to: {
      among: [CaseState.FILED, CaseState.INVESTIGATING],
      rule: { zh: '状态不变', en: 'the state stays' },
      choose: ({ state }) => state,
    },
    by: ['bureau_head'],
    source: recusalLaw,
    conditions: [byItsHead],
    guards: [
      {
        reason: 'NOT_AN_OFFICER',
        code: 'INVALID',
        sentence: ({ officerNumbers }, { input: { officer } }) => ({
          zh: `${officer.slice(0, 50)} 不是本案的执法人员(${officerNumbers.join('、')})。`,
          en: `${officer.slice(0, 50)} is no officer of the case (${officerNumbers.join(', ')}).`,
        }),
        source: recusalLaw,
        holds: ({ officerNumbers }, { input: { officer } }) => officerNumbers.includes(officer),
      },
      reasonWritten,
    ],
    effect: exchange,
    entry: (_row, { input: { officer, successor, reason } }) => ({
      comment: reason.trim(),
      values: { officer, successor },
    }),
  },
  addEvidence: {
    title: { zh: '收集证据', en: 'Add evidence' },
    from: [CaseState.INVESTIGATING],
    to: CaseState.INVESTIGATING,
    by: atTheScene,
    source: { zh: '行政处罚法第四十六、四十七条', en: 'Administrative Penalty Law §§ 46 and 47' },
    conditions: [byItsOfficers],
    guards: [
      written({ zh: '证据名称', en: 'The name' }, 200, ({ name }) => name),
      {
        reason: 'EVIDENCE_WITHOUT_FILE',
        code: 'INVALID',
        sentence: () => ({ zh: '证据须附文件。', en: 'Evidence comes with a file.' }),
        source: { zh: '行政处罚法第四十七条', en: 'Administrative Penalty Law § 47' },
        holds: (_row, { input: { files } }) => files.length > 0,
      },
    ],
    effect: keepItem,
    entry: ({ proceeding: { evidence } }, { input: { kind, name } }) => ({
      values: { kind, name: name.trim(), evidence: evidence?.at(-1)?.digests.join('、') ?? null },
    }),
  },
  suspendCase: {
    title: { zh: '中止调查', en: 'Suspend the case' },
    from: [CaseState.INVESTIGATING],
    to: CaseState.SUSPENDED,
    by: ['bureau_head'],
    source: generalLaw,
    conditions: [byItsHead],
    guards: [reasonWritten],
    entry: (_row, { input: { reason } }) => ({ comment: reason.trim() }),
  },
  resumeCase: {
    title: { zh: '恢复调查', en: 'Resume the case' },
    from: [CaseState.SUSPENDED],
    to: CaseState.INVESTIGATING,
    by: ['bureau_head'],
    source: generalLaw,
    conditions: [byItsHead],
  },
  closeInvestigation: {
    title: { zh: '调查终结', en: 'Close the investigation' },
    from: [CaseState.INVESTIGATING],
    to: CaseState.INVESTIGATION_CLOSED,
    by: atTheScene,
    source: generalLaw,
    conditions: [byItsOfficers],
    guards: [hasEvidence, ...proposalGuards],
    effect: keepProposal,
    step: 'INVESTIGATED',
    entry: (_row, { input: { penalties, tier, reviewReasons } }) => ({
      values: {
        penalties: penalties.map(({ kind, amount }) => `${kind}${amount === null ? '' : ` ${amount}`}`).join('、'),
        tier: tier.trim(),
        reviewReasons: reviewReasons.join('、'),
      },
    }),
  },
  submitForReview: {
    title: { zh: '提交法制审核', en: 'Submit for legal review' },
    from: [CaseState.INVESTIGATION_CLOSED],
    to: CaseState.LEGAL_REVIEW,
    by: atTheScene,
    source: reviewLaw,
    conditions: [byItsOfficers, needsReview],
  },
  reviewLegality: {
    title: { zh: '法制审核', en: 'Review the legality' },
    from: [CaseState.LEGAL_REVIEW],
    to: {
      among: [CaseState.INVESTIGATION_CLOSED, CaseState.NOTIFIED, CaseState.INVESTIGATING],
      rule: {
        zh: '不通过的退回调查;听证后通过的回到已告知;其余通过的可以告知',
        en: 'back to the investigation when it fails; after a hearing back to the notice; else on to it',
      },
      choose: ({ proceeding: { notice } }, { input: { result } }) => {
        if (result === ReviewResult.FAIL) return CaseState.INVESTIGATING;
        return notice === undefined ? CaseState.INVESTIGATION_CLOSED : CaseState.NOTIFIED;
      },
    },
    by: ['legal_reviewer'],
    source: reviewLaw,
    conditions: [caseWithinTerritory, reviewerIsNoHandler, reviewerIsQualified],
    guards: [written({ zh: '审核意见', en: 'The opinion' }, 1000, ({ opinion }) => opinion)],
    effect: keepReview,
    step: 'REVIEWED',
    entry: ({ proceeding: { reviews } }, { input: { result, opinion } }) => ({
      comment: opinion.trim(),
      values: { result, reasons: reviews?.at(-1)?.reasons.join('、') ?? '' },
    }),
  },
  reopenInvestigation: {
    title: { zh: '退回补充调查', en: 'Open the investigation again' },
    from: [CaseState.INVESTIGATION_CLOSED, CaseState.NOTIFIED, CaseState.COLLECTIVE_DISCUSSION],
    to: CaseState.INVESTIGATING,
    by: ['bureau_head'],
    source: generalLaw,
    conditions: [byItsHead],
    guards: [reasonWritten],
    effect: {
      title: { zh: '此前的意见、告知作废,陈述申辩保留', en: 'what was proposed and told counts no more' },
      apply: forgetNotice,
    },
    entry: (_row, { input: { reason } }) => ({ comment: reason.trim() }),
  },
};
