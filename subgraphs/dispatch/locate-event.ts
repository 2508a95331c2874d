import type { Target } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { allowedOn } from '../../kit/workflow/allowed-on.js';
import { move } from '../../kit/workflow/move.js';
import { askPlace } from './ask-place.js';
import type { Event } from './event.js';
import { eventWorkflow } from './event-workflow.js';

/** Says where an event is. Faults: INVALID, reason OUTSIDE_COUNTY; FORBIDDEN, reason OUTSIDE_TERRITORY. */
export async function locateEvent(
  context: Context,
  target: Target,
  where: { readonly longitude: number; readonly latitude: number; readonly address: string | null },
): Promise<Event> {
  await allowedOn(eventWorkflow, 'locateEvent', target, context);
  const place = await askPlace(context, where);
  return move(eventWorkflow, 'locateEvent', target, context, { ...place, address: where.address });
}
