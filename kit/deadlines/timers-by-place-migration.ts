import type { Migration } from '../data/migrate.js';

/**
 * Lets boards find the running timers of a region, and those that run out first. Each index locks the timers for writing for about a
 * second where there are seven million. What was located while a timer of it ran, before this, has that timer on its former place's
 * boards until the timer ends.
 */
export const timersByPlaceMigration: Migration = {
  name: '0007-timers-by-place',
  sql: `
create index timers_region on kit.timers (module, region_code) include (name, due_at) where state = 'RUNNING';
create index timers_next on kit.timers (module, due_at, id) where state = 'RUNNING';
`,
};
