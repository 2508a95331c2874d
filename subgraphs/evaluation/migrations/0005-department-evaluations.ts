import type { Migration } from '../../../kit/data/migrate.js';

/** Creates evaluations of departments and the outcomes of calls; new tables, so nothing waits. */
export const departmentEvaluations: Migration = {
  name: '0005-department-evaluations',
  sql: `
create table evaluation.department_evaluations (
  id uuid primary key,
  version integer not null default 1,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  department_code text collate "C" not null,
  party_codes text[] not null,
  town_codes text[] not null,
  starts_on date not null,
  ends_on date not null,
  town_share text not null,
  ballots jsonb not null,
  unrated integer not null,
  call_score numeric,
  ballot_score numeric,
  first_time_score numeric,
  town_score numeric,
  other_score numeric,
  total numeric
);
create index department_evaluations_department on evaluation.department_evaluations (department_code, id);
create index department_evaluations_region on evaluation.department_evaluations (region_code, id);
create index department_evaluations_parties on evaluation.department_evaluations using gin (party_codes);
create table evaluation.call_outcomes (
  id uuid primary key,
  call_no text collate "C" not null unique,
  region_code text collate "C" not null,
  department_code text collate "C" not null,
  rating integer check (rating between 1 and 5),
  rounds integer not null,
  closed_at timestamptz not null
);
create index call_outcomes_department on evaluation.call_outcomes (department_code, closed_at);
`,
};
