import { activateGridPolicy } from './activate-grid.js';
import { assignGridRolePolicy } from './assign-grid-role.js';
import { bundleGridResponsibilityPolicy, endGridBundlePolicy } from './bundles/bundle-grid-responsibility.js';
import { endGridRolePolicy } from './end-grid-role.js';
import { placeSurplusStaffPolicy } from './place-surplus-staff.js';
import { registerGridElementPolicy } from './register-grid-element.js';
import { removeGridElementPolicy } from './remove-grid-element.js';
import { setSixFixedPolicy } from './set-six-fixed.js';
import { recordGridTrainingPolicy } from './skills/record-grid-training.js';
import { withdrawGridSkillPolicy } from './skills/withdraw-grid-skill.js';
import { mergeSpecialisedGridsPolicy } from './specialised/merge-specialised-grids.js';
import { verifyGridElementPolicy } from './verify-grid-element.js';
import { waiveGridSizingPolicy } from './waive-grid-sizing.js';

/** Every verb on a grid. */
export const gridPolicies = [
  activateGridPolicy,
  assignGridRolePolicy,
  bundleGridResponsibilityPolicy,
  endGridBundlePolicy,
  endGridRolePolicy,
  mergeSpecialisedGridsPolicy,
  placeSurplusStaffPolicy,
  registerGridElementPolicy,
  setSixFixedPolicy,
  waiveGridSizingPolicy,
];

/** Every verb on an element of a grid. */
export const elementPolicies = [verifyGridElementPolicy, removeGridElementPolicy];

/** Every verb on what a grid officer was trained in. */
export const skillPolicies = [recordGridTrainingPolicy, withdrawGridSkillPolicy];
