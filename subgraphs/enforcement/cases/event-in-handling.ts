import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';

interface Answer {
  readonly event: { readonly state: string; readonly leadOrganization: { readonly code: string } | null } | null;
}

/**
 * Asks dispatch whether an event is being handled, led by one of these organisations; only then a case grows out of it
 * (GR-14). Faults: NOT_FOUND for an event out of sight; CONFLICT, reason EVENT_NOT_IN_HANDLING.
 */
export async function checkEventInHandling(
  context: Context,
  eventNo: string,
  organizations: readonly string[],
): Promise<void> {
  const { event } = await context.ask<Answer>(
    'query ($eventNo: ID!) { event(eventNo: $eventNo) { state leadOrganization { code } } }',
    { eventNo },
  );
  const lead = event?.leadOrganization?.code ?? '';
  if (event?.state === 'HANDLING' && organizations.includes(lead)) return;
  throw new Fault(
    'CONFLICT',
    {
      zh: `事件「${eventNo}」状态为 ${event?.state},主办单位为「${lead}」;须由主办单位在处置中立案。`,
      en: `The event "${eventNo}" is ${event?.state}, led by "${lead}"; its lead opens a case while it is being handled.`,
    },
    { reason: 'EVENT_NOT_IN_HANDLING', details: { eventNo, state: event?.state ?? null, lead } },
  );
}
