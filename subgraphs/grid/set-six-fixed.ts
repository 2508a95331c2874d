import { perform, type Target } from '../../kit/data/perform.js';
import type { Policy } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { notRetired, withinTerritory } from './conditions.js';
import { Grid, isInService } from './grid.js';
import type { SixFixedInput } from './six-fixed.js';

/** GR-04: who may fix the five texts of a grid. */
export const setSixFixedPolicy: Policy<Grid> = {
  verb: 'setSixFixed',
  entity: Grid,
  title: { zh: '设定六定', en: 'Set the six fixed' },
  roles: ['grid_admin'],
  source: { zh: '六定管理(GR-04)', en: 'Six fixed (GR-04)' },
  conditions: [withinTerritory, notRetired],
};

/** Fixes the five texts. Fault INVALID, reason SIX_FIXED_BLANK, when a grid in service would lose one. */
export function setSixFixed(context: Context, target: Target, input: SixFixedInput): Promise<Grid> {
  return perform(setSixFixedPolicy, target, context, (grid) => {
    const blank = Object.entries(input).find(([, value]) => String(value).trim() === '');
    if (blank && isInService(grid)) throw blankInService(grid, blank[0]);
    Object.assign(grid, input);
  });
}

function blankInService(grid: Grid, part: string): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `网格「${grid.code}」正在运行,六定中的「${part}」不能为空。`,
      en: `Grid "${grid.code}" is in service; "${part}" of the six must not be blank.`,
    },
    { reason: 'SIX_FIXED_BLANK', details: { part } },
  );
}
