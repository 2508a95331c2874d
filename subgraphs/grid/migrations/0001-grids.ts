import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the grids and who serves in them; new tables, so nothing waits. */
export const grids: Migration = {
  name: '0001-grids',
  sql: `
create table grid.grids (
  id uuid primary key,
  version integer not null default 1,
  code text collate "C" not null unique,
  name text not null,
  level text not null,
  kind text not null,
  state text not null,
  parent_code text collate "C",
  community_code text collate "C",
  town_code text collate "C" not null,
  boundary jsonb,
  households integer not null,
  enterprises integer not null,
  registered_population integer not null,
  floating_population integer not null,
  size_waiver text,
  schedule text,
  posts text,
  duties text,
  standards text,
  reward_punishment text
);
create index grids_parent on grid.grids (parent_code, code);
create index grids_town on grid.grids (town_code, level, code);
create table grid.role_assignments (
  id uuid primary key,
  grid_code text collate "C" not null,
  role text not null,
  staff_number text collate "C" not null,
  full_time boolean not null,
  starts_on date not null,
  ends_on date,
  unique (grid_code, role, staff_number, starts_on)
);
create index role_assignments_staff on grid.role_assignments (staff_number);
`,
};
