import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { describeOnPostgres } from '../support/own-postgres.js';
import { expectOutage, reading } from '../support/own-postgres-checks.js';
import { type OwnPortal, secondsUntil } from '../support/own-postgres-portal.js';
import { Trial } from '../support/own-postgres-trial.js';

// A real server that answers and does not do what it is asked.
let trial: Trial;

/** Takes every connection that the server has, those of the portal too. */
async function takeAllConnections(): Promise<pg.Client[]> {
  const taken: pg.Client[] = [];
  const own = () => taken.map((each) => Number((each as pg.Client & { processID: number }).processID));
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const client = new pg.Client({ connectionString: trial.server.url });
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

describeOnPostgres('A PostgreSQL server', () => {
  beforeAll(async () => {
    trial = await Trial.open({ settings: ['max_connections=25'] }, { DATABASE_CONNECTIONS: '4' });
  });

  afterAll(() => trial?.close());

  beforeEach(() => trial.begin(2));

  test('whose connections others have taken is busy, and no longer when they leave', async () => {
    const taken = await takeAllConnections();
    try {
      const { status, errors } = await trial.portal.ask(reading, { language: 'en' });
      expect([status, errors[0]?.message, errors[0]?.extensions]).toEqual([
        200,
        'The database is busy: no connection is free, or others hold what is needed. Try again in some seconds.',
        expect.objectContaining({ code: 'LIMITED', reason: 'DATABASE_BUSY' }),
      ]);
      await expectOutage(trial.portal, ['DATABASE_BUSY']);
      await pause(1_500);
    } finally {
      await Promise.all(taken.map((client) => client.end()));
    }
    await trial.expectRecovery(['DATABASE_BUSY', 'DATABASE_AWAY', 'DATABASE_IN_DOUBT']);
  });

  test('that takes reads only says so to who writes, and answers who reads', async () => {
    await trial.server.rows('alter system set default_transaction_read_only = on');
    await trial.server.rows('select pg_reload_conf()');
    await secondsUntil(() => Promise.resolve(trial.writes.refused.has('DATABASE_READ_ONLY')), 10);
    const [read, refused] = await Promise.all([trial.portal.ask(reading), trial.portal.upload()]);
    expect([read.errors, refused]).toEqual([[], { status: 502, reason: 'DATABASE_READ_ONLY' }]);
    await expectOutage(trial.portal, ['DATABASE_READ_ONLY']);
    await trial.server.rows('alter system reset default_transaction_read_only');
    await trial.server.rows('select pg_reload_conf()');
    await trial.expectRecovery(['DATABASE_READ_ONLY', 'DATABASE_IN_DOUBT']);
  });

  test('whose statements wait for somebody else lets others know within seconds, and gives up the waiting ones', async () => {
    await trial.writes.end();
    const other = new pg.Client({ connectionString: trial.server.url });
    await other.connect();
    let waiting: Promise<Awaited<ReturnType<OwnPortal['ask']>>>[] = [];
    try {
      await other.query('begin; lock table dispatch.command_centres in access exclusive mode');
      waiting = Array.from({ length: 4 }, (_none, index) =>
        pause(index * 100).then(() =>
          trial.portal.ask(`{ commandCentres(first: ${index + 1}) { edges { node { name } } } }`),
        ),
      );
      await pause(1_000);
      const { errors, milliseconds } = await trial.portal.ask('{ grids(first: 1) { edges { node { code } } } }');
      expect([errors[0]?.extensions, milliseconds < 10_000]).toEqual([
        expect.objectContaining({ code: 'LIMITED', reason: 'DATABASE_BUSY' }),
        true,
      ]);
      await expectOutage(trial.portal, ['DATABASE_BUSY']);
      const given = await Promise.all(waiting);
      expect(given.map((each) => each.errors[0]?.extensions)).toEqual(
        Array.from({ length: 4 }, () => expect.objectContaining({ code: 'TIMEOUT', reason: 'STATEMENT_TIMEOUT' })),
      );
      expect((await trial.portal.health('/ready')).status).toBe(200);
    } finally {
      await Promise.allSettled(waiting);
      await other.end();
    }
    await trial.begin(2);
    await trial.expectRecovery([]);
  });

  test('that answers slowly while many ask leaves the portal ready: others would have to serve them as slowly', async () => {
    await trial.writes.end();
    const other = new pg.Client({ connectionString: trial.server.url });
    await other.connect();
    const over = new AbortController();
    const answers: string[] = [];
    const readers = Array.from({ length: 14 }, async (_none, reader) => {
      for (let first = reader + 1; !over.signal.aborted; first = (first + 14) % 90) {
        const { errors } = await trial.portal.ask(`{ commandCentres(first: ${first + 1}) { totalCount } }`);
        answers.push(String(errors[0]?.extensions?.['reason'] ?? 'answered'));
      }
    });
    const ready = new Set<number>();
    try {
      // Four connections: of fourteen readers, ten and whoever else asks wait for one.
      for (let slot = 0; slot < 9; slot += 1) {
        await other.query('begin; lock table dispatch.command_centres in access exclusive mode');
        await pause(800);
        ready.add((await trial.portal.health('/ready')).status);
        await other.query('commit');
      }
    } finally {
      over.abort();
      await other.end();
      await Promise.all(readers);
    }
    expect([...ready]).toEqual([200]);
    expect(answers.filter((answer) => answer === 'answered').length).toBeGreaterThan(20);
    await trial.begin(2);
    await trial.expectRecovery([]);
  });
});
