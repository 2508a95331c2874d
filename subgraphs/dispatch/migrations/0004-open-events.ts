import type { Migration } from '../../../kit/data/migrate.js';

/**
 * Lets boards find the few events that are open among those of years. Building the index locks the table for writing for about
 * a second in a million events.
 */
export const openEvents: Migration = {
  name: '0004-open-events',
  sql: `
create index events_open on dispatch.events (region_code, id)
  where state not in ('CLOSED', 'EVALUATED', 'APPRAISED', 'ARCHIVED', 'REJECTED', 'MERGED');
`,
};
