import { perform, type Target } from '../../kit/data/perform.js';
import type { Policy } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { withinTerritory } from './conditions.js';
import { Grid, GridState } from './grid.js';
import { missingParts } from './six-fixed.js';

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
  ],
};

/** Brings a drafted grid into service. */
export function activateGrid(context: Context, target: Target): Promise<Grid> {
  return perform(activateGridPolicy, target, context, (grid) => {
    grid.state = GridState.ACTIVE;
  });
}
