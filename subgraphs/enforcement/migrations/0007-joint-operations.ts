import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the joint operations; a new table, so nothing waits. */
export const jointOperations: Migration = {
  name: '0007-joint-operations',
  sql: `
create table enforcement.joint_operations (
  id uuid primary key,
  version integer not null default 1,
  state text collate "C" not null,
  course jsonb not null,
  region_code text collate "C" not null,
  name text not null,
  plan text not null,
  initiator_code text collate "C" not null,
  party_codes text[] not null,
  police_support boolean not null,
  starts_on date not null,
  ends_on date not null,
  case_nos text[] not null,
  summary text
);
create index joint_operations_region on enforcement.joint_operations (region_code, id);
create index joint_operations_parties on enforcement.joint_operations using gin (party_codes);
create index joint_operations_cases on enforcement.joint_operations using gin (case_nos);
`,
};
