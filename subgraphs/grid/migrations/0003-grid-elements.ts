import type { Migration } from '../../../kit/data/migrate.js';

/**
 * Creates the registry of residents, places, facilities and organisations. An element's town, which decides who sees it,
 * is that of its grid, also when the grid goes to another. The constraint on the grids holds up writes to them while
 * 2,000 rows are indexed.
 */
export const gridElements: Migration = {
  name: '0003-grid-elements',
  sql: `
alter table grid.grids add constraint grids_town_of_code unique (code, town_code);
create table grid.elements (
  id uuid primary key,
  version integer not null default 1,
  code text collate "C" not null unique,
  kind text not null,
  grid_code text collate "C" not null,
  town_code text collate "C" not null,
  name text not null,
  identifier text collate "C" not null,
  address text,
  longitude double precision,
  latitude double precision,
  phone_number text,
  care_categories text[] not null,
  verified_at timestamptz,
  verified_by text collate "C",
  removed_at timestamptz,
  removal_reason text,
  foreign key (grid_code, town_code) references grid.grids (code, town_code) on update cascade
);
create index elements_grid on grid.elements (grid_code, code);
create index elements_town on grid.elements (town_code);
create unique index elements_identifier on grid.elements (kind, identifier) where removed_at is null;
`,
};
