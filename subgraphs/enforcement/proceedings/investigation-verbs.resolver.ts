import { Arg, Args, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { move } from '../../../kit/workflow/move.js';
import { Case } from '../cases/case.js';
import { CaseTarget } from '../cases/case-target.js';
import { caseWorkflow } from '../cases/case-workflow.js';
import { closeInvestigation } from './close-investigation.js';
import { EvidenceArguments, PenaltyProposalInput, ReviewArguments } from './proceeding-inputs.js';
import { replaceOfficer } from './replace-officer.js';

const reason = { description: '理由,1—500 字。 Reason.' };

@Resolver(() => Case)
export class InvestigationVerbsResolver {
  @Mutation(() => Case, { nullable: true, description: '开始调查。 Begins to investigate.' })
  startInvestigation(@Ctx() context: Context, @Args(() => CaseTarget) target: CaseTarget): Promise<Case> {
    return move(caseWorkflow, 'startInvestigation', target, context, {});
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '更换执法人员,如回避(第四十三条)。 Another officer takes over.',
  })
  replaceOfficer(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('officer', () => ID, { description: '退出者工号。 Who leaves.' }) officer: string,
    @Arg('successor', () => ID, { description: '接替者工号。 Who takes over.' }) successor: string,
    @Arg('reason', () => String, reason) why: string,
  ): Promise<Case> {
    return replaceOfficer(context, target, { officer, successor, reason: why });
  }

  @Mutation(() => Case, { nullable: true, description: '证据入卷(第四十六条)。 Adds a piece of evidence.' })
  addEvidence(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Args(() => EvidenceArguments) evidence: EvidenceArguments,
  ): Promise<Case> {
    return move(caseWorkflow, 'addEvidence', target, context, evidence);
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '中止调查,九十日停计。 Suspends a case; the 90 days stand still.',
  })
  suspendCase(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('reason', () => String, reason) why: string,
  ): Promise<Case> {
    return move(caseWorkflow, 'suspendCase', target, context, { reason: why });
  }

  @Mutation(() => Case, { nullable: true, description: '恢复调查,续计期限。 Resumes a case.' })
  resumeCase(@Ctx() context: Context, @Args(() => CaseTarget) target: CaseTarget): Promise<Case> {
    return move(caseWorkflow, 'resumeCase', target, context, {});
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '调查终结,提出处理意见。 Ends the investigation with a proposal.',
  })
  closeInvestigation(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('proposal', () => PenaltyProposalInput, { description: '处理意见。 The proposal.' })
    proposal: PenaltyProposalInput,
  ): Promise<Case> {
    return closeInvestigation(context, target, proposal);
  }

  @Mutation(() => Case, { nullable: true, description: '提交法制审核(EN-07)。 Submits a case for legal review.' })
  submitForReview(@Ctx() context: Context, @Args(() => CaseTarget) target: CaseTarget): Promise<Case> {
    return move(caseWorkflow, 'submitForReview', target, context, {});
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '法制审核:由具备资格的非办案人员办理(EN-07)。 Reviews the legality; never one of the officers.',
  })
  reviewLegality(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Args(() => ReviewArguments) review: ReviewArguments,
  ): Promise<Case> {
    return move(caseWorkflow, 'reviewLegality', target, context, review);
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '退回补充调查;此前的意见和告知作废。 Opens the investigation again; what was told counts no more.',
  })
  reopenInvestigation(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('reason', () => String, reason) why: string,
  ): Promise<Case> {
    return move(caseWorkflow, 'reopenInvestigation', target, context, { reason: why });
  }
}
