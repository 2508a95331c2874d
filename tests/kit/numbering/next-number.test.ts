import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Database } from '../../../kit/data/database.js';
import { Session } from '../../../kit/data/session.js';
import { anonymous } from '../../../kit/identity/caller.js';
import { nextNumber } from '../../../kit/numbering/next-number.js';
import { cloneDatabase, type ClonedDatabase } from '../../support/database.js';
import { locationOf } from '../../support/location.js';

let clone: ClonedDatabase;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = await Database.open(locationOf(clone));
});

afterAll(async () => {
  await database.close();
  await clone.drop();
});

/** Takes a number in a transaction of its own, which then ends well or not. */
function take(series: string, keep = true): Promise<number> {
  return new Session(database, anonymous).write(async (session) => {
    const number = await nextNumber({ session }, series);
    if (!keep) throw new RangeError('given back');
    return number;
  });
}

test('Twenty takers at once of whom half fail leave no gap, and nobody gets a number twice.', async () => {
  const takers = Array.from({ length: 20 }, (_, index) => take('event 320281 2026', index % 2 === 0));
  const outcomes = await Promise.allSettled(takers);
  const taken = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  expect(taken.sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(await take('event 320281 2026')).toBe(11);
});

test('Each series counts by itself.', async () => {
  expect([await take('call 2026'), await take('call 2027'), await take('call 2026')]).toEqual([1, 1, 2]);
});

test('A number outside a transaction is refused, because nothing could give it back.', async () => {
  const session = new Session(database, anonymous);
  await expect(nextNumber({ session }, 'case')).rejects.toThrow(
    'A number of "case" was asked for outside a transaction.',
  );
});
