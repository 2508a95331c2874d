import type { Migration } from '../../../kit/data/migrate.js';

/** Creates secondments and days of work; new tables, so nothing waits. */
export const secondments: Migration = {
  name: '0007-secondments',
  sql: `
create table evaluation.secondments (
  id uuid primary key,
  version integer not null default 1,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  staff_number text collate "C" not null,
  from_code text collate "C" not null,
  to_code text collate "C" not null,
  town_code text collate "C" not null,
  party_codes text[] not null,
  purpose text not null,
  starts_on date not null,
  ends_on date not null,
  answer text
);
create index secondments_staff on evaluation.secondments (staff_number, id);
create index secondments_region on evaluation.secondments (region_code, id);
create index secondments_parties on evaluation.secondments using gin (party_codes);
create table evaluation.work_days (
  id uuid primary key,
  version integer not null,
  staff_number text collate "C" not null,
  organization_code text collate "C" not null,
  region_code text collate "C" not null,
  day date not null,
  is_present boolean not null,
  has_worked boolean not null,
  post_code text collate "C",
  unique (staff_number, day)
);
create index work_days_region on evaluation.work_days (region_code, id);
`,
};
