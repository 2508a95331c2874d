import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { listenToNotices, type Notices } from '../../kit/live/notices.js';
import { describeOnPostgres, openOwnPostgres, type OwnPostgres } from '../support/own-postgres.js';
import { secondsUntil } from '../support/own-postgres-portal.js';

let server: OwnPostgres;
let heard: string[];
let missed: number;
let logged: string[];
let notices: Notices | null;

function listen(): Promise<Notices> {
  const write = (_fields: unknown, sentence: string): void => void logged.push(sentence);
  return listenToNotices({ kind: 'server', url: server.url }, 'trial', (payload) => void heard.push(payload), {
    again: () => void (missed += 1),
    log: { info: write, warn: write, error: write },
  });
}

/** Connections that the server has beside the one that asks. */
async function connections(): Promise<number> {
  const [row] = await server.rows(
    `select count(*)::integer as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
  return Number(row?.['others']);
}

/** Starts the server again, and waits for longer than a try takes. */
async function expectNobodyComesBack(): Promise<void> {
  await server.start();
  await pause(2_500);
  expect([await connections(), missed]).toEqual([0, 0]);
}

describeOnPostgres('Who listens to notices of a server', () => {
  beforeAll(async () => {
    server = await openOwnPostgres();
  });

  afterAll(() => server?.remove());

  beforeEach(() => {
    heard = [];
    logged = [];
    missed = 0;
    notices = null;
  });

  afterEach(() => notices?.close());

  test('hears each once after an outage of several tries, over one connection', async () => {
    notices = await listen();
    await server.rows(`notify trial, 'before'`);
    await server.stop('fast');
    await pause(4_000);
    await server.start();
    await secondsUntil(() => Promise.resolve(missed > 0), 10);
    await pause(2_500);
    await server.rows(`notify trial, 'after'`);
    await secondsUntil(() => Promise.resolve(heard.includes('after')), 5);
    expect([heard, missed, await connections()]).toEqual([['before', 'after'], 1, 1]);
    expect(logged.filter((sentence) => sentence.endsWith('is away'))).toHaveLength(1);
  });

  test('leaves nothing behind where the first connection fails', async () => {
    await server.stop('fast');
    await expect(listen()).rejects.toThrow('ECONNREFUSED');
    await expectNobodyComesBack();
  });

  test('leaves at once while the server is away, and does not come back', async () => {
    notices = await listen();
    await server.stop('fast');
    await pause(1_500);
    const started = performance.now();
    await notices.close();
    expect(performance.now() - started).toBeLessThan(1_000);
    await expectNobodyComesBack();
  });

  test('notices within half a minute that the server answers no more, and listens anew', async () => {
    notices = await listen();
    server.freeze();
    await secondsUntil(() => Promise.resolve(logged.length > 0), 20);
    server.thaw();
    await secondsUntil(() => Promise.resolve(missed > 0), 15);
    await server.rows(`notify trial, 'thawed'`);
    await secondsUntil(() => Promise.resolve(heard.includes('thawed')), 5);
    expect(heard).toEqual(['thawed']);
  });
});
