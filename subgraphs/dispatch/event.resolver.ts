import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { notFound } from '../../kit/data/perform.js';
import { Attachment, attachmentsOf } from '../../kit/files/attachment.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { type Connection, PageArguments } from '../../kit/paging/connection.js';
import { EventFilter } from './event-arguments.js';
import { EventAssignment } from './event-assignment.js';
import { EventCategory } from './event-category.js';
import { Event } from './event.js';
import { EventReport } from './event-report.js';
import { EventConnection, findEvents } from './find-events.js';
import { Grid, memberOf, Organization, organizationOf, Region, StaffMember, TerritorialDuty } from './foreign.js';
import { StampedStep, stampedSteps } from './nine-steps.js';
import { partsOf } from './parts-of-event.js';
import { watchEvents, type Watched } from './watch-events.js';

@Resolver(() => Event)
export class EventResolver {
  @Query(() => Event, {
    nullable: true,
    description: '按标识或编号取一个事件。 One event by its identifier or number.',
  })
  async event(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { nullable: true, description: '标识。 Identifier.' }) id?: string | null,
    @Arg('eventNo', () => ID, { nullable: true, description: '事件编号。 Number.' }) eventNo?: string | null,
  ): Promise<Event> {
    if (id == null && eventNo == null) throw keyMissing();
    const event = await (id == null ? session.one(Event, 'eventNo', String(eventNo)) : session.one(Event, 'id', id));
    if (event === null || (eventNo != null && event.eventNo !== eventNo)) throw notFound(Event, id ?? String(eventNo));
    return event;
  }

  @Query(() => EventConnection, {
    nullable: true,
    description:
      '事件,先报在前;text 按两字检索描述、地点和编号。 Events, first reported first; text searches their words.',
  })
  events(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('filter', () => EventFilter, { nullable: true, description: '筛选条件。 Which events.' })
    filter?: EventFilter | null,
    @Arg('text', () => String, { nullable: true, description: '检索词。 A term.' }) text?: string | null,
  ): Promise<Connection<Event>> {
    return findEvents(context, slice, filter ?? new EventFilter(), text ?? null);
  }

  @Subscription(() => Event, {
    nullable: true,
    description: '可见的事件每有流转即推送。 Each event in sight, whenever it moves.',
    subscribe: ({ args, context }) => watchEvents(context as Context, args as Watched),
  })
  eventChanged(
    @Root() event: Event,
    @Arg('id', () => ID, { nullable: true, description: '只看这一事件。 Only this event.' }) _id?: string | null,
    @Arg('region', () => ID, { nullable: true, description: '只看该区划及其下。 Only events of this region.' })
    _region?: string | null,
  ): Event {
    return event;
  }

  @FieldResolver(() => Region, {
    nullable: true,
    description: '管理该网格的镇街;未定位时为县。 The town that runs it.',
  })
  region(@Root() { regionCode }: Event): Region {
    return Object.assign(new Region(), { code: regionCode });
  }

  @FieldResolver(() => Grid, { nullable: true, description: '所在网格。 The grid that it lies in.' })
  grid(@Root() { gridCode }: Event): Grid | null {
    return gridCode === null ? null : Object.assign(new Grid(), { code: gridCode });
  }

  @FieldResolver(() => EventCategory, { nullable: true, description: '类别。 Category.' })
  category(@Root() { categoryCode }: Event, @Ctx() { session }: Context): Promise<EventCategory | null> | null {
    return categoryCode === null ? null : session.one(EventCategory, 'code', categoryCode);
  }

  @FieldResolver(() => TerritorialDuty, {
    nullable: true,
    description: '立案时对应的属地管理事项。 The territorial duty that it was filed under.',
  })
  duty(@Root() { dutyCode }: Event): TerritorialDuty | null {
    return dutyCode === null ? null : Object.assign(new TerritorialDuty(), { code: dutyCode });
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description:
      '清单所定主办单位;简易事件为镇街自己的单位。 Who is to lead by the list; of a simple event the town’s own.',
  })
  namedLead(@Root() { namedLeadCode }: Event): Organization | null {
    return organizationOf(namedLeadCode);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '主办单位。 Who leads.' })
  leadOrganization(@Root() { leadOrganizationCode }: Event): Organization | null {
    return organizationOf(leadOrganizationCode);
  }

  @FieldResolver(() => [Organization], { nullable: true, description: '协办单位。 Who helps.' })
  coOrganizations(@Root() { coOrganizationCodes }: Event): Organization[] {
    return coOrganizationCodes.map((code) => Object.assign(new Organization(), { code }));
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '上报人。 Who reported it, of the staff.' })
  reporter(@Root() { reporterNumber }: Event): StaffMember | null {
    return memberOf(reporterNumber);
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '承办人。 Who handles it.' })
  handler(@Root() { handlerNumber }: Event): StaffMember | null {
    return memberOf(handlerNumber);
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '核查人。 Who verifies it.' })
  verifier(@Root() { verifierNumber }: Event): StaffMember | null {
    return memberOf(verifierNumber);
  }

  @FieldResolver(() => [StampedStep], {
    description: '九步流程及各步盖章,未走到的也列出(DI-01)。 The nine steps with their stamps, those missing too.',
  })
  nineSteps(@Root() event: Event, @Ctx() context: Context): Promise<StampedStep[]> {
    return stampedSteps(event, context);
  }

  @FieldResolver(() => [EventAssignment], { description: '承办任务,先派在前。 Assignments, first ones first.' })
  assignments(@Root() { id }: Event, @Ctx() context: Context): Promise<EventAssignment[]> {
    return partsOf(context, EventAssignment, id, ['assignedAt', 'id']);
  }

  @FieldResolver(() => [EventReport], { description: '上报,先报在前。 Its reports, first ones first.' })
  reports(@Root() { id }: Event, @Ctx() context: Context): Promise<EventReport[]> {
    return partsOf(context, EventReport, id, ['reportedAt', 'id']);
  }

  @FieldResolver(() => Event, { nullable: true, description: '并入的事件。 The event that it was merged into.' })
  mergedInto(@Root() { mergedIntoId }: Event, @Ctx() { session }: Context): Promise<Event | null> | null {
    return mergedIntoId === null ? null : session.one(Event, 'id', mergedIntoId);
  }

  @FieldResolver(() => [Event], { description: '并入本事件的事件。 The events that were merged into it.' })
  mergedEvents(@Root() { id }: Event, @Ctx() { session }: Context): Promise<Event[]> {
    return session.many(Event, 'mergedIntoId', id, ['eventNo']);
  }

  @FieldResolver(() => [Attachment], { description: '附件。 Its photos and files.' })
  attachments(@Root() { id }: Event, @Ctx() context: Context): Promise<Attachment[]> {
    return attachmentsOf(context, id);
  }
}

function keyMissing(): Fault {
  return new Fault(
    'INVALID',
    { zh: '请给出 id 或 eventNo。', en: 'Give an id or an eventNo.' },
    { reason: 'KEY_MISSING' },
  );
}
