import type { Target } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { allowedOn } from '../../../kit/workflow/allowed-on.js';
import { move } from '../../../kit/workflow/move.js';
import type { Case } from '../cases/case.js';
import { caseWorkflow } from '../cases/case-workflow.js';
import type { DiscussionArguments } from './proceeding-inputs.js';
import { requireStaff } from './require-staff.js';

/** The heads discuss a case (§ 57). Faults: NOT_FOUND for who takes part; INVALID, reason DISCUSSION_TOO_FEW; those of the table. */
export async function discussCollectively(context: Context, target: Target, input: DiscussionArguments): Promise<Case> {
  await allowedOn(caseWorkflow, 'discussCollectively', target, context);
  await requireStaff(context, input.participants.slice(0, 20));
  return move(caseWorkflow, 'discussCollectively', target, context, input);
}
