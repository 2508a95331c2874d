import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { move } from '../../../kit/workflow/move.js';
import { Case } from '../cases/case.js';
import { CaseTarget } from '../cases/case-target.js';
import { caseWorkflow } from '../cases/case-workflow.js';
import { decideCase } from './decide-case.js';
import { discussCollectively } from './discuss-collectively.js';
import { CaseDecisionInput, DiscussionArguments, NoPenaltyArguments } from './proceeding-inputs.js';

@Resolver(() => Case)
export class DecisionVerbsResolver {
  @Mutation(() => Case, {
    nullable: true,
    description: '负责人集体讨论情节复杂或者重大的案件(第五十七条)。 The heads discuss a complex or major case.',
  })
  discussCollectively(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Args(() => DiscussionArguments) discussion: DiscussionArguments,
  ): Promise<Case> {
    return discussCollectively(context, target, discussion);
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '作出行政处罚决定,不重于告知(EN-06)。 Decides a case; nothing is heavier than was told.',
  })
  decideCase(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('decision', () => CaseDecisionInput, { description: '决定。 The decision.' }) decision: CaseDecisionInput,
  ): Promise<Case> {
    return decideCase(context, target, decision);
  }

  @Mutation(() => Case, { nullable: true, description: '决定不予处罚,并予教育。 Decides that there is no penalty.' })
  decideNoPenalty(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Args(() => NoPenaltyArguments) decision: NoPenaltyArguments,
  ): Promise<Case> {
    return move(caseWorkflow, 'decideNoPenalty', target, context, decision);
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '逾期不履行的予以催告(行政强制法第五十四条)。 Urges a party that does not pay.',
  })
  urgePerformance(@Ctx() context: Context, @Args(() => CaseTarget) target: CaseTarget): Promise<Case> {
    return move(caseWorkflow, 'urgePerformance', target, context, {});
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '申请人民法院强制执行:催告满十个工作日,复议诉讼期限届满后三个月内。 Asks the court to enforce.',
  })
  applyToCourt(@Ctx() context: Context, @Args(() => CaseTarget) target: CaseTarget): Promise<Case> {
    return move(caseWorkflow, 'applyToCourt', target, context, {});
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '确认停业、没收等金钱以外的处罚已执行。 Confirms that what is no money was carried out.',
  })
  confirmPerformance(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('report', () => String, { description: '执行情况,1—1000 字。 The report.' }) report: string,
  ): Promise<Case> {
    return move(caseWorkflow, 'confirmPerformance', target, context, { report });
  }
}
