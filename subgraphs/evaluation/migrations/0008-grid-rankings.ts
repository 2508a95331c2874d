import type { Migration } from '../../../kit/data/migrate.js';

/** Creates rankings of grids and the outcomes of patrols; new tables, so nothing waits. */
export const gridRankings: Migration = {
  name: '0008-grid-rankings',
  sql: `
create table evaluation.grid_rankings (
  id uuid primary key,
  version integer not null default 1,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  room_code text collate "C" not null,
  name text not null,
  scheme_code text collate "C" not null,
  starts_on date not null,
  ends_on date not null,
  standings jsonb not null
);
create index grid_rankings_region on evaluation.grid_rankings (region_code, id);
create table evaluation.patrol_outcomes (
  id uuid primary key,
  number text collate "C" not null unique,
  region_code text collate "C" not null,
  grid_code text collate "C" not null,
  planned_for date not null,
  is_late boolean not null
);
create index patrol_outcomes_grid on evaluation.patrol_outcomes (grid_code, planned_for);
`,
};
