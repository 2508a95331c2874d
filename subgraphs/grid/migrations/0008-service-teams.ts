import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the service teams and what they did; new tables, so nothing waits. */
export const serviceTeams: Migration = {
  name: '0008-service-teams',
  sql: `
create table grid.service_teams (
  id uuid primary key,
  version integer not null default 1,
  number text collate "C" not null unique,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  name text not null,
  leader_number text collate "C" not null,
  village_codes text[] not null,
  members jsonb not null,
  dissolved_reason text
);
create index service_teams_region on grid.service_teams (region_code, number);
create index service_teams_villages on grid.service_teams using gin (village_codes) where state = 'FORMED';
create table grid.team_services (
  id uuid primary key,
  version integer not null default 1,
  number text collate "C" not null unique,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  team_number text collate "C" not null,
  team_name text not null,
  village_code text collate "C" not null,
  kind text not null,
  served_on date not null,
  content text not null,
  member_numbers text[] not null,
  satisfied boolean,
  credits numeric,
  declined_reason text
);
create index team_services_team on grid.team_services (team_number, number);
create index team_services_region on grid.team_services (region_code, number);
`,
};
