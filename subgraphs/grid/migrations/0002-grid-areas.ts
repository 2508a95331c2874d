import type { Migration } from '../../../kit/data/migrate.js';

/**
 * Indexes the ground of each grid: its boundary as PostgreSQL's own polygon. Building the index holds up writes to the
 * grids, under a second for a county of 2,000. A column would go out with every row that is read.
 */
export const gridAreas: Migration = {
  name: '0002-grid-areas',
  sql: `
create function grid.area_of(boundary jsonb) returns polygon language sql immutable parallel safe
  return translate(boundary->'coordinates'->>0, '[]', '()')::polygon;
create index grids_area on grid.grids using gist (grid.area_of(boundary));
`,
};
