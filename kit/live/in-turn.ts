import pg from 'pg';
import type { Database } from '../data/database.js';

/**
 * Does a piece of work while no other process on the same database does one of that name; who comes meanwhile waits. The
 * embedded PostgreSQL has one process alone. The lock is a connection's own, so it goes with a process that dies.
 */
export async function inTurn<T>({ native }: Database, name: string, work: () => Promise<T>): Promise<T> {
  if (native.kind === 'embedded') return work();
  const client = new pg.Client({ connectionString: native.url, connectionTimeoutMillis: 5_000 });
  let lost: Error | null = null;
  client.on('error', (error: Error) => (lost = error));
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [`yimen ${name}`]);
    const done = await work();
    if (lost) throw new Error(`The lock of ${name} was lost while it was done.`, { cause: lost });
    return done;
  } finally {
    await client.end();
  }
}
