import { v7 as uuid } from 'uuid';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Database, Execute } from '../data/database.js';
import { moduleCaller } from '../identity/caller.js';
import type { Runner } from './runner.js';

/** What a timer is about that is about no aggregate. */
const nothing = '00000000-0000-0000-0000-000000000000';

/** Timers that one look releases. */
const most = 500;

/** Sets the timers that a module repeats, where they do not run already. */
export async function ensureRepeating(execute: Execute, { module, timers }: Runner, now: Date): Promise<void> {
  for (const { name, repeats } of timers) {
    if (!repeats) continue;
    await execute(
      `insert into kit.timers (id, module, name, about, state, started_at, counted_from, due_at, amount, unit)
       values (?, ?, ?, '${nothing}', 'RUNNING', ?, ?, ?, 0, 'MINUTE')
       on conflict (module, about, name) where state in ('RUNNING', 'PAUSED') do nothing`,
      [uuid(), module, name, now.toISOString(), now.toISOString(), repeats(now).toISOString()],
    );
  }
}

/**
 * Lets timers be released once more whose job failed for good more than an hour ago, or is gone: a fault that passes
 * costs time and no timer.
 */
export async function releaseAgain(execute: Execute, now: Date): Promise<void> {
  await execute(
    `update kit.timers set released = false where state = 'RUNNING' and released and due_at <= ?
       and not exists (select 1 from jobs.job where name = kit.timers.module and data->>'timer' = kit.timers.id::text
         and (state < 'completed' or completed_on > now() - interval '1 hour'))`,
    [now.toISOString()],
  );
}

/** Hands every timer that has run out to `release`, once, in the transaction that marks it released. */
export async function releaseDue(
  database: Database,
  modules: readonly string[],
  now: Date,
  release: (manager: EntityManager, module: string, timers: readonly string[]) => Promise<void>,
): Promise<void> {
  await database.transact(moduleCaller('kit'), async (manager) => {
    const rows = (await manager.execute(
      `update kit.timers set released = true where id in (
         select id from kit.timers where state = 'RUNNING' and not released and due_at <= ?
           and module in (select jsonb_array_elements_text(?::jsonb))
         order by due_at limit ${most} for update skip locked)
       returning id, module`,
      [now.toISOString(), JSON.stringify(modules)],
    )) as { id: string; module: string }[];
    for (const [module, timers] of Map.groupBy(rows, (row) => row.module)) {
      await release(
        manager,
        module,
        timers.map(({ id }) => id),
      );
    }
  });
}
