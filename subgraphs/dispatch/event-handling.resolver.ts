import { Arg, Args, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../kit/module/context.js';
import { move } from '../../kit/workflow/move.js';
import { assignVerifier } from './assign-verifier.js';
import { EventTarget, HandlingArguments } from './event-arguments.js';
import { Event } from './event.js';
import { Satisfaction } from './event-vocabulary.js';
import { eventWorkflow } from './event-workflow.js';

@Resolver(() => Event)
export class EventHandlingResolver {
  @Mutation(() => Event, {
    nullable: true,
    description: '办结并附照片(管理有序)。 Hands in what was done, with a photo.',
  })
  finishHandling(
    @Ctx() context: Context,
    @Args(() => HandlingArguments) { result, files, ...target }: HandlingArguments,
  ): Promise<Event> {
    return move(eventWorkflow, 'finishHandling', target, context, { result, files });
  }

  @Mutation(() => Event, { nullable: true, description: '返工办结并附照片。 Hands in rework, with a photo.' })
  finishRework(
    @Ctx() context: Context,
    @Args(() => HandlingArguments) { result, files, ...target }: HandlingArguments,
  ): Promise<Event> {
    return move(eventWorkflow, 'finishRework', target, context, { result, files });
  }

  @Mutation(() => Event, { nullable: true, description: '延期一次,不超过原时限。 Extends once, at most by the limit.' })
  requestExtension(
    @Ctx() context: Context,
    @Args(() => EventTarget) target: EventTarget,
    @Arg('amount', () => Int, { description: '延长多少,单位同处置时限。 How much, in the unit of the limit.' })
    amount: number,
    @Arg('reason', () => String, { description: '理由。 Why.' }) reason: string,
  ): Promise<Event> {
    return move(eventWorkflow, 'requestExtension', target, context, { amount, reason });
  }

  @Mutation(() => Event, {
    nullable: true,
    description: '指派核查人,不得是承办人。 Names a verifier, never the handler.',
  })
  assignVerifier(
    @Ctx() context: Context,
    @Args(() => EventTarget) target: EventTarget,
    @Arg('staffNumber', () => ID, { description: '核查人工号。 Staff number of the verifier.' }) staffNumber: string,
  ): Promise<Event> {
    return assignVerifier(context, target, staffNumber);
  }

  @Mutation(() => Event, { nullable: true, description: '核查通过,结案(序后评估)。 Passes verification and closes.' })
  passVerification(
    @Ctx() context: Context,
    @Args(() => EventTarget) target: EventTarget,
    @Arg('comment', () => String, { nullable: true, description: '核查意见。 Comment.' }) comment?: string | null,
  ): Promise<Event> {
    return move(eventWorkflow, 'passVerification', target, context, { comment: comment ?? null });
  }

  @Mutation(() => Event, { nullable: true, description: '核查不通过,返工。 Fails verification; it is done again.' })
  failVerification(
    @Ctx() context: Context,
    @Args(() => EventTarget) target: EventTarget,
    @Arg('reason', () => String, { description: '理由。 Why.' }) reason: string,
  ): Promise<Event> {
    return move(eventWorkflow, 'failVerification', target, context, { reason });
  }

  @Mutation(() => Event, {
    nullable: true,
    description: '记录上报人的反馈(评后考核)。 Records what the reporter says.',
  })
  recordFeedback(
    @Ctx() context: Context,
    @Args(() => EventTarget) target: EventTarget,
    @Arg('satisfaction', () => Satisfaction, { description: '满意度。 Satisfaction.' }) satisfaction: Satisfaction,
    @Arg('comment', () => String, { nullable: true, description: '反馈意见。 Comment.' }) comment?: string | null,
  ): Promise<Event> {
    return move(eventWorkflow, 'recordFeedback', target, context, { satisfaction, comment: comment ?? null });
  }
}
