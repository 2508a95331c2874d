import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the departments' own grids; a new table, so nothing waits. */
export const specialisedGrids: Migration = {
  name: '0005-specialised-grids',
  sql: `
create table grid.specialised_grids (
  id uuid primary key,
  version integer not null default 1,
  code text collate "C" not null unique,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  grid_code text collate "C" not null,
  department_code text collate "C" not null,
  line text not null,
  name text not null,
  merged_on date,
  end_reason text
);
create index specialised_grids_grid on grid.specialised_grids (grid_code, code);
create index specialised_grids_department on grid.specialised_grids (department_code, code);
create unique index specialised_grids_line on grid.specialised_grids (grid_code, department_code, line)
  where state in ('STANDING', 'OVERLAID');
`,
};
