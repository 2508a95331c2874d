import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { countyRules } from '../../../kit/county/county-rules-of.js';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import { Attachment, attachmentsOf } from '../../../kit/files/attachment.js';
import { mapEvents } from '../../../kit/live/map-events.js';
import type { Context } from '../../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { Event } from '../event.js';
import { memberOf, Organization, organizationOf, StaffMember } from '../foreign.js';
import { CommandOrder } from './command-order.js';
import { CommandResponder } from './command-responder.js';
import { commandSettings } from './command-settings.js';
import { CommandOrderState } from './command-vocabulary.js';
import { watchResponders, type WatchedResponders } from './watch-responders.js';

const CommandOrderConnection = connectionOf(CommandOrder, '掌上指挥指令');

@Resolver(() => CommandOrder)
export class CommandResolver {
  @Query(() => CommandOrder, { nullable: true, description: '按标识取一件指令。 One command order by its id.' })
  async commandOrder(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<CommandOrder> {
    const order = await session.one(CommandOrder, 'id', id);
    if (order === null) throw notFound(CommandOrder, id);
    return order;
  }

  @Query(() => CommandOrderConnection, {
    nullable: true,
    description: '可见的指令,先下达在前(DI-16)。 Command orders in sight, first issued first.',
  })
  commandOrders(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('state', () => CommandOrderState, { nullable: true, description: '状态。 State.' }) state?: CommandOrderState,
  ): Promise<Connection<CommandOrder>> {
    return page(context, CommandOrder, slice, given({ state }), ['id']);
  }

  @Subscription(() => CommandOrder, {
    nullable: true,
    description: '可见的指令每有流转即推送。 Each command order in sight, whenever it moves.',
    subscribe: ({ context }) => {
      const { bus, session } = context as Context;
      return mapEvents(
        bus.listen(['command-order']),
        async ({ about }) => (await session.afresh(CommandOrder, 'id', about)) ?? undefined,
      );
    },
  })
  commandChanged(@Root() order: CommandOrder): CommandOrder {
    return order;
  }

  @FieldResolver(() => Event, { nullable: true, description: '所涉事件。 The event.' })
  event(@Root() { eventId }: CommandOrder, @Ctx() { session }: Context): Promise<Event | null> {
    return session.one(Event, 'id', eventId);
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '指挥长。 The commander.' })
  commander(@Root() { commanderNumber }: CommandOrder): StaffMember | null {
    return memberOf(commanderNumber);
  }

  @FieldResolver(() => [CommandResponder], { description: '应召单位,牵头在前。 Those called out, the lead first.' })
  async responders(@Root() { id }: CommandOrder, @Ctx() { session }: Context): Promise<CommandResponder[]> {
    const all = await session.many(CommandResponder, 'orderId', id, ['organizationCode']);
    return [...all.filter(({ isLead }) => isLead), ...all.filter(({ isLead }) => !isLead)];
  }

  @FieldResolver(() => String, {
    description: '可视化指挥会商地址:中心与现场实时联动(DI-17)。 Where the centre and the scene see each other.',
  })
  async liveRoom(
    @Root() { regionCode, orderNo, course }: CommandOrder,
    @Ctx() { session, clock }: Context,
  ): Promise<string> {
    const rules = await countyRules(session, regionCode, clock, course.profileVersion);
    return `${rules.read(commandSettings.liveRoom)}/${orderNo}`;
  }

  @FieldResolver(() => [Attachment], { description: '专班发言的附件。 Files of what was posted.' })
  attachments(@Root() { id }: CommandOrder, @Ctx() context: Context): Promise<Attachment[]> {
    return attachmentsOf(context, id);
  }
}

@Resolver(() => CommandResponder)
export class CommandResponderResolver {
  @Query(() => CommandResponder, {
    nullable: true,
    description: '按标识取一个应召单位。 One that was called out, by id.',
  })
  async commandResponder(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<CommandResponder> {
    const responder = await session.one(CommandResponder, 'id', id);
    if (responder === null) throw notFound(CommandResponder, id);
    return responder;
  }

  @Subscription(() => CommandResponder, {
    nullable: true,
    description:
      '应召单位每有流转或移动即推送:指令由此直达负责人终端,地图由此更新位置(DI-17)。 Each one called out, whenever it moves.',
    subscribe: ({ args, context }) => watchResponders(context as Context, args as WatchedResponders),
  })
  responderChanged(
    @Root() responder: CommandResponder,
    @Arg('order', () => ID, { nullable: true, description: '只看这一指令。 Only those of this order.' })
    _order?: string | null,
    @Arg('mine', () => Boolean, {
      defaultValue: false,
      description: '只看发给本人的。 Only those that go to the caller.',
    })
    _mine?: boolean,
  ): CommandResponder {
    return responder;
  }

  @FieldResolver(() => CommandOrder, { nullable: true, description: '指令。 The order.' })
  order(@Root() { orderId }: CommandResponder, @Ctx() { session }: Context): Promise<CommandOrder | null> {
    return session.one(CommandOrder, 'id', orderId);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '单位。 The organisation.' })
  organization(@Root() { organizationCode }: CommandResponder): Organization | null {
    return organizationOf(organizationCode);
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '接令负责人。 Whom the order goes to.' })
  contact(@Root() { contactNumber }: CommandResponder): StaffMember | null {
    return memberOf(contactNumber);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: '是否按时出动;尚未断定时为空。 Whether it set out in time; none before that is known.',
  })
  withinLimit(@Root() { departedAt, alarmedAt }: CommandResponder): boolean | null {
    if (alarmedAt !== null) return false;
    return departedAt === null ? null : true;
  }
}
