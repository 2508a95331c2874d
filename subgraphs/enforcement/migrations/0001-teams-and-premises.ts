import type { Migration } from '../../../kit/data/migrate.js';

/** Creates teams, memberships, certificates and premises; new tables, so nothing waits. */
export const teamsAndPremises: Migration = {
  name: '0001-teams-and-premises',
  sql: `
create table enforcement.teams (
  id uuid primary key,
  version integer not null default 1,
  code text collate "C" not null unique,
  name text not null,
  model text not null,
  organization_code text collate "C" not null,
  region_code text collate "C" not null,
  domains text[] not null
);
create index teams_region on enforcement.teams (region_code, code);
create table enforcement.team_memberships (
  id uuid primary key,
  team_code text collate "C" not null,
  staff_number text collate "C" not null,
  starts_on date not null,
  ends_on date,
  unique (team_code, staff_number, starts_on)
);
create index team_memberships_staff on enforcement.team_memberships (staff_number);
create table enforcement.certificates (
  id uuid primary key,
  number text collate "C" not null unique,
  staff_number text collate "C" not null,
  issued_by text not null,
  valid_from date not null,
  valid_to date not null,
  domains text[] not null
);
create index certificates_staff on enforcement.certificates (staff_number, valid_to);
create table enforcement.regulated_premises (
  id uuid primary key,
  code text collate "C" not null unique,
  name text not null,
  uscc text collate "C",
  kind text not null,
  grid_code text collate "C" not null,
  town_code text collate "C" not null,
  address text not null,
  longitude double precision not null,
  latitude double precision not null
);
create index regulated_premises_grid on enforcement.regulated_premises (grid_code, code);
create index regulated_premises_town on enforcement.regulated_premises (town_code, code);
`,
};
