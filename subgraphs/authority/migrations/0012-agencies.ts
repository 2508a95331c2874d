import type { Migration } from '../../../kit/data/migrate.js';

/**
 * Organisations get a version, a department of their field and a head; the appointments of heads are a new table. Constant
 * defaults, so no row is written anew; writers wait while a few hundred rows are indexed.
 */
export const agencies: Migration = {
  name: '0012-agencies',
  sql: `
alter table authority.organizations add column version integer not null default 1, add column department_code text collate "C",
  add column head_number text collate "C";
create table authority.head_appointments (
  id uuid primary key,
  version integer not null default 1,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  agency_code text collate "C" not null,
  town_code text collate "C" not null,
  department_code text collate "C" not null,
  party_codes text[] not null,
  person_number text collate "C",
  proposed_by_town boolean not null,
  grounds text not null,
  opinion text,
  agrees boolean,
  decision text
);
create index head_appointments_region on authority.head_appointments (region_code, id);
create index head_appointments_agency on authority.head_appointments (agency_code, id);
create index head_appointments_parties on authority.head_appointments using gin (party_codes);
create index organizations_parent on authority.organizations (parent_code, code);
`,
};
