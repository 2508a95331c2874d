import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Rates } from '../../gateway/guard/rates.js';
import { shareRates } from '../../gateway/guard/share-rates.js';
import { TokenBuckets } from '../../gateway/guard/token-buckets.js';
import { ReplicaChannel } from '../../gateway/replica-channel.js';
import { Database } from '../../kit/data/database.js';
import { anonymous } from '../../kit/identity/caller.js';
import { cloneDatabase, type ClonedDatabase } from '../support/database.js';
import { locationOf } from '../support/location.js';

/** What so many replicas give one caller who asks each of them so often a second, told of twice a second. */
function given(replicas: number, demand: number, seconds: number): number {
  let now = 0;
  const buckets = Array.from({ length: replicas }, () => new TokenBuckets(100, () => now));
  for (const each of buckets) each.share();
  let sum = 0;
  for (const step = 1_000 / demand; now < seconds * 1_000; now += step) {
    for (const each of buckets) if (each.take('somebody')) sum += 1;
    if (Math.floor(now / 500) === Math.floor((now + step) / 500)) continue;
    const told = buckets.map((each) => each.tell());
    for (const [index, each] of buckets.entries())
      for (const [from, taken] of told.entries()) if (from !== index) each.takenElsewhere(taken);
  }
  return sum;
}

test('in the long run two replicas give a caller its rate, however fast it asks', () => {
  // Ten seconds' worth and a minute at 100 a second: 7,000.
  expect(given(1, 400, 60)).toBe(6_999);
  const two = given(2, 400, 60);
  const three = given(3, 400, 60);
  console.info(`In a minute at 100 a second: 7,000 may be given; two replicas gave ${two}, three ${three}.`);
  expect(two).toBeLessThanOrEqual(7_000 * 1.05);
  expect(three).toBeLessThanOrEqual(7_000 * 1.1);
  expect(two).toBeGreaterThan(6_500);
  // Who asks each of two a little less than its rate is no faster.
  expect(given(2, 60, 60)).toBeLessThanOrEqual(7_000 * 1.05);
  // What nobody is told of is a twentieth.
  expect(given(2, 4, 60)).toBe(480);
});

test('a caller that was refused elsewhere waits here too, and what is paid back is forgotten', () => {
  let now = 0;
  const [here, there] = [new TokenBuckets(1, () => now), new TokenBuckets(1, () => now)];
  for (const each of [here, there]) each.share();
  for (let count = 0; count < 10; count += 1) here.take('192.0.2.1');
  now = 500;
  const told = here.tell();
  expect(told).toEqual([[expect.stringMatching(/^[\w-]{16}$/), 10]]);
  expect(here.tell()).toEqual([]);
  there.takenElsewhere(told);
  expect([there.wait('192.0.2.1'), there.wait('192.0.2.2')]).toEqual([1, 0]);
  expect(there.take('192.0.2.1')).toBe(false);
  now = 1_500;
  expect(there.take('192.0.2.1')).toBe(true);
  for (let count = 0; count < 10_000; count += 1) there.takenElsewhere([[`digest ${count}`, 1]]);
  now = 60_000;
  there.take('one more');
  expect(there.size).toBe(1);
});

let clone: ClonedDatabase;
let database: Database;
const channels: ReplicaChannel[] = [];
beforeAll(async () => {
  clone = await cloneDatabase();
  database = await Database.open(locationOf(clone));
});
afterAll(async () => {
  for (const channel of channels) await channel.close();
  await database.close();
  if (!isAway) await clone.drop();
});

let isAway = false;

/** Takes the database from under whoever has it open; an embedded one is closed. */
async function takeAway(): Promise<void> {
  isAway = true;
  if (database.embedded) await database.close();
  await clone.drop();
}

const settings = { perCaller: 10, perClient: 10, refusals: 10 };

function countedUntilRefused(rates: Rates, address: string): number {
  for (let count = 0; count < 1_000; count += 1) {
    try {
      rates.count(anonymous, address);
    } catch {
      return count;
    }
  }
  return 1_000;
}

test('replicas on one database tell each other, and each counts for itself while it is away', async () => {
  const said: string[] = [];
  const log = {
    info: () => {},
    warn: (_fields: object, sentence: string) => void said.push(sentence),
    error: () => {},
  };
  for (let count = 0; count < 2; count += 1) channels.push(await ReplicaChannel.open(database, log));
  const [here, there] = [new Rates(settings), new Rates(settings)];
  const stops = [here, there].map((rates, index) => shareRates(rates, channels[index] as ReplicaChannel, log));
  expect(countedUntilRefused(here, '192.0.2.1')).toBeGreaterThanOrEqual(100);
  await pause(900);
  expect(countedUntilRefused(there, '192.0.2.1')).toBeLessThan(20);
  expect(countedUntilRefused(there, '192.0.2.2')).toBeGreaterThanOrEqual(100);
  await database.execute('select pg_notify(?, ?)', ['yimen_replicas', 'nonsense']);
  await database.execute('select pg_notify(?, ?)', [
    'yimen_replicas',
    '{"from":"x","topic":"rates","content":{"callers":[["a","b"]]}}',
  ]);
  await pause(100);
  expect(new Set(said.splice(0))).toEqual(new Set(['a notice says nothing that a replica could have said']));

  await takeAway();
  expect(countedUntilRefused(here, '192.0.2.3')).toBeGreaterThanOrEqual(100);
  await pause(600);
  expect(countedUntilRefused(here, '192.0.2.4')).toBeGreaterThanOrEqual(100);
  await pause(600);
  expect(countedUntilRefused(there, '192.0.2.3')).toBeGreaterThanOrEqual(100);
  for (const stop of stops) stop();
  expect(said).toContain('rates are not shared while the database is away');
});
