import { Arg, Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { personal } from '../../kit/identity/personal.js';
import type { Context } from '../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../kit/paging/connection.js';
import { EventAssignment } from './event-assignment.js';
import { Event } from './event.js';
import { EventReport } from './event-report.js';
import { Organization, StaffMember } from './foreign.js';
import { InboxEntry } from './inbox-entry.js';

/** One page of an inbox. */
export const InboxEntryConnection = connectionOf(InboxEntry, '待办');

/** The order of an inbox: what came first is first. */
export const asItCame = ['createdAt', 'id'] as const;

@Resolver(() => EventAssignment)
export class EventAssignmentResolver {
  @FieldResolver(() => Organization, { nullable: true, description: '承办单位。 The organisation.' })
  organization(@Root() { organizationCode }: EventAssignment): Organization {
    return Object.assign(new Organization(), { code: organizationCode });
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '接单人。 Who took it on.' })
  handler(@Root() { handlerNumber }: EventAssignment): StaffMember | null {
    return handlerNumber === null ? null : Object.assign(new StaffMember(), { number: handlerNumber });
  }
}

@Resolver(() => EventReport)
export class EventReportResolver {
  @FieldResolver(() => StaffMember, { nullable: true, description: '上报的工作人员。 Who reported it, of the staff.' })
  reporter(@Root() { reporterNumber }: EventReport): StaffMember | null {
    return reporterNumber === null ? null : Object.assign(new StaffMember(), { number: reporterNumber });
  }

  @FieldResolver(() => String, { nullable: true, description: '诉求人姓名,默认隐去。 Name of who called, masked.' })
  @Directive('@requiresScopes(scopes: [["dispatch:read"]])')
  reporterName(@Root() { id, nameOfReporter }: EventReport, @Ctx() context: Context): string | null {
    return nameOfReporter === null ? null : personal(context, 'name', nameOfReporter, id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: '诉求人电话,默认隐去。 Telephone of who called, masked.',
  })
  @Directive('@requiresScopes(scopes: [["dispatch:read"]])')
  reporterPhone(@Root() { id, phoneOfReporter }: EventReport, @Ctx() context: Context): string | null {
    return phoneOfReporter === null ? null : personal(context, 'phone', phoneOfReporter, id);
  }
}

@Resolver(() => InboxEntry)
export class InboxEntryResolver {
  @Query(() => InboxEntryConnection, {
    nullable: true,
    description: '本人及所属机构的待办,先来在前。 What awaits the caller and the caller’s organisations.',
  })
  @Directive('@authenticated')
  myInbox(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('done', () => Boolean, { defaultValue: false, description: '列已办而非未办。 Those done instead.' })
    done: boolean,
  ): Promise<Connection<InboxEntry>> {
    const { organizations, staffNumber } = context.caller;
    const addressed = [
      { organizationCode: { $in: [...organizations] } },
      ...(staffNumber === null ? [] : [{ staffNumber }]),
    ];
    return page(context, InboxEntry, slice, { $or: addressed, doneAt: done ? { $ne: null } : null }, [...asItCame]);
  }

  @FieldResolver(() => Event, { nullable: true, description: '所涉事件。 The event that it is about.' })
  event(@Root() { eventId }: InboxEntry, @Ctx() { session }: Context): Promise<Event | null> {
    return session.one(Event, 'id', eventId);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '交给的机构。 The organisation that it awaits.' })
  organization(@Root() { organizationCode }: InboxEntry): Organization | null {
    return organizationCode === null ? null : Object.assign(new Organization(), { code: organizationCode });
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '交给的人员。 The person that it awaits.' })
  staff(@Root() { staffNumber }: InboxEntry): StaffMember | null {
    return staffNumber === null ? null : Object.assign(new StaffMember(), { number: staffNumber });
  }
}
