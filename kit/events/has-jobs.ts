import type { Database } from '../data/database.js';

/** Whether a queue of these modules holds a job that could run now, or one of their timers is due. */
export async function hasJobs(database: Database, modules: readonly string[], now: Date): Promise<boolean> {
  const names = JSON.stringify(modules);
  const rows = await database.administer((execute) =>
    execute(
      `select 1 from jobs.job where name in (select jsonb_array_elements_text(?::jsonb))
         and state < 'completed' and start_after <= now()
       union all
       select 1 from kit.timers where state = 'RUNNING' and not released and due_at <= ?
         and module in (select jsonb_array_elements_text(?::jsonb)) limit 1`,
      [names, now.toISOString(), names],
    ),
  );
  return rows.length > 0;
}
