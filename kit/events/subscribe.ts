import type { Execute } from '../data/database.js';
import type { Runner } from './runner.js';

/** Says which events a module handles from now on, and tells every process that its queue stands. */
export async function subscribe(execute: Execute, { module, handlers }: Runner): Promise<void> {
  await execute('delete from kit.subscriptions where module = ?', [module]);
  await execute(
    `insert into kit.subscriptions (module, event)
       select ?, jsonb_array_elements_text(?::jsonb) on conflict do nothing`,
    [module, JSON.stringify(handlers.map(({ event }) => event))],
  );
  await execute(`select pg_notify('yimen', ?)`, [JSON.stringify({ topic: 'kit.subscriptions', about: module })]);
}
