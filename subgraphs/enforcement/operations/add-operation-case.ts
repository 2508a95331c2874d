import { notFound, type Target } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { allowedOn } from '../../../kit/workflow/allowed-on.js';
import { move } from '../../../kit/workflow/move.js';
import { Case } from '../cases/case.js';
import type { JointOperation } from './joint-operation.js';
import { operationWorkflow } from './operation-workflow.js';

/**
 * Counts a case for an operation (EN-12). Faults: NOT_FOUND for the case; INVALID, reason CASE_OF_ANOTHER; CONFLICT, reason
 * CASE_COUNTED; those of the table.
 */
export async function addOperationCase(context: Context, target: Target, caseNo: string): Promise<JointOperation> {
  await allowedOn(operationWorkflow, 'addOperationCase', target, context);
  const row = await context.session.one(Case, 'caseNo', caseNo);
  if (row === null) throw notFound(Case, caseNo);
  const { id: caseId, organizationCode } = row;
  return move(operationWorkflow, 'addOperationCase', target, context, { caseId, caseNo, organizationCode });
}
