import type { Target } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { allowedOn } from '../../../kit/workflow/allowed-on.js';
import { move } from '../../../kit/workflow/move.js';
import { Event } from '../event.js';
import { callWorkflow } from './call-workflow.js';
import type { TownCall } from './town-call.js';

/**
 * Calls the county for what a draft says. Faults: INVALID, reasons OWN_EFFORTS_MISSING, and SIMPLE_EVENT_NEEDS_REASON where it
 * arose from an event that the town settles itself (DI-25).
 */
export async function raiseCall(
  context: Context,
  target: Target,
  said: { readonly ownEfforts: string | null; readonly reason: string | null },
): Promise<TownCall> {
  const { eventId } = await allowedOn(callWorkflow, 'raiseCall', target, context);
  const event = eventId === null ? null : await context.session.one(Event, 'id', eventId);
  return move(callWorkflow, 'raiseCall', target, context, { ...said, simple: event?.simple ?? false });
}
