import type { Migration } from '../../../kit/data/migrate.js';

/** Creates what grid officers were trained in; a new table, so nothing waits. */
export const skills: Migration = {
  name: '0007-skills',
  sql: `
create table grid.skills (
  id uuid primary key,
  version integer not null default 1,
  region_code text collate "C" not null,
  staff_number text collate "C" not null,
  line text collate "C" not null,
  training text not null,
  passed_on date not null,
  valid_until date not null,
  withdrawn_reason text,
  unique (staff_number, line)
);
create index skills_region on grid.skills (region_code);
`,
};
