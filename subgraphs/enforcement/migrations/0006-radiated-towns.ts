import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the towns that central towns' teams radiate to; a new table, so nothing waits. */
export const radiatedTowns: Migration = {
  name: '0006-radiated-towns',
  sql: `
create table enforcement.radiated_towns (
  id uuid primary key,
  team_code text collate "C" not null,
  town_code text collate "C" not null,
  unique (team_code, town_code)
);
create index radiated_towns_town on enforcement.radiated_towns (town_code);
`,
};
