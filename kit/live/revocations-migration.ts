import type { Migration } from '../data/migrate.js';

/** Makes the table of logins that ended before their tokens did; locks nothing that stands. */
export const revocationsMigration: Migration = {
  name: '0006-revocations',
  sql: `
create table kit.revocations (
  token_id text collate "C" primary key,
  session_id text collate "C",
  subject text collate "C",
  revoked_at timestamptz not null,
  expires_at timestamptz not null,
  noted_at timestamptz not null default now(),
  check (session_id is not null or subject is not null)
);
create index revocations_noted on kit.revocations (noted_at);
`,
};
