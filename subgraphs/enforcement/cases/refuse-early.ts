import { decide, decideByRole, faultOf } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import type { Case } from './case.js';
import type { CaseVerbs } from './case-verbs.js';
import { caseWorkflow } from './case-workflow.js';

/**
 * Refuses a verb before anybody is asked anything: to who holds none of its roles, and on a row also what the table says
 * of it; the transaction decides anew. Faults: those of the verb's policy.
 */
export async function refuseEarly(verb: keyof CaseVerbs, context: Context, row: Case | null = null): Promise<void> {
  const policy = caseWorkflow.policies[verb];
  if (!policy) throw new Error(`${verb} has no policy.`);
  const verdict = row === null ? decideByRole(policy, context) : await decide(policy, row, context);
  if (!verdict.may) throw faultOf(policy, verdict);
}
