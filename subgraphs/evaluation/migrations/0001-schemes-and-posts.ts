import type { Migration } from '../../../kit/data/migrate.js';

/** Creates appraisal schemes, their dimensions, and posts; new tables, so nothing waits. */
export const schemesAndPosts: Migration = {
  name: '0001-schemes-and-posts',
  sql: `
create table evaluation.appraisal_schemes (
  id uuid primary key,
  code text collate "C" not null unique,
  name text not null,
  kind text not null,
  region_code text collate "C" not null,
  scheme_version integer not null,
  effective_from date not null
);
create index appraisal_schemes_region on evaluation.appraisal_schemes (region_code, effective_from);
create table evaluation.scheme_dimensions (
  id uuid primary key,
  scheme_code text collate "C" not null,
  code text collate "C" not null,
  name text not null,
  weight numeric not null check (weight between 0 and 1),
  indicator text not null,
  unique (scheme_code, code)
);
create table evaluation.posts (
  id uuid primary key,
  version integer not null default 1,
  code text collate "C" not null unique,
  name text not null,
  module text not null,
  organization_code text collate "C" not null,
  region_code text collate "C" not null,
  tier integer not null check (tier between 1 and 5),
  points integer not null check (points between 0 and 100)
);
create index posts_organization on evaluation.posts (organization_code, code);
create index posts_region on evaluation.posts (region_code, code);
`,
};
