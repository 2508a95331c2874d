import { perform, type Target } from '../../kit/data/perform.js';
import type { Policy } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { withinTerritory } from './conditions.js';
import { Grid, GridState } from './grid.js';
import { missingParts } from './six-fixed.js';
import { standingOn } from './specialised/merge-specialised-grids.js';

/** GR-04: a grid enters service only when all six are fixed. */
export const activateGridPolicy: Policy<Grid> = {
  verb: 'activateGrid',
  entity: Grid,
  title: { zh: '启用网格', en: 'Activate a grid' },
  roles: ['grid_admin'],
  source: { zh: '六定管理(GR-04)', en: 'Six fixed (GR-04)' },
  conditions: [
    withinTerritory,
    {
      reason: 'GRID_NOT_DRAFT',
      code: 'CONFLICT',
      sentence: { zh: '只有筹建中的网格可以启用。', en: 'Only a grid in DRAFT can be activated.' },
      source: { zh: '网格状态(GR-01)', en: 'States of a grid (GR-01)' },
      holds: (grid) => grid.state === GridState.DRAFT,
    },
    {
      reason: 'SIX_FIXED_INCOMPLETE',
      code: 'CONFLICT',
      sentence: {
        zh: '六定未齐备,缺项见 sixFixed.missing。',
        en: 'Not all six are fixed; sixFixed.missing names the blank ones.',
      },
      source: { zh: '六定管理(GR-04)', en: 'Six fixed (GR-04)' },
      holds: async (grid, context) => (await missingParts(grid, context)).length === 0,
    },
    {
      reason: 'LINE_GRIDS_STANDING',
      code: 'CONFLICT',
      sentence: {
        zh: '尚有单设的专科网格未并入,见 specialisedGrids。',
        en: 'Departments’ grids still stand on its ground; specialisedGrids names them.',
      },
      source: { zh: '多网合一、一网覆盖(GR-06)', en: 'One grid that covers all (GR-06)' },
      holds: async ({ code }, context) => (await standingOn(context, code)).size === 0,
    },
  ],
};

/** Brings a drafted grid into service. */
export function activateGrid(context: Context, target: Target): Promise<Grid> {
  return perform(activateGridPolicy, target, context, (grid) => {
    grid.state = GridState.ACTIVE;
  });
}
