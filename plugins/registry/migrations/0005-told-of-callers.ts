import type { Migration } from '../../../kit/data/migrate.js';

/** Adds what a version is told of callers; a constant default is no new row, so the table is locked for a moment only. */
export const toldOfCallers: Migration = {
  name: '0005-told-of-callers',
  sql: `
alter table registry.versions add column identity text not null default 'RELAY';
`,
};
