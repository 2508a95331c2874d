import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import type { Case } from './case.js';
import type { SimpleCaseInput } from './case-inputs.js';
import { CaseProcedure } from './case-states.js';
import { caseWorkflow } from './case-workflow.js';
import { checkEventInHandling } from './event-in-handling.js';
import { powerOver } from './power-over.js';
import { unopenedCase } from './unopened-case.js';

/**
 * EN-05: opens a case by the simple procedure where the act was done. What other domains know is asked first.
 * Faults: FORBIDDEN by the policy; INVALID, reasons FIELD_INVALID, TEXT_LENGTH, FUTURE_TIME, PLACE_MISSING, OUTSIDE_COUNTY,
 * TWO_OFFICERS; CONFLICT, reasons LIMITATION_EXPIRED, GRANT_NOT_ACTIVE, SIMPLE_PROCEDURE_NOT_ALLOWED,
 * EVENT_NOT_IN_HANDLING, NOT_CERTIFIED; those of files.
 */
export async function openSimpleCase(context: Context, input: SimpleCaseInput): Promise<Case> {
  requireRole(policyOf(caseWorkflow, 'openSimpleCase'), context);
  const clue = await unopenedCase(context, input, CaseProcedure.SIMPLE);
  const { item, subject, acting } = await powerOver(context, clue);
  if (input.eventNo != null) await checkEventInHandling(context, input.eventNo, [acting, subject.code]);
  const organizations = { organizationCode: acting, subjectCode: subject.code, partyCodes: [acting] };
  const row = { ...clue, ...organizations, officerNumbers: input.officers };
  return begin(caseWorkflow, 'openSimpleCase', row, context, { item, subject, evidence: input.evidence });
}
