import type { Migration } from '../../../kit/data/migrate.js';

/** Adds the time that a version declares; a column without values, so the table is locked for a moment only. */
export const declaredTime: Migration = {
  name: '0004-declared-time',
  sql: `
alter table registry.versions add column p95 integer;
`,
};
