import type { Migration } from '../../../kit/data/migrate.js';

/** Creates regions, organisations, staff, powers, lists, grants and duties; new tables, so nothing waits. */
export const directoryAndLists: Migration = {
  name: '0001-directory-and-lists',
  sql: `
create table authority.regions (
  id uuid primary key,
  code text collate "C" not null unique,
  parent_code text collate "C",
  level text not null,
  kind text not null,
  name text not null
);
create index regions_parent on authority.regions (parent_code, code);
create table authority.organizations (
  id uuid primary key,
  code text collate "C" not null unique,
  name text not null,
  short_name text,
  kind text not null,
  region_code text collate "C" not null,
  parent_code text collate "C",
  uscc text,
  management_mode text,
  signboards text[] not null
);
create index organizations_region on authority.organizations (region_code, kind, code);
create table authority.staff_members (
  id uuid primary key,
  number text collate "C" not null unique,
  name text not null,
  identity text not null,
  status text not null,
  establishment_organization_code text collate "C" not null,
  working_organization_code text collate "C" not null,
  region_code text collate "C" not null,
  stationed boolean not null,
  phone_number text not null,
  identity_number text not null
);
create index staff_members_working on authority.staff_members (working_organization_code, number);
create index staff_members_region on authority.staff_members (region_code, number);
create table authority.power_items (
  id uuid primary key,
  code text collate "C" not null unique,
  name text not null,
  category text not null,
  domain text not null,
  source_organization_code text collate "C" not null,
  legal_basis text not null,
  reserved_scope text not null,
  simple_procedure boolean not null,
  status text not null
);
create table authority.power_lists (
  id uuid primary key,
  code text collate "C" not null unique,
  kind text not null,
  region_code text collate "C" not null,
  name text not null
);
create table authority.power_list_versions (
  id uuid primary key,
  list_code text collate "C" not null,
  number integer not null,
  edition text collate "C" not null unique,
  document_number text not null,
  published_on date not null,
  effective_from date not null,
  effective_to date,
  unique (list_code, number)
);
create table authority.power_list_entries (
  id uuid primary key,
  list_code text collate "C" not null,
  number integer not null,
  edition text collate "C" not null,
  code text collate "C" not null,
  unique (list_code, number, code)
);
create index power_list_entries_edition on authority.power_list_entries (edition, code);
create table authority.power_grants (
  id uuid primary key,
  version integer not null default 1,
  item_code text collate "C" not null,
  grantee_code text collate "C" not null,
  region_code text collate "C" not null,
  mode text not null,
  batch text not null,
  document_number text not null,
  published_on date,
  effective_from date not null,
  effective_to date,
  status text not null,
  suspended_on date,
  suspension_reason text,
  unique (item_code, grantee_code, effective_from)
);
create index power_grants_grantee on authority.power_grants (grantee_code, item_code, id);
create index power_grants_region on authority.power_grants (region_code, item_code, id);
create table authority.territorial_duties (
  id uuid primary key,
  code text collate "C" not null unique,
  domain text not null,
  name text not null,
  primary_side text not null,
  lead_organization_code text collate "C" not null,
  county_code text collate "C" not null,
  legal_basis text not null
);
create index territorial_duties_county on authority.territorial_duties (county_code, code);
create table authority.duty_responsibilities (
  id uuid primary key,
  duty_code text collate "C" not null,
  side text not null,
  role text not null,
  text text not null,
  unique (duty_code, side, role, text)
);
create unique index duty_responsibilities_primary on authority.duty_responsibilities (duty_code) where role = 'PRIMARY';
`,
};
