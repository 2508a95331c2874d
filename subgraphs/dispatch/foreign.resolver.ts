import { Arg, Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../kit/module/context.js';
import { type Connection, PageArguments } from '../../kit/paging/connection.js';
import { pageWithin } from '../../kit/paging/page-within.js';
import { CommandCentre } from './command-centre.js';
import { EventCategory } from './event-category.js';
import { Event } from './event.js';
import { asItCame, InboxEntryConnection } from './event-parts.resolver.js';
import { asReported, EventConnection } from './find-events.js';
import { Grid, Region, StaffMember, TerritorialDuty } from './foreign.js';
import { InboxEntry } from './inbox-entry.js';
import { EventSummary, summariseEvents } from './summarise-events.js';

const countyLength = 6;
const townLength = 9;

@Resolver(() => Region)
export class RegionResolver {
  @FieldResolver(() => CommandCentre, {
    nullable: true,
    description:
      '指挥中心:县为县级中心,镇街及其村、社区为镇街中心。 The county’s centre, or that of the town it is or lies in.',
  })
  commandCentre(@Root() { code }: Region, @Ctx() { session }: Context): Promise<CommandCentre | null> | null {
    if (code.length < countyLength) return null;
    return session.one(CommandCentre, 'regionCode', code.slice(0, townLength));
  }

  @FieldResolver(() => EventSummary, {
    nullable: true,
    description: '该区划及其下的事件汇总。 Events of the region and of what lies in it, in figures.',
  })
  @Directive('@authenticated')
  eventSummary(@Root() { code }: Region, @Ctx() { session }: Context): Promise<EventSummary> {
    return session.batch('eventSummary', code, summariseEvents);
  }
}

@Resolver(() => Grid)
export class GridResolver {
  @FieldResolver(() => EventConnection, {
    nullable: true,
    description: '该网格内的事件,先报在前。 Events in the grid, first reported first.',
  })
  events(
    @Root() { code }: Grid,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
  ): Promise<Connection<Event>> {
    return pageWithin(context, Event, slice, code, { column: 'gridCode', order: asReported });
  }
}

@Resolver(() => StaffMember)
export class StaffMemberResolver {
  @FieldResolver(() => InboxEntryConnection, {
    nullable: true,
    description: '交给本人的待办,先来在前。 What awaits the person, first come first.',
  })
  inbox(
    @Root() { number }: StaffMember,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('done', () => Boolean, { defaultValue: false, description: '列已办而非未办。 Those done instead.' })
    done: boolean,
  ): Promise<Connection<InboxEntry>> {
    const where = { doneAt: done ? { $ne: null } : null };
    return pageWithin(context, InboxEntry, slice, number, { column: 'staffNumber', where, order: asItCame });
  }
}

@Resolver(() => TerritorialDuty)
export class TerritorialDutyResolver {
  @FieldResolver(() => [EventCategory], {
    nullable: true,
    description: '该事项下的事件类别。 Categories of events that fall under it.',
  })
  eventCategories(@Root() duty: TerritorialDuty, @Ctx() { session }: Context): Promise<EventCategory[]> {
    return session.many(EventCategory, 'dutyCode', duty.code, ['code']);
  }
}
