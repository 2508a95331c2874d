import { Arg, Args, Ctx, Float, ID, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../kit/module/context.js';
import { move } from '../../kit/workflow/move.js';
import { EventTarget, IngestEventInput, ReportEventInput } from './event-arguments.js';
import { Event } from './event.js';
import { eventWorkflow } from './event-workflow.js';
import { ingestEvent } from './ingest-event.js';
import { locateEvent } from './locate-event.js';
import { mergeEvent } from './merge-event.js';
import { reportEvent } from './report-event.js';

@Resolver(() => Event)
export class EventIntakeResolver {
  @Mutation(() => Event, { nullable: true, description: '上报事件(天上有云、地上有格)。 Reports an event.' })
  reportEvent(
    @Ctx() context: Context,
    @Arg('report', () => ReportEventInput, { description: '上报内容。 What happened, and where.' })
    report: ReportEventInput,
  ): Promise<Event> {
    return reportEvent(context, report);
  }

  @Mutation(() => Event, {
    nullable: true,
    description: '接入外部工单;同一工单再次接入得同一事件(DI-19)。 Ingests a ticket; the same twice is one event.',
  })
  ingestEvent(
    @Ctx() context: Context,
    @Arg('ticket', () => IngestEventInput, { description: '工单。 The ticket.' }) ticket: IngestEventInput,
  ): Promise<Event> {
    return ingestEvent(context, ticket);
  }

  @Mutation(() => Event, { nullable: true, description: '定位事件(地上有格)。 Says where an event is.' })
  locateEvent(
    @Ctx() context: Context,
    @Args(() => EventTarget) target: EventTarget,
    @Arg('longitude', () => Float, { description: '经度(CGCS2000)。 Degrees east.' }) longitude: number,
    @Arg('latitude', () => Float, { description: '纬度(CGCS2000)。 Degrees north.' }) latitude: number,
    @Arg('address', () => String, { nullable: true, description: '地点描述。 Where, in words.' })
    address?: string | null,
  ): Promise<Event> {
    return locateEvent(context, target, { longitude, latitude, address: address ?? null });
  }

  @Mutation(() => Event, { nullable: true, description: '受理(格中有人)。 Accepts an event.' })
  acceptEvent(@Ctx() context: Context, @Args(() => EventTarget) target: EventTarget): Promise<Event> {
    return move(eventWorkflow, 'acceptEvent', target, context, {});
  }

  @Mutation(() => Event, { nullable: true, description: '不予受理并说明理由。 Rejects a report, with the reason.' })
  rejectEvent(
    @Ctx() context: Context,
    @Args(() => EventTarget) target: EventTarget,
    @Arg('reason', () => String, { description: '理由。 Why.' }) reason: string,
    @Arg('falseReport', () => Boolean, { defaultValue: false, description: '是否虚假上报。 Whether it was false.' })
    falseReport: boolean,
  ): Promise<Event> {
    return move(eventWorkflow, 'rejectEvent', target, context, { reason, falseReport });
  }

  @Mutation(() => Event, { nullable: true, description: '并入另一事件(DI-19)。 Merges an event into another.' })
  mergeEvent(
    @Ctx() context: Context,
    @Args(() => EventTarget) target: EventTarget,
    @Arg('into', () => ID, { description: '主事件编号。 Number of the other event.' }) into: string,
  ): Promise<Event> {
    return mergeEvent(context, target, into);
  }
}
