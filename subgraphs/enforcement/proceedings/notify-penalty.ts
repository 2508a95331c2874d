import type { Target } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { allowedOn } from '../../../kit/workflow/allowed-on.js';
import { move } from '../../../kit/workflow/move.js';
import type { Case } from '../cases/case.js';
import { caseWorkflow } from '../cases/case-workflow.js';
import { powerOver } from '../cases/power-over.js';

/** Tells the party what is meant, with the law that authority states of the item. Faults: those of the table. */
export async function notifyPenalty(context: Context, target: Target): Promise<Case> {
  const row = await allowedOn(caseWorkflow, 'notifyPenalty', target, context);
  const { item } = await powerOver(context, row);
  return move(caseWorkflow, 'notifyPenalty', target, context, { legalBasis: item.legalBasis });
}
