import type { Migration } from '../data/migrate.js';

/** Creates the log of events, the marks of those handled, the timers and the timelines; new tables, so nothing waits. */
export const engineMigration: Migration = {
  name: '0001-engine',
  sql: `
create table kit.events (
  id uuid primary key,
  name text collate "C" not null,
  about uuid not null,
  payload jsonb not null,
  request_id text not null,
  emitted_at timestamptz not null
);
create index events_about on kit.events (about, emitted_at);
create index events_emitted on kit.events (emitted_at, id);
create table kit.subscriptions (
  module text collate "C" not null,
  event text collate "C" not null,
  primary key (event, module)
);
create table kit.handled (
  event_id uuid not null,
  module text collate "C" not null,
  handled_at timestamptz not null,
  primary key (event_id, module)
);
create table kit.timers (
  id uuid primary key,
  module text collate "C" not null,
  name text collate "C" not null,
  about uuid not null,
  region_code text collate "C",
  profile_version integer not null default 0,
  state text collate "C" not null,
  started_at timestamptz not null,
  counted_from timestamptz not null,
  due_at timestamptz,
  amount integer not null,
  unit text collate "C" not null,
  provisional boolean not null default false,
  extended boolean not null default false,
  released boolean not null default false,
  ended_at timestamptz
);
create unique index timers_running on kit.timers (module, about, name) where state in ('RUNNING', 'PAUSED');
create index timers_due on kit.timers (due_at) where state = 'RUNNING' and not released;
create index timers_about on kit.timers (about, started_at);
create index timers_provisional on kit.timers (region_code) where provisional and state = 'RUNNING';
create table kit.timeline (
  about uuid not null,
  sequence integer not null,
  workflow text collate "C" not null,
  at timestamptz not null,
  verb text collate "C" not null,
  from_state text collate "C",
  to_state text collate "C" not null,
  step text collate "C",
  actor text collate "C" not null,
  organization_code text collate "C",
  comment text,
  content jsonb not null,
  salts jsonb not null,
  previous text collate "C" not null,
  digest text collate "C" not null,
  primary key (about, sequence)
);
create index timeline_at on kit.timeline (at, about, sequence);
`,
};
