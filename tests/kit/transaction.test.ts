import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Database } from '../../kit/data/database.js';
import { cloneDatabase, type ClonedDatabase } from '../support/database.js';
import { locationOf } from '../support/location.js';
import { almighty } from '../support/modules.js';

let clone: ClonedDatabase;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = await Database.open(locationOf(clone));
  await database.administer((run) => run('create table kit.notes (text text not null)'));
});

afterAll(async () => {
  await database.close();
  await clone.drop();
});

function notes(): Promise<unknown> {
  return database.administer((run) => run('select text from kit.notes order by text'));
}

test('a transaction that ends in time is kept', async () => {
  expect(
    await database.transact(almighty, async (manager) => {
      await manager.execute("insert into kit.notes values ('kept')");
      return 7;
    }),
  ).toBe(7);
  expect(await notes()).toEqual([{ text: 'kept' }]);
});

test('a transaction whose work fails is rolled back, and the error stays as it was', async () => {
  const work = database.transact(almighty, async (manager) => {
    await manager.execute("insert into kit.notes values ('failed')");
    throw new RangeError('of the work');
  });
  await expect(work).rejects.toThrow(new RangeError('of the work'));
  expect(await notes()).toEqual([{ text: 'kept' }]);
});

test('a transaction that stands still for five seconds is rolled back, and others go on', async () => {
  const started = performance.now();
  const work = database.transact(almighty, async (manager) => {
    await manager.execute("insert into kit.notes values ('late')");
    await pause(8_000);
    await manager.execute("insert into kit.notes values ('later')");
  });
  await expect(work).rejects.toMatchObject({ code: 'TIMEOUT', extensions: { reason: 'TRANSACTION_TIMEOUT' } });
  const milliseconds = performance.now() - started;
  expect(milliseconds).toBeGreaterThan(4_500);
  expect(milliseconds).toBeLessThan(7_500);
  expect(await notes()).toEqual([{ text: 'kept' }]);
  await pause(Math.max(0, 8_500 - (performance.now() - started)));
  expect(await notes()).toEqual([{ text: 'kept' }]);
});
