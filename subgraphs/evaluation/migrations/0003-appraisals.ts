import type { Migration } from '../../../kit/data/migrate.js';

/** Creates holdings, appraisals, scorecards, taskforces, team credits and bonuses; schemes get a least spread, empty before. */
export const appraisals: Migration = {
  name: '0003-appraisals',
  sql: `
alter table evaluation.appraisal_schemes add column minimum_spread numeric
  check (minimum_spread >= 0 and minimum_spread < 1);
alter table evaluation.appraisal_schemes add column version integer not null default 1;
create table evaluation.post_holdings (
  id uuid primary key,
  post_code text collate "C" not null,
  staff_number text collate "C" not null,
  organization_code text collate "C" not null,
  region_code text collate "C" not null,
  is_primary boolean not null,
  starts_on date not null,
  ends_on date,
  check (ends_on is null or ends_on >= starts_on)
);
create index post_holdings_post on evaluation.post_holdings (post_code, starts_on);
create index post_holdings_staff on evaluation.post_holdings (staff_number, starts_on);
create index post_holdings_region on evaluation.post_holdings (region_code, id);
create table evaluation.appraisal_cycles (
  id uuid primary key,
  version integer not null default 1,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  name text not null,
  kind text not null,
  scheme_code text collate "C" not null,
  starts_on date not null,
  ends_on date not null,
  spreads jsonb not null,
  unrated integer not null
);
create index appraisal_cycles_region on evaluation.appraisal_cycles (region_code, starts_on, id);
create table evaluation.scorecards (
  id uuid primary key,
  version integer not null default 1,
  state text not null,
  course jsonb not null,
  cycle_id uuid not null,
  region_code text collate "C" not null,
  organization_code text collate "C" not null,
  staff_number text collate "C" not null,
  tier integer not null,
  modules text[] not null,
  leader_numbers text[] not null,
  peer_numbers text[] not null,
  ratings jsonb not null,
  scores jsonb not null,
  total numeric,
  tier_rank integer,
  tier_size integer,
  coefficient numeric,
  appeal text,
  appeal_decision text,
  unique (cycle_id, staff_number)
);
create index scorecards_staff on evaluation.scorecards (staff_number, id);
create index scorecards_region on evaluation.scorecards (region_code, id);
create table evaluation.taskforces (
  id uuid primary key,
  version integer not null default 1,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  name text not null,
  leader_number text collate "C" not null,
  member_numbers text[] not null,
  points_budget numeric not null,
  awards jsonb not null,
  summary text
);
create index taskforces_region on evaluation.taskforces (region_code, id);
create index taskforces_members on evaluation.taskforces using gin (member_numbers);
create table evaluation.team_credits (
  id uuid primary key,
  team_code text collate "C" not null,
  team_name text not null,
  region_code text collate "C" not null,
  member_numbers text[] not null,
  reason text not null,
  points numeric not null,
  credited_at timestamptz not null
);
create index team_credits_members on evaluation.team_credits using gin (member_numbers);
create index team_credits_region on evaluation.team_credits (region_code, id);
create table evaluation.bonus_lines (
  id uuid primary key,
  cycle_id uuid not null,
  region_code text collate "C" not null,
  staff_number text collate "C" not null,
  coefficient numeric not null,
  amount numeric not null,
  funded_by text not null,
  unique (cycle_id, staff_number)
);
create index bonus_lines_staff on evaluation.bonus_lines (staff_number, id);
create index bonus_lines_region on evaluation.bonus_lines (region_code, id);
`,
};
