import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { TownCall } from '../calls/town-call.js';
import { Event } from '../event.js';
import { SupervisionFinding } from '../findings/supervision-finding.js';
import { Organization, organizationOf } from '../foreign.js';
import { issueSupervision } from './issue-supervision.js';
import { SupervisionInput } from './supervision-input.js';
import { SupervisionOrder } from './supervision-order.js';
import { supervisionOrderWorkflow } from './supervision-order-workflow.js';
import { SupervisionLevel } from './supervision-vocabulary.js';

const SupervisionOrderConnection = connectionOf(SupervisionOrder, '督办单');

/** The supervision order that a verb is done to, as the caller saw it. */
@ArgsType()
export class SupervisionTarget {
  @Field(() => ID, { description: '督办单的标识。 Identifier of the order.' })
  id!: string;

  @Field(() => Int, { description: '所见版本。 The version that you saw.' })
  version!: number;
}

@Resolver(() => SupervisionOrder)
export class SupervisionOrderResolver {
  @Query(() => SupervisionOrder, {
    nullable: true,
    description: '按标识取一件督办单。 One supervision order by its id.',
  })
  async supervisionOrder(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<SupervisionOrder> {
    const order = await session.one(SupervisionOrder, 'id', id);
    if (order === null) throw notFound(SupervisionOrder, id);
    return order;
  }

  @Query(() => SupervisionOrderConnection, {
    nullable: true,
    description: '可见的督办单,先签发在前(DI-12)。 Supervision orders in sight, first issued first.',
  })
  supervisionOrders(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('level', () => SupervisionLevel, { nullable: true, description: '级别。 Level.' }) level?: SupervisionLevel,
    @Arg('target', () => ID, { nullable: true, description: '单位编码。 Code of an organisation.' }) target?: string,
  ): Promise<Connection<SupervisionOrder>> {
    return page(context, SupervisionOrder, slice, given({ level, targetCode: target }), ['id']);
  }

  @Mutation(() => SupervisionOrder, { nullable: true, description: '签发督办单(DI-12)。 Issues a supervision order.' })
  issueSupervision(
    @Ctx() context: Context,
    @Arg('order', () => SupervisionInput, { description: '督办的内容。 What is demanded.' }) order: SupervisionInput,
  ): Promise<SupervisionOrder> {
    return issueSupervision(context, order);
  }

  @Mutation(() => SupervisionOrder, { nullable: true, description: '被督办单位答复。 The organisation replies.' })
  replyToSupervision(
    @Ctx() context: Context,
    @Args(() => SupervisionTarget) target: SupervisionTarget,
    @Arg('reply', () => String, { description: '答复,1—2000 字。 The reply.' }) reply: string,
  ): Promise<SupervisionOrder> {
    return move(supervisionOrderWorkflow, 'replyToSupervision', target, context, { reply });
  }

  @Mutation(() => SupervisionOrder, { nullable: true, description: '答复符合要求,销号。 Closes an order.' })
  closeSupervision(
    @Ctx() context: Context,
    @Args(() => SupervisionTarget) target: SupervisionTarget,
  ): Promise<SupervisionOrder> {
    return move(supervisionOrderWorkflow, 'closeSupervision', target, context, {});
  }

  @Mutation(() => SupervisionOrder, { nullable: true, description: '答复不符,再督办。 Demands it again.' })
  demandAgain(
    @Ctx() context: Context,
    @Args(() => SupervisionTarget) target: SupervisionTarget,
    @Arg('reason', () => String, { description: '理由,1—1000 字。 Why.' }) reason: string,
  ): Promise<SupervisionOrder> {
    return move(supervisionOrderWorkflow, 'demandAgain', target, context, { reason });
  }

  @Mutation(() => SupervisionOrder, {
    nullable: true,
    description: '造成不良后果的,移送问责;只是未答复的不移送(DI-12)。 Refers what had a bad consequence.',
  })
  referSupervision(
    @Ctx() context: Context,
    @Args(() => SupervisionTarget) target: SupervisionTarget,
    @Arg('consequence', () => String, { description: '不良后果,1—2000 字。 What came of it.' }) consequence: string,
    @Arg('occurredOn', () => CalendarDate, { description: '发生日期。 Day of the incident.' }) occurredOn: string,
  ): Promise<SupervisionOrder> {
    return move(supervisionOrderWorkflow, 'referSupervision', target, context, { consequence, occurredOn });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '被督办单位。 The organisation.' })
  target(@Root() { targetCode }: SupervisionOrder): Organization | null {
    return organizationOf(targetCode);
  }

  @FieldResolver(() => TownCall, { nullable: true, description: '所涉呼叫。 The call that it is about.' })
  call(@Root() { callId }: SupervisionOrder, @Ctx() { session }: Context): Promise<TownCall | null> | null {
    return callId === null ? null : session.one(TownCall, 'id', callId);
  }

  @FieldResolver(() => Event, { nullable: true, description: '所涉事件。 The event that it is about.' })
  event(@Root() { eventId }: SupervisionOrder, @Ctx() { session }: Context): Promise<Event | null> | null {
    return eventId === null ? null : session.one(Event, 'id', eventId);
  }

  @FieldResolver(() => SupervisionFinding, { nullable: true, description: '所依据的督查发现。 The finding behind it.' })
  finding(
    @Root() { findingId }: SupervisionOrder,
    @Ctx() { session }: Context,
  ): Promise<SupervisionFinding | null> | null {
    return findingId === null ? null : session.one(SupervisionFinding, 'id', findingId);
  }
}
