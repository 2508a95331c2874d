import type { Migration } from '../../../kit/data/migrate.js';

/**
 * Lets boards count open events that have missed a deadline without reading them. Building the index locks the table for writing for
 * about two seconds in a million events.
 */
export const overdueEvents: Migration = {
  name: '0005-overdue-events',
  sql: `
create index events_overdue on dispatch.events (region_code, id)
  where state not in ('CLOSED', 'EVALUATED', 'APPRAISED', 'ARCHIVED', 'REJECTED', 'MERGED')
    and course->'counts'->>'climbEvent' is not null;
`,
};
