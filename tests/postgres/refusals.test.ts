import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { describeOnPostgres, openOwnPostgres, type OwnPostgres } from '../support/own-postgres.js';
import {
  expectJobsDone,
  expectNothingLost,
  expectOutage,
  expectQuietLog,
  reading,
  recovered,
} from '../support/own-postgres-checks.js';
import {
  openOwnPortal,
  type OwnPortal,
  secondsUntil,
  startWrites,
  type Writes,
} from '../support/own-postgres-portal.js';

// A real server that answers and does not do what it is asked.
let server: OwnPostgres;
let portal: OwnPortal;
let writes: Writes;
let logged: number;

/** Takes every connection that the server has, those of the portal too. */
async function takeAllConnections(): Promise<pg.Client[]> {
  const taken: pg.Client[] = [];
  const own = () => taken.map((each) => Number((each as pg.Client & { processID: number }).processID));
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const client = new pg.Client({ connectionString: server.url });
    client.on('error', () => {});
    try {
      await client.connect();
      taken.push(client);
    } catch (error) {
      expect(error).toMatchObject({ code: '53300' });
      const others = await taken[0]?.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> all($1)`,
        [own()],
      );
      if (others?.rows.length === 0) return taken;
    }
  }
  throw new Error('The portal keeps a connection.');
}

async function expectWell(allowed: readonly string[], seconds: number): Promise<void> {
  await writes.end();
  expect([...writes.refused.keys()].filter((reason) => !allowed.includes(reason))).toEqual([]);
  await expectNothingLost(server, writes);
  await expectJobsDone(server);
  expectQuietLog(portal.log.slice(logged));
  expect([portal.complaints, portal.ended]).toEqual([[], null]);
  const refused = JSON.stringify(Object.fromEntries(writes.refused));
  console.log(`${expect.getState().currentTestName}: back after ${seconds.toFixed(1)} s; ${refused}`);
}

describeOnPostgres('A PostgreSQL server', () => {
  beforeAll(async () => {
    server = await openOwnPostgres({ settings: ['max_connections=25'] });
    portal = await openOwnPortal({ DATABASE_URL: server.url, LOG_LEVEL: 'info', DATABASE_CONNECTIONS: '4' });
  }, 120_000);

  afterAll(async () => {
    await portal?.close();
    await server?.remove();
  });

  beforeEach(async () => {
    logged = portal.log.length;
    writes = startWrites(portal, 2);
    await secondsUntil(() => Promise.resolve(writes.acknowledged.size >= 2), 30);
  });

  afterEach(() => writes.end());

  test('whose connections others have taken is busy, and no longer when they leave', async () => {
    const taken = await takeAllConnections();
    try {
      const { status, errors } = await portal.ask(reading, { language: 'en' });
      expect([status, errors[0]?.message, errors[0]?.extensions]).toEqual([
        200,
        'The database is busy: no connection is free, or others hold what is needed. Try again in some seconds.',
        expect.objectContaining({ code: 'LIMITED', reason: 'DATABASE_BUSY' }),
      ]);
      await expectOutage(portal, ['DATABASE_BUSY']);
      await pause(1_500);
    } finally {
      await Promise.all(taken.map((client) => client.end()));
    }
    await expectWell(['DATABASE_BUSY', 'DATABASE_AWAY', 'DATABASE_IN_DOUBT'], await recovered(portal, writes));
  }, 120_000);

  test('that takes reads only says so to who writes, and answers who reads', async () => {
    await server.rows('alter system set default_transaction_read_only = on');
    await server.rows('select pg_reload_conf()');
    await secondsUntil(() => Promise.resolve(writes.refused.has('DATABASE_READ_ONLY')), 10);
    const [read, refused] = await Promise.all([portal.ask(reading), portal.upload()]);
    expect([read.errors, refused]).toEqual([[], { status: 502, reason: 'DATABASE_READ_ONLY' }]);
    await expectOutage(portal, ['DATABASE_READ_ONLY']);
    await server.rows('alter system reset default_transaction_read_only');
    await server.rows('select pg_reload_conf()');
    await expectWell(['DATABASE_READ_ONLY', 'DATABASE_IN_DOUBT'], await recovered(portal, writes));
  }, 120_000);

  test('whose statements wait for somebody else lets others know within seconds, and gives up the waiting ones', async () => {
    await writes.end();
    const other = new pg.Client({ connectionString: server.url });
    await other.connect();
    let waiting: Promise<Awaited<ReturnType<OwnPortal['ask']>>>[] = [];
    try {
      await other.query('begin; lock table dispatch.command_centres in access exclusive mode');
      waiting = Array.from({ length: 4 }, (_none, index) =>
        pause(index * 100).then(() =>
          portal.ask(`{ commandCentres(first: ${index + 1}) { edges { node { name } } } }`),
        ),
      );
      await pause(1_000);
      const { errors, milliseconds } = await portal.ask('{ grids(first: 1) { edges { node { code } } } }');
      expect([errors[0]?.extensions, milliseconds < 10_000]).toEqual([
        expect.objectContaining({ code: 'LIMITED', reason: 'DATABASE_BUSY' }),
        true,
      ]);
      await expectOutage(portal, ['DATABASE_BUSY']);
      const given = await Promise.all(waiting);
      expect(given.map((each) => each.errors[0]?.extensions)).toEqual(
        Array.from({ length: 4 }, () => expect.objectContaining({ code: 'TIMEOUT', reason: 'STATEMENT_TIMEOUT' })),
      );
      expect((await portal.health('/ready')).status).toBe(200);
    } finally {
      await Promise.allSettled(waiting);
      await other.end();
    }
    writes = startWrites(portal, 2);
    await expectWell([], await recovered(portal, writes));
  }, 120_000);
});
