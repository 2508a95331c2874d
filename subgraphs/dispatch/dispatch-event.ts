import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
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
  if (code === null) throw leadMissing(event);
  const [lead, ...helpers] = await askOrganizations(context, [code, ...coOrganizations]);
  if (!lead) throw leadMissing(event);
  return move(eventWorkflow, verb, { id, version }, context, {
    lead,
    helpers,
    instruction: instruction ?? null,
    reason: reason ?? null,
  });
}

function leadMissing({ eventNo }: Event): Fault {
  return new Fault(
    'INVALID',
    { zh: `${eventNo} 须指明主办单位。`, en: `${eventNo} needs an organisation that leads.` },
    { reason: 'LEAD_MISSING' },
  );
}
