import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the bundles of responsibility; a new table, so nothing waits. */
export const responsibilityBundles: Migration = {
  name: '0009-responsibility-bundles',
  sql: `
create table grid.responsibility_bundles (
  id uuid primary key,
  region_code text collate "C" not null,
  grid_code text collate "C" not null,
  cadre_numbers text[] not null,
  starts_on date not null,
  ends_on date
);
create index responsibility_bundles_grid on grid.responsibility_bundles (grid_code, starts_on);
`,
};
