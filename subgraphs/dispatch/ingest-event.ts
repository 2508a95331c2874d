import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { notFound } from '../../kit/data/perform.js';
import { requireRole } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { policyOf } from '../../kit/workflow/policies-of.js';
import { askPlace, positionOf } from './ask-place.js';
import type { IngestEventInput } from './event-arguments.js';
import { Event } from './event.js';
import { EventReport } from './event-report.js';
import { eventWorkflow } from './event-workflow.js';
import { beginEvent } from './new-event.js';

/**
 * Ingests a ticket of the hotline, the police or another platform, without files (DI-19). The same ticket once more
 * answers the same event, unchanged. Faults: INVALID, reason SOURCE_NOT_EXTERNAL, OUTSIDE_COUNTY, POSITION_INCOMPLETE,
 * POSITION_MISSING, FUTURE_TIME or TEXT_LENGTH.
 */
export async function ingestEvent(context: Context, ticket: IngestEventInput): Promise<Event> {
  requireRole(policyOf(eventWorkflow, 'ingestEvent'), context);
  const known = await eventOf(context, ticket);
  if (known !== null) return known;
  const position = positionOf(ticket.longitude, ticket.latitude);
  const place = position && (await askPlace(context, position));
  const { source, priority } = ticket;
  const regionCode = place?.townCode ?? countyOf(context);
  return beginEvent(
    'ingestEvent',
    context,
    { source, priority, regionCode },
    {
      description: ticket.description,
      address: ticket.address ?? null,
      place,
      occurredAt: ticket.occurredAt ?? context.clock.now(),
      files: [],
      patrolTaskId: null,
      externalRef: ticket.externalRef,
      reporterName: ticket.reporterName ?? null,
      reporterPhone: ticket.reporterPhone ?? null,
    },
  ).catch(async (error: unknown) => {
    // Another process was faster with the same ticket.
    const first = error instanceof UniqueConstraintViolationException ? await eventOf(context, ticket) : null;
    if (first === null) throw error;
    return first;
  });
}

async function eventOf({ session }: Context, { source, externalRef }: IngestEventInput): Promise<Event | null> {
  if (externalRef.includes('\0')) return null;
  const report = await session.manager.findOne(
    EventReport,
    { source, externalRef },
    { filters: { visible: false }, disableIdentityMap: true },
  );
  if (report === null) return null;
  const event = await session.one(Event, 'id', report.eventId);
  if (event === null) throw notFound(Event, externalRef);
  return event;
}

/** Where a ticket without a position belongs: the county of the system that passes it on. */
function countyOf({ caller }: Context): string {
  const [region = ''] = caller.regions;
  if (region.length >= 6) return region.slice(0, 6);
  throw new Fault(
    'INVALID',
    {
      zh: '接入账号未定所属县,工单须带坐标。',
      en: 'The account belongs to no county, so the ticket needs a position.',
    },
    { reason: 'POSITION_MISSING' },
  );
}
