import { notFound, type Target } from '../data/perform.js';
import { requirePolicy, requireRole } from '../identity/policy.js';
import type { Context } from '../module/context.js';
import { policyOf } from './policies-of.js';
import type { Instance, Workflow } from './workflow.js';

/**
 * The instance that a verb is going to be done to, once its policy allows it: what other domains know of it is asked only
 * then, and before the transaction, which decides anew. Faults: those of the policy, and NOT_FOUND.
 */
export async function allowedOn<Row extends Instance, Inputs>(
  workflow: Workflow<Row, Inputs>,
  verb: keyof Inputs & string,
  { id }: Target,
  context: Context,
): Promise<Row> {
  const policy = policyOf(workflow, verb);
  requireRole(policy, context);
  const row = await context.session.one(workflow.entity, 'id', id);
  if (row === null) throw notFound(workflow.entity, id);
  await requirePolicy(policy, row, context);
  return row;
}
