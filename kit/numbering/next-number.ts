import type { Context } from '../module/context.js';

/**
 * The next number of a series, from 1 and without a gap: inside the caller's transaction, and rolled back with it. Others
 * who want a number of the series wait until it ends, so take it late; a verb that takes several does so in one order.
 */
export async function nextNumber({ session: { manager } }: Pick<Context, 'session'>, series: string): Promise<number> {
  if (!manager.isInTransaction()) throw new Error(`A number of "${series}" was asked for outside a transaction.`);
  const [row] = (await manager.execute(
    `insert into kit.numbers (series, last) values (?, 1)
       on conflict (series) do update set last = numbers.last + 1 returning last`,
    [series],
  )) as { last: string }[];
  return Number(row?.last);
}
