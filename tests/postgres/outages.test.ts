import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { describeOnPostgres, openOwnPostgres, type OwnPostgres } from '../support/own-postgres.js';
import {
  expectJobsDone,
  expectNothingLost,
  expectOutage,
  expectQuietLog,
  reading,
  reasonsOfOutage,
  recovered,
} from '../support/own-postgres-checks.js';
import {
  openOwnPortal,
  type OwnPortal,
  secondsUntil,
  startWrites,
  type Writes,
} from '../support/own-postgres-portal.js';

// A real server that goes away and comes back, under a portal that is never started again.
let server: OwnPostgres;
let portal: OwnPortal;
let writes: Writes;
let logged: number;

async function writing(): Promise<void> {
  const before = writes.acknowledged.size;
  await secondsUntil(() => Promise.resolve(writes.acknowledged.size >= before + 3), 30);
}

/** Ends the writes and looks at everything: what they were told, what stands, what the log holds. */
async function expectWell(seconds: number): Promise<void> {
  await writes.end();
  const told = [...writes.refused.keys()].filter((reason) => !reasonsOfOutage.includes(reason));
  expect(told).toEqual([]);
  expect(writes.refused.size).toBeGreaterThan(0);
  expect(writes.slowest).toBeLessThan(20_000);
  await expectNothingLost(server, writes);
  const jobs = await expectJobsDone(server);
  expectQuietLog(portal.log.slice(logged));
  expect([portal.complaints, portal.ended]).toEqual([[], null]);
  console.log(
    `${expect.getState().currentTestName}: back after ${seconds.toFixed(1)} s, jobs ${jobs.toFixed(1)} s later; ` +
      `${writes.acknowledged.size} written, ${JSON.stringify(Object.fromEntries(writes.refused))}, ` +
      `slowest ${Math.round(writes.slowest)} ms, ${portal.log.length - logged} lines`,
  );
}

describeOnPostgres('A PostgreSQL server', () => {
  beforeAll(async () => {
    server = await openOwnPostgres({ settings: ['max_connections=30'] });
    portal = await openOwnPortal({ DATABASE_URL: server.url, LOG_LEVEL: 'info', DATABASE_CONNECTIONS: '4' });
  }, 120_000);

  afterAll(async () => {
    await portal?.close();
    await server?.remove();
  });

  beforeEach(async () => {
    logged = portal.log.length;
    writes = startWrites(portal, 4);
    await writing();
  });

  afterEach(() => writes.end());

  test('that is killed and started again loses nothing, and callers are told', async () => {
    await server.kill();
    await secondsUntil(async () => (await portal.ask(reading)).errors.length > 0, 10);
    const [zh, en] = await Promise.all([portal.ask(reading), portal.ask(reading, { language: 'en' })]);
    expect([zh.errors[0]?.message, en.errors[0]?.message]).toEqual([
      '数据库暂时无法连接,请稍后再试。如正在办理变更,请先重新读取,看是否已经生效。',
      'The database cannot be reached for now; try again in a moment. After a change, read first whether it was made.',
    ]);
    expect(en.errors[0]?.extensions).toMatchObject({ code: 'UPSTREAM', reason: 'DATABASE_AWAY' });
    await expectOutage(portal, ['DATABASE_AWAY']);
    await pause(3_000);
    await server.start();
    await expectWell(await recovered(portal, writes));
  }, 120_000);

  test('that loses one of its processes takes the others back by itself', async () => {
    await server.killBackend();
    await secondsUntil(() => Promise.resolve(writes.refused.size > 0), 10);
    await expectWell(await recovered(portal, writes));
  }, 120_000);

  test.each(['fast', 'immediate'] as const)(
    'that is stopped (%s) and started again loses nothing',
    async (mode) => {
      await server.stop(mode);
      await secondsUntil(() => Promise.resolve(writes.refused.size > 0), 10);
      await expectOutage(portal, ['DATABASE_AWAY']);
      await pause(2_000);
      await server.start();
      await expectWell(await recovered(portal, writes));
    },
    120_000,
  );

  test('that freezes is told of within the deadline, also to who reads, and goes on when it thaws', async () => {
    server.freeze();
    try {
      const { errors, milliseconds } = await portal.ask(reading);
      expect(reasonsOfOutage).toContain(errors[0]?.extensions.reason);
      expect(milliseconds).toBeLessThan(15_000);
      await expectOutage(portal, reasonsOfOutage);
      await pause(8_000);
    } finally {
      server.thaw();
    }
    await expectWell(await recovered(portal, writes));
  }, 120_000);

  test('that is killed again and again costs the portal no connection for good', async () => {
    for (let round = 0; round < 6; round += 1) {
      await server.stop('immediate');
      await server.start();
      await recovered(portal, writes);
    }
    await expectWell(await recovered(portal, writes));
  }, 180_000);
});
