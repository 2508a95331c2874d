import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the items of the catalogues above the county; a new table, so nothing waits. */
export const catalogues: Migration = {
  name: '0002-catalogues',
  sql: `
create table authority.catalogue_items (
  id uuid primary key,
  catalogue text collate "C" not null,
  level text collate "C" not null,
  region_code text collate "C" not null,
  code text collate "C" not null,
  name text not null,
  category text not null,
  legal_basis text not null,
  unique (catalogue, level, code)
);
create index catalogue_items_code on authority.catalogue_items (code, catalogue, level);
create index catalogue_items_name on authority.catalogue_items (name);
`,
};
