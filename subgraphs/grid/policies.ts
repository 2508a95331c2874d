import { activateGridPolicy } from './activate-grid.js';
import { assignGridRolePolicy } from './assign-grid-role.js';
import { endGridRolePolicy } from './end-grid-role.js';
import { setSixFixedPolicy } from './set-six-fixed.js';
import { waiveGridSizingPolicy } from './waive-grid-sizing.js';

/** Every verb on a grid. */
export const gridPolicies = [
  activateGridPolicy,
  assignGridRolePolicy,
  endGridRolePolicy,
  setSixFixedPolicy,
  waiveGridSizingPolicy,
];
