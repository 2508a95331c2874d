import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the events with their assignments, reports and inbox; new tables, so nothing waits. */
export const events: Migration = {
  name: '0002-events',
  sql: `
create table dispatch.events (
  id uuid primary key,
  version integer not null default 1,
  event_no text collate "C" not null unique,
  state text collate "C" not null,
  region_code text collate "C" not null,
  course jsonb not null,
  level text not null,
  source text not null,
  priority text not null,
  description text not null,
  address text,
  longitude double precision,
  latitude double precision,
  grid_code text collate "C",
  occurred_at timestamptz not null,
  reported_at timestamptz not null,
  reporter_number text collate "C",
  reporter_subject text collate "C",
  patrol_task_id text collate "C",
  photo_place_unknown boolean not null,
  category_code text collate "C",
  duty_code text collate "C",
  platform text,
  simple boolean not null,
  handle_limit integer,
  limit_unit text,
  named_lead_code text collate "C",
  lead_organization_code text collate "C",
  co_organization_codes text[] not null,
  handler_number text collate "C",
  verifier_number text collate "C",
  result text,
  handled_at timestamptz,
  closed_at timestamptz,
  late boolean not null,
  left_town boolean not null,
  satisfaction text,
  feedback text,
  false_report boolean not null,
  merged_into_id uuid,
  overdue_since text,
  search tsvector not null,
  check (verifier_number is distinct from handler_number or verifier_number is null)
);
create index events_region on dispatch.events (region_code, reported_at, id);
create index events_reported on dispatch.events (reported_at, id);
create index events_grid on dispatch.events (grid_code, reported_at, id);
create index events_category on dispatch.events (category_code, reported_at, id);
create index events_lead on dispatch.events (lead_organization_code);
create index events_helpers on dispatch.events using gin (co_organization_codes);
create index events_reporter on dispatch.events (reporter_number);
create index events_subject on dispatch.events (reporter_subject);
create index events_handler on dispatch.events (handler_number);
create index events_verifier on dispatch.events (verifier_number);
create index events_merged on dispatch.events (merged_into_id) where merged_into_id is not null;
create index events_appraised on dispatch.events (id) where state = 'APPRAISED';
create index events_search on dispatch.events using gin (search);
create table dispatch.event_assignments (
  id uuid primary key,
  event_id uuid not null,
  region_code text collate "C" not null,
  organization_code text collate "C" not null,
  role text not null,
  state text not null,
  instruction text,
  handler_number text collate "C",
  assigned_at timestamptz not null,
  answered_at timestamptz,
  reason text
);
create index event_assignments_event on dispatch.event_assignments (event_id, assigned_at, id);
create unique index event_assignments_lead on dispatch.event_assignments (event_id)
  where role = 'LEAD' and state in ('PENDING', 'ACCEPTED', 'DONE');
create table dispatch.event_reports (
  id uuid primary key,
  event_id uuid not null,
  region_code text collate "C" not null,
  source text not null,
  external_ref text collate "C",
  reporter_number text collate "C",
  reporter_subject text collate "C",
  name_of_reporter text,
  phone_of_reporter text,
  reported_at timestamptz not null,
  answered_at timestamptz,
  answer text,
  unique (source, external_ref)
);
create index event_reports_event on dispatch.event_reports (event_id, reported_at, id);
create table dispatch.inbox_entries (
  id uuid primary key,
  event_id uuid not null,
  region_code text collate "C" not null,
  kind text not null,
  reason text,
  organization_code text collate "C",
  staff_number text collate "C",
  created_at timestamptz not null,
  done_at timestamptz,
  check ((organization_code is null) <> (staff_number is null))
);
create index inbox_entries_event on dispatch.inbox_entries (event_id) where done_at is null;
create index inbox_entries_organization on dispatch.inbox_entries (organization_code, created_at, id);
create index inbox_entries_staff on dispatch.inbox_entries (staff_number, created_at, id);
`,
};
