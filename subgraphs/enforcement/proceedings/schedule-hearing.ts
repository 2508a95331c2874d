import type { Target } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { allowedOn } from '../../../kit/workflow/allowed-on.js';
import { move } from '../../../kit/workflow/move.js';
import type { Case } from '../cases/case.js';
import { caseWorkflow } from '../cases/case-workflow.js';
import type { HearingArguments } from './proceeding-inputs.js';
import { requireStaff } from './require-staff.js';

/**
 * Sets a hearing (EN-08). Faults: NOT_FOUND for who presides; INVALID, reasons HEARING_NOTICE_SHORT and HOST_IS_INVESTIGATOR;
 * those of the table.
 */
export async function scheduleHearing(context: Context, target: Target, input: HearingArguments): Promise<Case> {
  await allowedOn(caseWorkflow, 'scheduleHearing', target, context);
  await requireStaff(context, [input.host]);
  return move(caseWorkflow, 'scheduleHearing', target, context, input);
}
