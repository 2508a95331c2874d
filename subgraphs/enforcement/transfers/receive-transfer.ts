import { notFound, type Target } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { allowedOn } from '../../../kit/workflow/allowed-on.js';
import { move } from '../../../kit/workflow/move.js';
import { Case } from '../cases/case.js';
import { CaseProcedure } from '../cases/case-states.js';
import type { CaseTransfer } from './case-transfer.js';
import { receivedPower } from './received-power.js';
import { transferWorkflow } from './transfer-workflow.js';

/**
 * EN-09, EN-10: takes a case on, as a new case by the general procedure, whose ninety days begin now, or into the own case of
 * the same act. Faults: FORBIDDEN by the policy, reason NOT_RECEIVER too; CONFLICT, reasons RECEIVER_MAY_NOT_ENFORCE,
 * NOT_CERTIFIED, OFFICER_OF_ANOTHER_TEAM; INVALID, reason TWO_OFFICERS.
 */
export async function receiveTransfer(
  context: Context,
  target: Target,
  officers: readonly string[],
): Promise<CaseTransfer> {
  const row = await allowedOn(transferWorkflow, 'receiveTransfer', target, context);
  const sent = await context.session.one(Case, 'id', row.caseId);
  if (sent === null) throw notFound(Case, row.caseNo);
  const act = { ...sent, procedure: CaseProcedure.GENERAL };
  const power = await receivedPower(context, act, dayOf(context.clock.now()));
  const { superiors } = power;
  return move(transferWorkflow, 'receiveTransfer', target, context, { superiors, power, officers });
}
