import { answersFor } from '../../kit/identity/caller.js';
import type { Condition } from '../../kit/identity/policy.js';
import type { Grid } from './grid.js';

/** A grid is run by the town whose first-level grid it belongs to, or by the county above it. */
export const withinTerritory: Condition<Grid> = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  sentence: { zh: '该网格不在您负责的区域内。', en: 'The grid is outside the territory that you answer for.' },
  source: { zh: '三级网格属地管理(GR-01)', en: 'Three-level grid, managed where it lies (GR-01)' },
  holds: (grid, { caller }) => answersFor(caller, grid.townCode),
};

/** A retired grid stays as it was. */
export const notRetired: Condition<Grid> = {
  reason: 'GRID_RETIRED',
  code: 'CONFLICT',
  sentence: { zh: '该网格已撤销,编码不再使用。', en: 'The grid is retired; its code is never used again.' },
  source: { zh: '网格撤销后编码不得重用(GR-01)', en: 'A retired code is never reused (GR-01)' },
  holds: (grid) => grid.state !== 'RETIRED',
};
