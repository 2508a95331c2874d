import { notFound } from '../../kit/data/perform.js';
import type { Target } from '../../kit/data/perform.js';
import { decide, decideByRole, faultOf, type Policy } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { Event } from './event.js';
import { eventWorkflow } from './event-workflow.js';

/** Refuses a caller whose roles do not allow a verb, before anything is asked for it. */
export function requireRole(verb: string, context: Context): void {
  const policy = policyOf(verb);
  const verdict = decideByRole(policy as Policy, context);
  if (!verdict.may) throw faultOf(policy as Policy, verdict);
}

/**
 * The event that a verb is going to be done to, once its policy allows it: what others know of it is asked only then, and
 * before the transaction. Faults: those of the policy, and NOT_FOUND.
 */
export async function allowedOn(verb: string, { id }: Target, context: Context): Promise<Event> {
  requireRole(verb, context);
  const policy = policyOf(verb);
  const event = await context.session.one(Event, 'id', id);
  if (event === null) throw notFound(Event, id);
  const verdict = await decide(policy, event, context);
  if (!verdict.may) throw faultOf(policy as Policy, verdict);
  return event;
}

function policyOf(verb: string): Policy<Event> {
  const policy = eventWorkflow.policies[verb];
  if (!policy) throw new Error(`${verb} is no verb of persons.`);
  return policy;
}
