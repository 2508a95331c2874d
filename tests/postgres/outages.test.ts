import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { describeOnPostgres } from '../support/own-postgres.js';
import { expectOutage, reading, reasonsOfOutage, recovered } from '../support/own-postgres-checks.js';
import { secondsUntil } from '../support/own-postgres-portal.js';
import { Trial } from '../support/own-postgres-trial.js';

// A real server that goes away and comes back, under a portal that is never started again.
let trial: Trial;

async function expectWell(): Promise<void> {
  expect(trial.writes.refused.size).toBeGreaterThan(0);
  await trial.expectRecovery(reasonsOfOutage);
}

describeOnPostgres('A PostgreSQL server', () => {
  beforeAll(async () => {
    trial = await Trial.open({ settings: ['max_connections=30'] }, { DATABASE_CONNECTIONS: '4' });
  });

  afterAll(() => trial?.close());

  beforeEach(() => trial.begin(4));

  test('that is killed and started again loses nothing, and callers are told', async () => {
    await trial.server.kill();
    await secondsUntil(async () => (await trial.portal.ask(reading)).errors.length > 0, 10);
    const [zh, en] = await Promise.all([trial.portal.ask(reading), trial.portal.ask(reading, { language: 'en' })]);
    expect([zh.errors[0]?.message, en.errors[0]?.message]).toEqual([
      '数据库暂时无法连接,请稍后再试。如正在办理变更,请先重新读取,看是否已经生效。',
      'The database cannot be reached for now; try again in a moment. After a change, read first whether it was made.',
    ]);
    expect(en.errors[0]?.extensions).toMatchObject({ code: 'UPSTREAM', reason: 'DATABASE_AWAY' });
    await expectOutage(trial.portal, ['DATABASE_AWAY']);
    await pause(3_000);
    await trial.server.start();
    await expectWell();
  });

  test('that loses one of its processes takes the others back by itself', async () => {
    await trial.server.killBackend();
    await secondsUntil(() => Promise.resolve(trial.writes.refused.size > 0), 10);
    await expectWell();
  });

  test.each(['fast', 'immediate'] as const)('that is stopped (%s) and started again loses nothing', async (mode) => {
    await trial.server.stop(mode);
    await secondsUntil(() => Promise.resolve(trial.writes.refused.size > 0), 10);
    await expectOutage(trial.portal, ['DATABASE_AWAY']);
    await pause(2_000);
    await trial.server.start();
    await expectWell();
  });

  test('that freezes is told of within the deadline, also to who reads, and goes on when it thaws', async () => {
    trial.server.freeze();
    try {
      const { errors, milliseconds } = await trial.portal.ask(reading);
      expect(reasonsOfOutage).toContain(errors[0]?.extensions.reason);
      expect(milliseconds).toBeLessThan(15_000);
      await expectOutage(trial.portal, reasonsOfOutage);
      await pause(8_000);
    } finally {
      trial.server.thaw();
    }
    await expectWell();
  });

  test('that is killed again and again costs the portal no connection for good', async () => {
    for (let round = 0; round < 6; round += 1) {
      await trial.server.stop('immediate');
      await trial.server.start();
      await recovered(trial.portal, trial.writes);
    }
    await expectWell();
  });
});
