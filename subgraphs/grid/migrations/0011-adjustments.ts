import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the adjustments of grids; a new table, so nothing waits. */
export const adjustments: Migration = {
  name: '0011-adjustments',
  sql: `
create table grid.adjustments (
  id uuid primary key,
  version integer not null default 1,
  number text collate "C" not null unique,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  kind text not null,
  village_code text collate "C" not null,
  grid_codes text[] not null,
  proposed jsonb not null,
  reason text not null,
  proposed_by text collate "C" not null,
  opinion text,
  effective_on date,
  new_codes text[] not null
);
create index adjustments_region on grid.adjustments (region_code, state, number);
`,
};
