import type { Migration } from '../../../kit/data/migrate.js';

/**
 * Creates towns' calls, findings, supervision orders, command orders, roads and disputes; new tables, so nothing waits. Events
 * get two columns without a default, which locks them for a moment.
 */
export const callsAndCommands: Migration = {
  name: '0003-calls-and-commands',
  sql: `
alter table dispatch.events add column town_code text collate "C";
alter table dispatch.events add column road_code text collate "C";
create index events_road on dispatch.events (road_code, reported_at, id) where road_code is not null;
create table dispatch.town_calls (
  id uuid primary key,
  version integer not null default 1,
  call_no text collate "C" not null unique,
  state text collate "C" not null,
  course jsonb not null,
  region_code text collate "C" not null,
  town_code text collate "C" not null,
  party_codes text[] not null,
  subject text not null,
  content text not null,
  own_efforts text,
  event_id uuid,
  duty_code text collate "C",
  named_lead_code text collate "C",
  reckless boolean not null,
  called_at timestamptz,
  ground text,
  judgement text,
  lead_department_code text collate "C",
  co_department_codes text[] not null,
  assigned_at timestamptz,
  responded_at timestamptz,
  measures jsonb not null,
  team_name text,
  team_leader_number text collate "C",
  result text,
  resolved_at timestamptz,
  round integer not null check (round in (1, 2)),
  first_town_rating integer check (first_town_rating between 1 and 5),
  town_rating integer check (town_rating between 1 and 5),
  department_rating integer check (department_rating between 1 and 5),
  ratings_ended_at timestamptz,
  closed_at timestamptz
);
create index town_calls_region on dispatch.town_calls (region_code, id);
create index town_calls_parties on dispatch.town_calls using gin (party_codes);
create index town_calls_lead on dispatch.town_calls (lead_department_code);
create index town_calls_event on dispatch.town_calls (event_id);
create index town_calls_reckless on dispatch.town_calls (town_code, called_at) where reckless;
create table dispatch.call_ratings (
  id uuid primary key,
  call_id uuid not null,
  region_code text collate "C" not null,
  party_codes text[] not null,
  direction text not null,
  rater_code text collate "C" not null,
  ratee_code text collate "C" not null,
  satisfaction integer not null check (satisfaction between 1 and 5),
  comment text,
  round integer not null,
  rated_at timestamptz not null,
  unique (call_id, direction, round)
);
create index call_ratings_parties on dispatch.call_ratings using gin (party_codes);
create table dispatch.platform_steps (
  id uuid primary key,
  call_id uuid not null,
  region_code text collate "C" not null,
  platform text not null,
  external_ref text collate "C" not null,
  word text not null,
  verb text not null,
  received_at timestamptz not null,
  unique (region_code, external_ref)
);
create index platform_steps_call on dispatch.platform_steps (call_id, received_at, id);
create table dispatch.supervision_findings (
  id uuid primary key,
  version integer not null default 1,
  state text collate "C" not null,
  course jsonb not null,
  region_code text collate "C" not null,
  kind text not null,
  subject_code text collate "C" not null,
  duty_code text collate "C",
  call_id uuid,
  event_id uuid,
  detected_by text not null,
  detail text not null,
  found_at timestamptz not null,
  answer text,
  conclusion text
);
create index supervision_findings_region on dispatch.supervision_findings (region_code, id);
create index supervision_findings_subject on dispatch.supervision_findings (subject_code);
create index supervision_findings_call on dispatch.supervision_findings (call_id);
create table dispatch.supervision_orders (
  id uuid primary key,
  version integer not null default 1,
  order_no text collate "C" not null unique,
  state text collate "C" not null,
  course jsonb not null,
  region_code text collate "C" not null,
  level text not null,
  target_code text collate "C" not null,
  duty_code text collate "C",
  call_id uuid,
  event_id uuid,
  finding_id uuid,
  requirement text not null,
  issued_at timestamptz not null,
  reply text,
  replied_at timestamptz,
  consequence text
);
create index supervision_orders_region on dispatch.supervision_orders (region_code, id);
create index supervision_orders_target on dispatch.supervision_orders (target_code);
create table dispatch.command_orders (
  id uuid primary key,
  version integer not null default 1,
  order_no text collate "C" not null unique,
  state text collate "C" not null,
  course jsonb not null,
  region_code text collate "C" not null,
  event_id uuid not null,
  commander_number text collate "C" not null,
  party_codes text[] not null,
  instruction text not null,
  issued_at timestamptz not null,
  mobilise_due_at timestamptz not null,
  all_mobilised_within_limit boolean,
  summary text
);
create index command_orders_region on dispatch.command_orders (region_code, id);
create index command_orders_parties on dispatch.command_orders using gin (party_codes);
create index command_orders_commander on dispatch.command_orders (commander_number);
create unique index command_orders_event on dispatch.command_orders (event_id) where state <> 'CANCELLED';
create table dispatch.command_responders (
  id uuid primary key,
  version integer not null default 1,
  state text collate "C" not null,
  course jsonb not null,
  region_code text collate "C" not null,
  order_id uuid not null,
  organization_code text collate "C" not null,
  contact_number text collate "C" not null,
  is_lead boolean not null,
  level text not null,
  issued_at timestamptz not null,
  channel text,
  delivered_at timestamptz,
  acknowledged_at timestamptz,
  departed_at timestamptz,
  arrived_at timestamptz,
  alarmed_at timestamptz,
  longitude double precision,
  latitude double precision,
  position_at timestamptz,
  unique (order_id, organization_code)
);
create unique index command_responders_lead on dispatch.command_responders (order_id) where is_lead;
create index command_responders_region on dispatch.command_responders (region_code, id);
create index command_responders_organization on dispatch.command_responders (organization_code);
create index command_responders_contact on dispatch.command_responders (contact_number);
create table dispatch.road_segments (
  id uuid primary key,
  version integer not null default 1,
  code text collate "C" not null unique,
  name text not null,
  region_code text collate "C" not null,
  line jsonb not null,
  chief_number text collate "C",
  organization_code text collate "C",
  chief_since date,
  check ((chief_number is null) = (organization_code is null))
);
create index road_segments_region on dispatch.road_segments (region_code, code);
create table dispatch.dispute_cases (
  id uuid primary key,
  version integer not null default 1,
  dispute_no text collate "C" not null unique,
  state text collate "C" not null,
  course jsonb not null,
  region_code text collate "C" not null,
  event_id uuid not null,
  subject text not null,
  parties jsonb not null,
  mediator_number text collate "C",
  recusals jsonb not null,
  sessions jsonb not null,
  agreement text,
  perform_by date,
  performed_at timestamptz,
  forum text,
  referral_no text collate "C",
  referral text
);
create index dispute_cases_region on dispatch.dispute_cases (region_code, id);
create index dispute_cases_mediator on dispatch.dispute_cases (mediator_number);
create index dispute_cases_event on dispatch.dispute_cases (event_id);
`,
};
