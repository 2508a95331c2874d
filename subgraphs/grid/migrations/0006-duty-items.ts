import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the duties that departments bring to grids, and says of a patrol which it is for; that column is empty at first. */
export const dutyItems: Migration = {
  name: '0006-duty-items',
  sql: `
create table grid.duty_items (
  id uuid primary key,
  version integer not null default 1,
  number text collate "C" not null unique,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  department_code text collate "C" not null,
  line text not null,
  name text not null,
  basis text not null,
  frequency text not null,
  checklist text[] not null,
  skill_needed boolean not null,
  opinion text,
  admitted_on date
);
create index duty_items_region on grid.duty_items (region_code, state, number);
alter table grid.patrol_tasks add column duty_item_number text collate "C";
create index patrol_tasks_duty on grid.patrol_tasks (duty_item_number, grid_code, planned_for)
  where duty_item_number is not null;
`,
};
