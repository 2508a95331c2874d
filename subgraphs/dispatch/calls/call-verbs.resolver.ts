import { Arg, Args, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { move } from '../../../kit/workflow/move.js';
import { acceptCall } from './accept-call.js';
import { AcceptCallArguments, CallTarget, RejectCallArguments, TownCallInput } from './call-arguments.js';
import { CallMeasureInput } from './call-measure.js';
import { callWorkflow } from './call-workflow.js';
import { draftCall } from './draft-call.js';
import { GovernanceTeamInput } from './governance-team.js';
import { PlatformStepInput } from './platform-step.js';
import { raiseCall } from './raise-call.js';
import { rejectCall } from './reject-call.js';
import { relayCallStep } from './relay-call-step.js';
import { respondToCall } from './respond-to-call.js';
import { TownCall } from './town-call.js';

@Resolver(() => TownCall)
export class CallVerbsResolver {
  @Mutation(() => TownCall, { nullable: true, description: '起草呼叫(DI-08)。 Drafts a call.' })
  draftCall(
    @Ctx() context: Context,
    @Arg('call', () => TownCallInput, { description: '呼叫的内容。 What is called for.' }) call: TownCallInput,
  ): Promise<TownCall> {
    return draftCall(context, call);
  }

  @Mutation(() => TownCall, {
    nullable: true,
    description: '呼叫县级;须已写明自行处置情况。 Calls the county, once it is said what the town did itself.',
  })
  raiseCall(
    @Ctx() context: Context,
    @Args(() => CallTarget) target: CallTarget,
    @Arg('ownEfforts', () => String, { nullable: true, description: '镇街已采取的措施;缺省为草稿所写。 What it did.' })
    ownEfforts?: string | null,
    @Arg('reason', () => String, { nullable: true, description: '简易事件仍呼叫的理由。 Why, for a simple event.' })
    reason?: string | null,
  ): Promise<TownCall> {
    return raiseCall(context, target, { ownEfforts: ownEfforts ?? null, reason: reason ?? null });
  }

  @Mutation(() => TownCall, { nullable: true, description: '县级平台受理呼叫。 The county’s platform takes a call.' })
  takeCall(@Ctx() context: Context, @Args(() => CallTarget) target: CallTarget): Promise<TownCall> {
    return move(callWorkflow, 'takeCall', target, context, {});
  }

  @Mutation(() => TownCall, { nullable: true, description: '研判并派发给部门。 Assigns a call to departments.' })
  acceptCall(@Ctx() context: Context, @Args(() => AcceptCallArguments) given: AcceptCallArguments): Promise<TownCall> {
    return acceptCall(context, given);
  }

  @Mutation(() => TownCall, { nullable: true, description: '研判不予受理。 Rejects a call, with its ground.' })
  rejectCall(@Ctx() context: Context, @Args(() => RejectCallArguments) given: RejectCallArguments): Promise<TownCall> {
    return rejectCall(context, given);
  }

  @Mutation(() => TownCall, {
    nullable: true,
    description: '部门响应:方案措施,可成立专门治理小组(DI-15)。 The department responds with a plan.',
  })
  respondToCall(
    @Ctx() context: Context,
    @Args(() => CallTarget) target: CallTarget,
    @Arg('measures', () => [CallMeasureInput], { description: '措施,1—20 项。 Measures.' })
    measures: CallMeasureInput[],
    @Arg('team', () => GovernanceTeamInput, { nullable: true, description: '专门治理小组。 A team.' })
    team?: GovernanceTeamInput | null,
  ): Promise<TownCall> {
    return respondToCall(context, target, measures, team ?? null);
  }

  @Mutation(() => TownCall, { nullable: true, description: '部门和镇街开始办理。 Handling begins.' })
  startCallHandling(@Ctx() context: Context, @Args(() => CallTarget) target: CallTarget): Promise<TownCall> {
    return move(callWorkflow, 'startCallHandling', target, context, {});
  }

  @Mutation(() => TownCall, { nullable: true, description: '完成方案的一项措施。 Finishes one measure of the plan.' })
  finishMeasure(
    @Ctx() context: Context,
    @Args(() => CallTarget) target: CallTarget,
    @Arg('measure', () => Int, { description: '措施的序号。 Number of the measure.' }) measure: number,
    @Arg('result', () => String, { description: '完成情况,1—1000 字。 What came of it.' }) result: string,
  ): Promise<TownCall> {
    return move(callWorkflow, 'finishMeasure', target, context, { measure, result });
  }

  @Mutation(() => TownCall, { nullable: true, description: '延期一次。 Extends a call once.' })
  extendCall(
    @Ctx() context: Context,
    @Args(() => CallTarget) target: CallTarget,
    @Arg('days', () => Int, { description: '延长的工作日数。 Working days more.' }) days: number,
    @Arg('reason', () => String, { description: '理由,1—1000 字。 Why.' }) reason: string,
  ): Promise<TownCall> {
    return move(callWorkflow, 'extendCall', target, context, { days, reason });
  }

  @Mutation(() => TownCall, {
    nullable: true,
    description: '部门办结;措施须已全部完成。 Resolves a call whose measures are done.',
  })
  resolveCall(
    @Ctx() context: Context,
    @Args(() => CallTarget) target: CallTarget,
    @Arg('result', () => String, { description: '办理结果,1—2000 字。 What came of it.' }) result: string,
    @Arg('files', () => [ID], { defaultValue: [], description: '附件的标识。 Files uploaded before.' }) files: string[],
  ): Promise<TownCall> {
    return move(callWorkflow, 'resolveCall', target, context, { result, files });
  }

  @Mutation(() => TownCall, {
    nullable: true,
    description: '一呼一评:镇街评部门,或部门评镇街(DI-10)。 One side rates the other.',
  })
  rateCall(
    @Ctx() context: Context,
    @Args(() => CallTarget) target: CallTarget,
    @Arg('satisfaction', () => Int, { description: '满意度,1—5。 Satisfaction, 1 to 5.' }) satisfaction: number,
    @Arg('comment', () => String, { nullable: true, description: '意见,1—1000 字。 Comment.' })
    comment?: string | null,
  ): Promise<TownCall> {
    return move(callWorkflow, 'rateCall', target, context, { satisfaction, comment: comment ?? null });
  }

  @Mutation(() => TownCall, {
    nullable: true,
    description: '归档;双方未评且未期满的不得归档。 Closes a call once both have rated or their time is over.',
  })
  closeCall(@Ctx() context: Context, @Args(() => CallTarget) target: CallTarget): Promise<TownCall> {
    return move(callWorkflow, 'closeCall', target, context, {});
  }

  @Mutation(() => TownCall, {
    nullable: true,
    description: '“响应”平台以自己的用语转来一步(DI-13)。 The county’s platform tells what it did, in its own words.',
  })
  relayCallStep(
    @Ctx() context: Context,
    @Arg('step', () => PlatformStepInput, { description: '平台的一步。 The step.' }) step: PlatformStepInput,
  ): Promise<TownCall> {
    return relayCallStep(context, step);
  }
}
