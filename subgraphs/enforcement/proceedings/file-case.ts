import type { Target } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { allowedOn } from '../../../kit/workflow/allowed-on.js';
import { move } from '../../../kit/workflow/move.js';
import type { Case } from '../cases/case.js';
import { caseWorkflow } from '../cases/case-workflow.js';
import { powerOver } from '../cases/power-over.js';

/**
 * EN-06: files a clue, so that the ninety days begin; the head names the officers. Faults: FORBIDDEN by the policy; CONFLICT,
 * reasons GRANT_NOT_ACTIVE, FILED_ELSEWHERE, NOT_CERTIFIED, OFFICER_OF_ANOTHER_TEAM; INVALID, reason TWO_OFFICERS.
 */
export async function fileCase(context: Context, target: Target, officers: readonly string[]): Promise<Case> {
  const row = await allowedOn(caseWorkflow, 'fileCase', target, context);
  const { item, subject } = await powerOver(context, row);
  return move(caseWorkflow, 'fileCase', target, context, { item, subject, officers });
}
