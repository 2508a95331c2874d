import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the measures that hold things fast; a new table, so nothing waits. */
export const coerciveMeasures: Migration = {
  name: '0008-coercive-measures',
  sql: `
create table enforcement.coercive_measures (
  id uuid primary key,
  version integer not null default 1,
  state text collate "C" not null,
  course jsonb not null,
  region_code text collate "C" not null,
  case_no text collate "C" not null,
  organization_code text collate "C" not null,
  kind text collate "C" not null,
  object text not null,
  outcome text,
  officer_numbers text[] not null
);
create index coercive_measures_region on enforcement.coercive_measures (region_code, id);
create index coercive_measures_case on enforcement.coercive_measures (case_no, id);
create index coercive_measures_organization on enforcement.coercive_measures (organization_code);
`,
};
