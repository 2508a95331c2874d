import type { Context } from '../../kit/module/context.js';
import { allowedOn } from '../../kit/workflow/allowed-on.js';
import { move } from '../../kit/workflow/move.js';
import { askOrganizations } from './ask-organizations.js';
import type { DispatchArguments } from './event-arguments.js';
import type { Event } from './event.js';
import { eventWorkflow } from './event-workflow.js';

/**
 * Gives an event to exactly one organisation that leads and to those that help: for the first time, again, or from the
 * county. Faults: NOT_FOUND for an organisation; reason ORGANIZATION_ELSEWHERE, ORGANIZATION_TWICE, LEAD_NEEDS_REASON,
 * SIMPLE_EVENT_NEEDS_REASON or TEXT_LENGTH.
 */
export async function dispatchEvent(
  verb: 'dispatchEvent' | 'redispatchEvent' | 'dispatchFromCounty',
  context: Context,
  { id, version, leadOrganization, coOrganizations, instruction, reason }: DispatchArguments,
): Promise<Event> {
  const event = await allowedOn(eventWorkflow, verb, { id, version }, context);
  const code = leadOrganization ?? event.namedLeadCode;
  const [lead, ...helpers] = code === null ? [] : await askOrganizations(context, [code, ...coOrganizations]);
  // What is filed has a lead by its duty, its road or its town.
  if (!lead) throw new Error(`${event.eventNo} was filed without a lead.`);
  return move(eventWorkflow, verb, { id, version }, context, {
    lead,
    helpers,
    instruction: instruction ?? null,
    reason: reason ?? null,
  });
}
