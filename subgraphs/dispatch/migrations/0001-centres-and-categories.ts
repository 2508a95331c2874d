import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the command centres and the categories of events; new tables, so nothing waits. */
export const centresAndCategories: Migration = {
  name: '0001-centres-and-categories',
  sql: `
create table dispatch.command_centres (
  id uuid primary key,
  code text collate "C" not null unique,
  name text not null,
  level text not null,
  region_code text collate "C" not null unique,
  organization_code text collate "C" not null,
  parent_code text collate "C",
  director_number text collate "C" not null
);
create index command_centres_parent on dispatch.command_centres (parent_code, code);
create table dispatch.event_categories (
  id uuid primary key,
  version integer not null default 1,
  code text collate "C" not null unique,
  parent_code text collate "C",
  major_class text not null,
  name text not null,
  duty_code text collate "C",
  accept_minutes integer check (accept_minutes between 1 and 1440),
  handle_limit integer check (handle_limit between 1 and 90),
  limit_unit text
);
create index event_categories_parent on dispatch.event_categories (parent_code, code);
create index event_categories_duty on dispatch.event_categories (duty_code, code);
`,
};
