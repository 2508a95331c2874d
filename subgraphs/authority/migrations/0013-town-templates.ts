import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the templates that towns were given by copying; a new table, so nothing waits. */
export const townTemplates: Migration = {
  name: '0013-town-templates',
  sql: `
create table authority.town_templates (
  id uuid primary key,
  version integer not null default 1,
  region_code text collate "C" not null unique,
  copied_from_code text collate "C" not null,
  document_number text not null,
  taken_on date not null,
  most_offices integer,
  offices text[] not null,
  special_offices text[] not null,
  institutions text[] not null,
  sub_sections boolean not null
);
`,
};
