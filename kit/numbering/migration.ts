import type { Migration } from '../data/migrate.js';

/** Makes the table of number series; locks nothing that exists. */
export const numbersMigration: Migration = {
  name: '0004-numbers',
  sql: `
create table kit.numbers (
  series text collate "C" primary key,
  last bigint not null);
`,
};
