import { notFound, type Target } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { allowedOn } from '../../kit/workflow/allowed-on.js';
import { move } from '../../kit/workflow/move.js';
import { Event } from './event.js';
import { eventWorkflow } from './event-workflow.js';

/**
 * Merges an event into another one, which then answers its reporters. Faults: NOT_FOUND for the other; reason
 * MERGE_INTO_ITSELF or MERGE_TARGET_CLOSED.
 */
export async function mergeEvent(context: Context, target: Target, intoNo: string): Promise<Event> {
  await allowedOn(eventWorkflow, 'mergeEvent', target, context);
  const into = await context.session.one(Event, 'eventNo', intoNo);
  if (into === null) throw notFound(Event, intoNo);
  return move(eventWorkflow, 'mergeEvent', { ...target, alongside: [into.id] }, context, { intoId: into.id, intoNo });
}
