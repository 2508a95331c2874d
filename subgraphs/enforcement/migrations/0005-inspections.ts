import type { Migration } from '../../../kit/data/migrate.js';

/** Creates plans of inspections, their draws, visits and published results; new tables, so nothing waits. */
export const inspections: Migration = {
  name: '0005-inspections',
  sql: `
create table enforcement.inspection_plans (
  id uuid primary key,
  version integer not null default 1,
  state text collate "C" not null,
  course jsonb not null,
  region_code text collate "C" not null,
  name text not null,
  year integer not null,
  lead_code text collate "C" not null,
  party_codes text[] not null,
  agreed_codes text[] not null,
  items text[] not null,
  rules jsonb not null,
  objects jsonb not null,
  officers text[] not null,
  avoidances jsonb not null,
  seed_commitment text collate "C" not null
);
create index inspection_plans_region on enforcement.inspection_plans (region_code, id);
create index inspection_plans_parties on enforcement.inspection_plans using gin (party_codes);
create table enforcement.inspection_draws (
  id uuid primary key,
  plan_id text collate "C" not null unique,
  name text not null,
  region_code text collate "C" not null,
  seed_commitment text collate "C" not null,
  committed_at timestamptz not null,
  rules jsonb not null,
  objects jsonb not null,
  officers text[] not null,
  avoidances jsonb not null,
  seed text,
  drawn_at timestamptz,
  left_out text[] not null,
  drawn jsonb not null
);
create function enforcement.keep_draw() returns trigger language plpgsql as $$ begin
  if (new.seed_commitment, new.rules, new.objects, new.officers, new.avoidances) is distinct from
     (old.seed_commitment, old.rules, old.objects, old.officers, old.avoidances) or old.seed is not null
  then raise exception 'The draw of the plan % is published and is not altered.', old.plan_id; end if; return new; end $$;
create trigger inspection_draws_keep before update on enforcement.inspection_draws
  for each row execute function enforcement.keep_draw();
create table enforcement.inspection_tasks (
  id uuid primary key,
  version integer not null default 1,
  state text collate "C" not null,
  course jsonb not null,
  region_code text collate "C" not null,
  plan_id text collate "C",
  kind text collate "C" not null,
  premises_code text collate "C" not null,
  subject text not null,
  organization_code text collate "C" not null,
  department_codes text[] not null,
  officer_numbers text[] not null,
  month text collate "C" not null,
  visit_on date,
  visit_code text collate "C",
  merged_into_id text collate "C",
  result text collate "C",
  checklist jsonb not null,
  rectify_by date
);
create index inspection_tasks_region on enforcement.inspection_tasks (region_code, id);
create index inspection_tasks_plan on enforcement.inspection_tasks (plan_id) where plan_id is not null;
create index inspection_tasks_premises on enforcement.inspection_tasks (premises_code, month);
create index inspection_tasks_departments on enforcement.inspection_tasks using gin (department_codes);
create table enforcement.inspection_disclosures (
  id uuid primary key,
  task_id text collate "C" not null unique,
  region_code text collate "C" not null,
  premises_code text collate "C" not null,
  premises_name text not null,
  department_codes text[] not null,
  result text collate "C" not null,
  visited_on date not null,
  published_at timestamptz not null
);
create index inspection_disclosures_premises on enforcement.inspection_disclosures (premises_code, id);
`,
};
