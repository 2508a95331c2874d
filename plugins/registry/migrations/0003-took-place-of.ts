import type { Migration } from '../../../kit/data/migrate.js';

/** Adds which version each took the place of; a column without values, so the table is locked for a moment only. */
export const tookPlaceOf: Migration = {
  name: '0003-took-place-of',
  sql: `
alter table registry.versions add column took_place_of uuid;
`,
};
