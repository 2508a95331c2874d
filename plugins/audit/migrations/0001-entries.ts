import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the audit trail and the closed list of purposes; new tables, so nothing waits. */
export const entries: Migration = {
  name: '0001-entries',
  sql: `
create table audit.entries (
  id uuid primary key,
  request_id text not null,
  recorded_at timestamptz not null,
  subject text,
  client text,
  staff_number text,
  kind text not null,
  operation_name text,
  root_fields text[] not null,
  document_digest text not null,
  purpose text,
  disclosures jsonb,
  outcome text,
  milliseconds integer
);
create index entries_recorded on audit.entries (recorded_at, id);
create index entries_subject on audit.entries (subject, recorded_at);
create table audit.purposes (
  id uuid primary key,
  code text collate "C" not null unique,
  name text not null
);
`,
};
