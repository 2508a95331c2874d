import { Arg, Args, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../kit/module/context.js';
import { move } from '../../kit/workflow/move.js';
import { dispatchEvent } from './dispatch-event.js';
import { DispatchArguments, EventTarget } from './event-arguments.js';
import { Event } from './event.js';
import { eventWorkflow } from './event-workflow.js';
import { fileEvent } from './file-event.js';

@Resolver(() => Event)
export class EventDispatchingResolver {
  @Mutation(() => Event, {
    nullable: true,
    description: '立案:类别定属地管理事项、时限和主办单位(AU-06)。 Files an event under a category.',
  })
  fileEvent(
    @Ctx() context: Context,
    @Args(() => EventTarget) target: EventTarget,
    @Arg('category', () => ID, { description: '最低一级类别编码。 Code of a lowest category.' }) categoryCode: string,
    @Arg('platform', () => String, {
      description: '流转平台,本县规则 event.platforms 之一。 One of the town’s platforms.',
    })
    platform: string,
  ): Promise<Event> {
    return fileEvent(context, target, { categoryCode, platform });
  }

  @Mutation(() => Event, {
    nullable: true,
    description: '派遣:一家主办,可有协办。 Gives an event to who leads and helps.',
  })
  dispatchEvent(@Ctx() context: Context, @Args(() => DispatchArguments) order: DispatchArguments): Promise<Event> {
    return dispatchEvent('dispatchEvent', context, order);
  }

  @Mutation(() => Event, { nullable: true, description: '退回后重新派遣。 Dispatches an event that came back.' })
  redispatchEvent(@Ctx() context: Context, @Args(() => DispatchArguments) order: DispatchArguments): Promise<Event> {
    return dispatchEvent('redispatchEvent', context, order);
  }

  @Mutation(() => Event, {
    nullable: true,
    description: '县级派遣,此后不得退回。 The county dispatches; it stays there.',
  })
  dispatchFromCounty(@Ctx() context: Context, @Args(() => DispatchArguments) order: DispatchArguments): Promise<Event> {
    return dispatchEvent('dispatchFromCounty', context, order);
  }

  @Mutation(() => Event, { nullable: true, description: '主办单位接单,接单人为承办人(人能管事)。 Takes an event on.' })
  acceptAssignment(@Ctx() context: Context, @Args(() => EventTarget) target: EventTarget): Promise<Event> {
    return move(eventWorkflow, 'acceptAssignment', target, context, {});
  }

  @Mutation(() => Event, { nullable: true, description: '协办单位接单。 Takes on a helper’s part.' })
  joinHandling(@Ctx() context: Context, @Args(() => EventTarget) target: EventTarget): Promise<Event> {
    return move(eventWorkflow, 'joinHandling', target, context, {});
  }

  @Mutation(() => Event, {
    nullable: true,
    description: '主办单位退回并说明理由;退回达到本县规定次数即上报县级。 Returns an event, with the reason.',
  })
  returnAssignment(
    @Ctx() context: Context,
    @Args(() => EventTarget) target: EventTarget,
    @Arg('reason', () => String, { description: '理由。 Why.' }) reason: string,
  ): Promise<Event> {
    return move(eventWorkflow, 'returnAssignment', target, context, { reason });
  }

  @Mutation(() => Event, { nullable: true, description: '接单前撤回派遣。 Recalls an order before it is taken on.' })
  recallDispatch(
    @Ctx() context: Context,
    @Args(() => EventTarget) target: EventTarget,
    @Arg('reason', () => String, { description: '理由。 Why.' }) reason: string,
  ): Promise<Event> {
    return move(eventWorkflow, 'recallDispatch', target, context, { reason });
  }

  @Mutation(() => Event, {
    nullable: true,
    description: '上报县级;简易事件须说明理由(DI-03、DI-25)。 Passes an event up; a simple one needs a reason.',
  })
  escalateEvent(
    @Ctx() context: Context,
    @Args(() => EventTarget) target: EventTarget,
    @Arg('reason', () => String, { nullable: true, description: '理由。 Why.' }) reason?: string | null,
  ): Promise<Event> {
    return move(eventWorkflow, 'escalateEvent', target, context, { reason: reason ?? null });
  }
}
