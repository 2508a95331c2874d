import type { Migration } from '../../../kit/data/migrate.js';
import { grids } from './0001-grids.js';
import { gridAreas } from './0002-grid-areas.js';
import { gridElements } from './0003-grid-elements.js';
import { patrols } from './0004-patrols.js';
import { specialisedGrids } from './0005-specialised-grids.js';
import { dutyItems } from './0006-duty-items.js';
import { skills } from './0007-skills.js';
import { serviceTeams } from './0008-service-teams.js';
import { responsibilityBundles } from './0009-responsibility-bundles.js';
import { placements } from './0010-placements.js';
import { adjustments } from './0011-adjustments.js';

/** What made the tables of this module, the oldest first. */
export const migrations: readonly Migration[] = [
  grids,
  gridAreas,
  gridElements,
  patrols,
  specialisedGrids,
  dutyItems,
  skills,
  serviceTeams,
  responsibilityBundles,
  placements,
  adjustments,
];
