import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Database } from '../../kit/data/database.js';
import { oneAfterAnother } from '../../kit/data/one-after-another.js';
import { Session } from '../../kit/data/session.js';
import { anonymous } from '../../kit/identity/caller.js';
import { cloneDatabase, type ClonedDatabase } from '../support/database.js';
import { locationOf } from '../support/location.js';

let clone: ClonedDatabase;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = await Database.open(locationOf(clone));
  await database.administer((run) => run('create table kit.seats (seat text not null)'));
});

afterAll(async () => {
  await database.close();
  await clone.drop();
});

/** Takes some seats in a transaction of its own, unless somebody has one of them. */
function take(...seats: readonly string[]): Promise<string> {
  return new Session(database, anonymous).write(async (session) => {
    await oneAfterAnother({ session }, ...seats);
    const wanted = JSON.stringify(seats);
    const taken = await session.manager.execute(
      'select seat from kit.seats where seat in (select jsonb_array_elements_text(?::jsonb))',
      [wanted],
    );
    if ((taken as unknown[]).length > 0) return 'refused';
    await session.manager.execute('insert into kit.seats select jsonb_array_elements_text(?::jsonb)', [wanted]);
    return 'taken';
  });
}

test('Of ten who want the same at once one gets it.', async () => {
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => take('window')));
  expect(outcomes.filter((each) => each === 'taken')).toHaveLength(1);
});

test('Those who want several never wait for each other, in whatever order they name them.', async () => {
  const pairs = [
    ['first', 'second'],
    ['second', 'first'],
  ];
  const outcomes = await Promise.all(Array.from({ length: 10 }, (_, index) => take(...(pairs[index % 2] ?? []))));
  expect(outcomes.filter((each) => each === 'taken')).toHaveLength(1);
});

test('Who wants something else gets it, too.', async () => {
  expect(await Promise.all([take('left'), take('right')])).toEqual(['taken', 'taken']);
});

test('Outside a transaction nobody would wait, so that is refused.', async () => {
  const session = new Session(database, anonymous);
  await expect(oneAfterAnother({ session }, 'aisle')).rejects.toThrow(
    'Outside a transaction nobody waits for "aisle".',
  );
});
