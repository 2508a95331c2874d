import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { Case } from '../cases/case.js';
import { requireOrganizations } from '../require-organizations.js';
import type { CaseTransfer } from './case-transfer.js';
import type { TransferInput } from './transfer-input.js';
import { orTransferOpen } from './transfer-open.js';
import { transferWorkflow } from './transfer-workflow.js';
import { unbegunTransfer } from './unbegun-transfer.js';

/**
 * EN-09, EN-10: proposes to pass a case on. Faults: FORBIDDEN by the policy; NOT_FOUND for the case or the receiver; INVALID,
 * reasons TRANSFER_KIND and TEXT_LENGTH; CONFLICT, reasons CASE_NOT_PASSABLE and TRANSFER_OPEN.
 */
export async function proposeTransfer(context: Context, input: TransferInput): Promise<CaseTransfer> {
  requireRole(policyOf(transferWorkflow, 'proposeTransfer'), context);
  const sent = await context.session.one(Case, 'caseNo', input.caseNo);
  if (sent === null) throw notFound(Case, input.caseNo);
  await requireOrganizations(context, [input.to]);
  const way = { from: sent.organizationCode, to: input.to };
  const row = { ...unbegunTransfer(sent, way), id: uuid(), kind: input.kind, reason: input.reason.trim() };
  return begin(transferWorkflow, 'proposeTransfer', row, context, {}).catch(orTransferOpen(sent));
}
