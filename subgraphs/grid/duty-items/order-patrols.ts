import { notFound, type Target } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { allowedOn } from '../../../kit/workflow/allowed-on.js';
import { move } from '../../../kit/workflow/move.js';
import { fieldInvalid } from '../field-invalid.js';
import { Grid } from '../grid.js';
import { dutyItemWorkflow } from './duty-item-workflow.js';
import type { GridDutyItem } from './grid-duty-item.js';

const mostGrids = 50;

/**
 * Sends grids on patrol for an admitted duty: one patrol each, issued to who serves there. Faults: INVALID, reason
 * FIELD_INVALID, for no grid, more than fifty, or one named twice; NOT_FOUND for a grid; those of the workflow's table.
 */
export async function orderPatrols(
  context: Context,
  target: Target,
  codes: readonly string[],
  plannedFor: string,
): Promise<GridDutyItem> {
  await allowedOn(dutyItemWorkflow, 'orderPatrols', target, context);
  if (codes.length === 0 || codes.length > mostGrids || new Set(codes).size < codes.length) {
    throw fieldInvalid('grids', `须为 1—${mostGrids} 个且不重复`, `need 1 to ${mostGrids} codes, each once`);
  }
  const grids = await Promise.all(codes.map((code) => gridOf(context, code)));
  return move(dutyItemWorkflow, 'orderPatrols', target, context, { grids, plannedFor });
}

async function gridOf({ session }: Context, code: string): Promise<Grid> {
  const grid = await session.one(Grid, 'code', code);
  if (grid === null) throw notFound(Grid, code);
  return grid;
}
