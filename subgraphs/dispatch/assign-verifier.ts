import type { Target } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { allowedOn } from '../../kit/workflow/allowed-on.js';
import { move } from '../../kit/workflow/move.js';
import type { Event } from './event.js';
import { eventWorkflow } from './event-workflow.js';

/**
 * Names who verifies an event. Faults: NOT_FOUND for somebody who is not on the staff in sight; CONFLICT, reason
 * VERIFIER_IS_HANDLER.
 */
export async function assignVerifier(context: Context, target: Target, staffNumber: string): Promise<Event> {
  await allowedOn(eventWorkflow, 'assignVerifier', target, context);
  await context.ask('query ($number: ID!) { staffMember(number: $number) { number } }', { number: staffNumber });
  return move(eventWorkflow, 'assignVerifier', target, context, { staffNumber });
}
