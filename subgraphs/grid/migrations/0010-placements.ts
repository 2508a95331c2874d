import type { Migration } from '../../../kit/data/migrate.js';

/** Says of who serves in a grid where they came from; the column is empty for those who serve there already. */
export const placements: Migration = {
  name: '0010-placements',
  sql: `
alter table grid.role_assignments add column source_organization_code text collate "C";
create index role_assignments_source on grid.role_assignments (source_organization_code)
  where source_organization_code is not null;
`,
};
