import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { Case } from '../cases/case.js';
import { filedElsewhere } from '../proceedings/jurisdiction.js';
import type { CaseTransfer } from './case-transfer.js';
import { orTransferOpen } from './transfer-open.js';
import { TransferKind } from './transfer-vocabulary.js';
import { transferWorkflow } from './transfer-workflow.js';
import { unbegunTransfer } from './unbegun-transfer.js';

/**
 * EN-10: whoever has a clue of an act that another organisation filed first has the jurisdiction designated by their common
 * superior. Faults: FORBIDDEN by the policy; NOT_FOUND for the own case; CONFLICT, reasons NO_RIVAL_CASE, CASE_NOT_PASSABLE
 * and TRANSFER_OPEN; INVALID, reason TEXT_LENGTH.
 */
export async function disputeJurisdiction(context: Context, caseNo: string, reason: string): Promise<CaseTransfer> {
  requireRole(policyOf(transferWorkflow, 'disputeJurisdiction'), context);
  const own = await context.session.one(Case, 'caseNo', caseNo);
  if (own === null) throw notFound(Case, caseNo);
  const first = await filedElsewhere(own, context);
  if (first === null) throw noRival(caseNo);
  const way = { from: first.organizationCode, to: own.organizationCode };
  const row = { ...unbegunTransfer(first, way), id: uuid(), kind: TransferKind.DISPUTE, reason: reason.trim() };
  return begin(transferWorkflow, 'disputeJurisdiction', row, context, {}).catch(orTransferOpen(first));
}

function noRival(caseNo: string): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `案件「${caseNo}」的违法行为没有其他机构立案。`,
      en: `Nobody else has filed the act of the case "${caseNo}".`,
    },
    { reason: 'NO_RIVAL_CASE', details: { caseNo } },
  );
}
