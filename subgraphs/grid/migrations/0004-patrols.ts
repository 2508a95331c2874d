import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the patrol tasks and the events that they led to; new tables, so nothing waits. */
export const patrols: Migration = {
  name: '0004-patrols',
  sql: `
create table grid.patrol_tasks (
  id uuid primary key,
  version integer not null default 1,
  number text collate "C" not null unique,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  grid_code text collate "C" not null,
  assignee_number text collate "C" not null,
  planned_for date not null,
  checklist text[] not null,
  nodes jsonb not null,
  check_ins jsonb not null,
  track jsonb not null,
  answers text[] not null,
  issued_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  late boolean not null,
  cancel_reason text
);
create index patrol_tasks_grid on grid.patrol_tasks (grid_code, number);
create index patrol_tasks_region on grid.patrol_tasks (region_code, number);
create index patrol_tasks_assignee on grid.patrol_tasks (assignee_number, state);
create table grid.patrol_events (
  task_id uuid not null,
  event_no text collate "C" not null,
  primary key (task_id, event_no)
);
`,
};
