import type { Migration } from '../data/migrate.js';

/** Makes the table of daily heads; locks nothing that stands. */
export const headsMigration: Migration = {
  name: '0005-heads',
  sql: `
create table kit.heads (
  day date primary key,
  root text collate "C" not null,
  leaves integer not null,
  parts jsonb not null,
  previous text collate "C" not null,
  key_id text collate "C" not null,
  public_key text collate "C" not null,
  signature text collate "C" not null
);
`,
};
