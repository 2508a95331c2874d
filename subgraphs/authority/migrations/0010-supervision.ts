import type { Migration } from '../../../kit/data/migrate.js';

/** Creates supervision tasks; a new table, so nothing waits. */
export const supervision: Migration = {
  name: '0010-supervision',
  sql: `
create table authority.supervision_tasks (
  id uuid primary key,
  version integer not null default 1,
  state text not null,
  course jsonb not null,
  licence_number text collate "C" not null,
  item_code text collate "C" not null,
  domain text not null,
  occasion text collate "C" not null,
  region_code text collate "C" not null,
  organization_code text collate "C" not null,
  occurred_at timestamptz not null,
  done_at timestamptz,
  result text,
  unique (licence_number, occasion, organization_code)
);
create index supervision_tasks_region on authority.supervision_tasks (region_code, id);
create index supervision_tasks_organization on authority.supervision_tasks (organization_code, id);
`,
};
