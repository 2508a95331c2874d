import type { Migration } from '../../../kit/data/migrate.js';

/** Creates batches, and how often items were handled in a year; new tables, so nothing waits. */
export const delegationBatches: Migration = {
  name: '0011-delegation-batches',
  sql: `
create table authority.item_handlings (
  id uuid primary key,
  county_code text collate "C" not null,
  item_code text collate "C" not null,
  year integer not null,
  handled integer not null,
  unique (county_code, year, item_code)
);
create table authority.delegation_batches (
  id uuid primary key,
  version integer not null default 1,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  name text not null,
  mode text not null,
  year integer not null,
  item_codes text[] not null,
  grantee_codes text[] not null,
  demands jsonb not null,
  decision text,
  document_number text,
  published_on date,
  effective_from date
);
create index delegation_batches_region on authority.delegation_batches (region_code, id);
create unique index delegation_batches_name on authority.delegation_batches (region_code, name) where state <> 'WITHDRAWN';
`,
};
