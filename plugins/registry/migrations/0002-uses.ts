import type { Migration } from '../../../kit/data/migrate.js';

/** Creates what is known of the operations that clients run; new tables, so nothing waits. */
export const uses: Migration = {
  name: '0002-uses',
  sql: `
create table registry.operations (
  digest text collate "C" primary key,
  name text,
  shape text not null
);
create table registry.uses (
  digest text collate "C" not null,
  client text not null,
  day date not null,
  calls bigint not null,
  primary key (digest, client, day)
);
create index uses_day on registry.uses (day);
`,
};
