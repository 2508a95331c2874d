import type { Context } from '../module/context.js';

/**
 * Lets transactions that name the same things come one after the other: whoever comes later waits here until the first has
 * ended, and sees then what it did. For rules about rows that may not be there yet, which nobody can lock.
 */
export async function oneAfterAnother(
  { session: { manager } }: Pick<Context, 'session'>,
  ...things: readonly string[]
): Promise<void> {
  if (!manager.isInTransaction()) throw new Error(`Outside a transaction nobody waits for "${things.join(', ')}".`);
  // In one order, so that two that name the same never wait for each other.
  await manager.execute(
    'select pg_advisory_xact_lock(hashtextextended(thing, 0)) from jsonb_array_elements_text(?::jsonb) as things (thing)',
    [JSON.stringify(things.toSorted())],
  );
}
