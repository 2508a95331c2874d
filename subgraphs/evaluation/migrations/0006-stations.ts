import type { Migration } from '../../../kit/data/migrate.js';

/** Creates double locks, uses of the four rights, and promotions; new tables, so nothing waits. */
export const stations: Migration = {
  name: '0006-stations',
  sql: `
create table evaluation.station_locks (
  id uuid primary key,
  version integer not null default 1,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  agency_code text collate "C" not null,
  town_code text collate "C" not null,
  department_code text collate "C" not null,
  party_codes text[] not null,
  headcount integer not null,
  staff_numbers text[] not null,
  released_numbers text[] not null,
  locked_on date not null,
  term_months integer not null
);
create index station_locks_agency on evaluation.station_locks (agency_code, id);
create index station_locks_region on evaluation.station_locks (region_code, id);
create index station_locks_parties on evaluation.station_locks using gin (party_codes);
create index station_locks_staff on evaluation.station_locks using gin (staff_numbers);
create table evaluation.rights_actions (
  id uuid primary key,
  version integer not null default 1,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  town_right text not null,
  matter text not null,
  agency_code text collate "C" not null,
  town_code text collate "C" not null,
  department_code text collate "C" not null,
  party_codes text[] not null,
  staff_number text collate "C",
  headcount integer,
  grade text,
  period text collate "C",
  content text not null,
  answer text
);
create unique index rights_actions_grade on evaluation.rights_actions (staff_number, period) where matter = 'GRADE';
create index rights_actions_region on evaluation.rights_actions (region_code, id);
create index rights_actions_parties on evaluation.rights_actions using gin (party_codes);
create table evaluation.promotions (
  id uuid primary key,
  region_code text collate "C" not null,
  staff_number text collate "C" not null,
  position text not null,
  promoted_on date not null,
  town_code text collate "C" not null
);
create index promotions_staff on evaluation.promotions (staff_number, promoted_on);
create index promotions_region on evaluation.promotions (region_code, id);
`,
};
