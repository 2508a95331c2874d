import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { move } from '../../../kit/workflow/move.js';
import { Case } from '../cases/case.js';
import { CaseTarget } from '../cases/case-target.js';
import { caseWorkflow } from '../cases/case-workflow.js';
import { notifyPenalty } from './notify-penalty.js';
import { HearingArguments, HearingEndArguments, StatementArguments, WaiverArguments } from './proceeding-inputs.js';
import { scheduleHearing } from './schedule-hearing.js';

@Resolver(() => Case)
export class HearingVerbsResolver {
  @Mutation(() => Case, {
    nullable: true,
    description:
      '事先告知拟作出的处罚及事实、理由、依据;依法告知听证权利(EN-08)。 Tells the party what is meant, and of its right to a hearing.',
  })
  notifyPenalty(@Ctx() context: Context, @Args(() => CaseTarget) target: CaseTarget): Promise<Case> {
    return notifyPenalty(context, target);
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '登记陈述、申辩及复核意见;不因此加重处罚(第四十五条)。 Enters what the party says, and the answer.',
  })
  recordStatement(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Args(() => StatementArguments) statement: StatementArguments,
  ): Promise<Case> {
    return move(caseWorkflow, 'recordStatement', target, context, statement);
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '登记当事人书面放弃陈述、申辩,或连同听证。 Enters that the party gave its rights up in writing.',
  })
  recordWaiver(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Args(() => WaiverArguments) waiver: WaiverArguments,
  ): Promise<Case> {
    return move(caseWorkflow, 'recordWaiver', target, context, waiver);
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '登记听证申请:告知后五个工作日内(第六十四条)。 Enters that the party asks for a hearing.',
  })
  requestHearing(@Ctx() context: Context, @Args(() => CaseTarget) target: CaseTarget): Promise<Case> {
    return move(caseWorkflow, 'requestHearing', target, context, {});
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '确定听证,并在七个工作日前通知当事人(第六十四条)。 Sets a hearing, seven working days ahead.',
  })
  scheduleHearing(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Args(() => HearingArguments) hearing: HearingArguments,
  ): Promise<Case> {
    return scheduleHearing(context, target, hearing);
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '终结听证并存笔录;举行的须再经法制审核。 Ends a hearing with its record; then comes a legal review.',
  })
  endHearing(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Args(() => HearingEndArguments) end: HearingEndArguments,
  ): Promise<Case> {
    return move(caseWorkflow, 'endHearing', target, context, end);
  }
}
