import { activateGridPolicy } from './activate-grid.js';
import { assignGridRolePolicy } from './assign-grid-role.js';
import { endGridRolePolicy } from './end-grid-role.js';
import { registerGridElementPolicy } from './register-grid-element.js';
import { removeGridElementPolicy } from './remove-grid-element.js';
import { setSixFixedPolicy } from './set-six-fixed.js';
import { verifyGridElementPolicy } from './verify-grid-element.js';
import { waiveGridSizingPolicy } from './waive-grid-sizing.js';

/** Every verb on a grid. */
export const gridPolicies = [
  activateGridPolicy,
  assignGridRolePolicy,
  endGridRolePolicy,
  registerGridElementPolicy,
  setSixFixedPolicy,
  waiveGridSizingPolicy,
];

/** Every verb on an element of a grid. */
export const elementPolicies = [verifyGridElementPolicy, removeGridElementPolicy];
