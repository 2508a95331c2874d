import type { Target } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { allowedOn } from '../../../kit/workflow/allowed-on.js';
import { move } from '../../../kit/workflow/move.js';
import type { Case } from '../cases/case.js';
import { caseWorkflow } from '../cases/case-workflow.js';
import { powerOver } from '../cases/power-over.js';

/** Another officer takes over, as when one is recused (§ 43). Faults: as `fileCase`; INVALID, reason NOT_AN_OFFICER. */
export async function replaceOfficer(
  context: Context,
  target: Target,
  change: { readonly officer: string; readonly successor: string; readonly reason: string },
): Promise<Case> {
  const row = await allowedOn(caseWorkflow, 'replaceOfficer', target, context);
  const { item, subject } = await powerOver(context, row);
  return move(caseWorkflow, 'replaceOfficer', target, context, { ...change, item, subject });
}
