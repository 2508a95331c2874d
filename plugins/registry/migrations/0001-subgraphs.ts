import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the register: names, every version of each, the addresses of departments, and the revision; new tables, so nothing waits. */
export const subgraphs: Migration = {
  name: '0001-subgraphs',
  sql: `
create table registry.subgraphs (
  id uuid primary key,
  name text collate "C" not null unique,
  organization_code text collate "C" not null,
  latest integer not null,
  claimed_at timestamptz not null
);
create table registry.versions (
  id uuid primary key,
  version integer not null default 1,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  subgraph_name text collate "C" not null,
  number integer not null,
  organization_code text collate "C" not null,
  url text not null,
  sdl text not null,
  digest text not null,
  published_by text not null,
  published_at timestamptz not null,
  findings jsonb not null,
  touched text[] not null,
  owners text[] not null,
  reason text,
  unique (subgraph_name, number)
);
create unique index versions_installed on registry.versions (subgraph_name) where state = 'INSTALLED';
create index versions_published on registry.versions (published_at, id);
create table registry.addresses (
  id uuid primary key,
  organization_code text collate "C" not null,
  origin text collate "C" not null,
  unique (organization_code, origin)
);
create table registry.standing (
  id integer primary key check (id = 1),
  revision integer not null
);
insert into registry.standing (id, revision) values (1, 0);
`,
};
