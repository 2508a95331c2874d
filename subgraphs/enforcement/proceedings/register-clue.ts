import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import type { Case } from '../cases/case.js';
import type { ClueInput } from '../cases/case-inputs.js';
import { CaseProcedure } from '../cases/case-states.js';
import { caseWorkflow } from '../cases/case-workflow.js';
import { checkEventInHandling } from '../cases/event-in-handling.js';
import { powerOver } from '../cases/power-over.js';
import { unopenedCase } from '../cases/unopened-case.js';

/**
 * EN-06: registers what the caller's organisation found, to be filed or not. Faults: FORBIDDEN by the policy; those of
 * `unopenedCase`, of the power (GRANT_NOT_ACTIVE, ITEM_NOT_PENALTY), of the event (EVENT_NOT_IN_HANDLING) and of files.
 */
export async function registerClue(context: Context, input: ClueInput): Promise<Case> {
  requireRole(policyOf(caseWorkflow, 'registerClue'), context);
  const clue = await unopenedCase(context, input, CaseProcedure.GENERAL);
  const { item, subject, acting } = await powerOver(context, clue);
  if (input.eventNo != null) await checkEventInHandling(context, input.eventNo, [acting, subject.code]);
  const row = { ...clue, organizationCode: acting, subjectCode: subject.code, partyCodes: [acting] };
  return begin(caseWorkflow, 'registerClue', row, context, { item, subject, evidence: input.evidence });
}
