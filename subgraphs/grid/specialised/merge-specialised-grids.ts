import { perform, type Target } from '../../../kit/data/perform.js';
import type { Policy } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { moveInside } from '../../../kit/workflow/move.js';
import { notRetired, withinTerritory } from '../conditions.js';
import { Grid } from '../grid.js';
import { SpecialisedGrid, SpecialisedGridState } from './specialised-grid.js';
import { source, specialisedWorkflow } from './specialised-workflow.js';

const most = 100;

/** GR-06: who may merge departments' grids into the one grid. */
export const mergeSpecialisedGridsPolicy: Policy<Grid> = {
  verb: 'mergeSpecialisedGrids',
  entity: Grid,
  title: { zh: '并入专科网格', en: 'Merge departments’ grids' },
  roles: ['grid_admin'],
  source,
  conditions: [withinTerritory, notRetired],
};

/**
 * Merges departments' grids that stand on the grid's ground into the grid, all or none; from then on `mergedFrom` names them.
 * Fault INVALID, reason NOT_ON_GRID, for none, more than a hundred, one named twice, or one that does not stand there.
 */
export function mergeSpecialisedGrids(context: Context, target: Target, codes: readonly string[]): Promise<Grid> {
  return perform(mergeSpecialisedGridsPolicy, target, context, async (grid, inside) => {
    const standing = await standingOn(inside, grid.code);
    const odd = codes.find((code, index) => !standing.has(code) || codes.indexOf(code) !== index);
    if (odd !== undefined || codes.length === 0 || codes.length > most) throw notOnGrid(grid, odd ?? '', codes.length);
    for (const code of codes)
      await moveInside(specialisedWorkflow, 'mergeIntoGrid', standing.get(code) ?? '', inside, {});
  });
}

/** The ids, by code, of the departments' grids that stand by themselves on a grid's ground. */
export async function standingOn(
  { session }: Pick<Context, 'session'>,
  gridCode: string,
): Promise<Map<string, string>> {
  const there = await session.many(SpecialisedGrid, 'gridCode', gridCode, ['code']);
  const standing = there.filter(({ state }) => state === SpecialisedGridState.STANDING);
  return new Map(standing.map(({ code, id }) => [code, id]));
}

function notOnGrid(grid: Grid, odd: string, given: number): Fault {
  const shown = odd.slice(0, 50);
  return new Fault(
    'INVALID',
    {
      zh: `须为 1—${most} 个单设在网格「${grid.code}」上的专科网格,每个一次;收到 ${given} 个${shown === '' ? '' : `,其中「${shown}」不是`}。`,
      en: `Name 1 to ${most} departments’ grids that stand on "${grid.code}", each once; got ${given}${shown === '' ? '' : `, of which "${shown}" is none`}.`,
    },
    { reason: 'NOT_ON_GRID', details: { most, given, code: shown } },
  );
}
