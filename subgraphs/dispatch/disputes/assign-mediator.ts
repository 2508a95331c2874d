import type { Target } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { allowedOn } from '../../../kit/workflow/allowed-on.js';
import { move } from '../../../kit/workflow/move.js';
import type { DisputeCase } from './dispute-case.js';
import { disputeWorkflow } from './dispute-workflow.js';

/**
 * Assigns who mediates a dispute. Faults: NOT_FOUND for somebody who is not on the staff in sight; CONFLICT, reason
 * MEDIATOR_RELATED, for who is related to a party or stood back before.
 */
export async function assignMediator(context: Context, target: Target, staffNumber: string): Promise<DisputeCase> {
  await allowedOn(disputeWorkflow, 'assignMediator', target, context);
  await context.ask('query ($number: ID!) { staffMember(number: $number) { number } }', { number: staffNumber });
  return move(disputeWorkflow, 'assignMediator', target, context, { staffNumber });
}
