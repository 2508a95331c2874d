import type { Migration } from '../../../kit/data/migrate.js';

/** Tells grants on trial from others; a constant default, so the table is not written anew. */
export const trialGrants: Migration = {
  name: '0003-trial-grants',
  sql: `
alter table authority.power_grants add column trial_run boolean not null default false;
`,
};
