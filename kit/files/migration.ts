import type { Migration } from '../data/migrate.js';

/** Makes the table of uploaded files; locks nothing that exists. */
export const filesMigration: Migration = {
  name: '0003-files',
  sql: `
create table kit.files (
  id uuid primary key,
  digest text collate "C" not null,
  sm3 text collate "C" not null,
  size integer not null,
  media_type text collate "C" not null,
  taken_at timestamptz,
  longitude double precision,
  latitude double precision,
  uploaded_by text collate "C" not null,
  uploaded_at timestamptz not null,
  owner_entity text collate "C",
  owner_id uuid,
  check ((owner_entity is null) = (owner_id is null)),
  check ((longitude is null) = (latitude is null)));
create index files_digest on kit.files (digest);
create index files_owner on kit.files (owner_id, uploaded_at) where owner_id is not null;
create index files_waiting on kit.files (uploaded_by, uploaded_at) where owner_id is null;
`,
};
