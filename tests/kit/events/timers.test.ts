import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { releaseAgain, releaseDue } from '../../../kit/events/release-due.js';
import type { Runner, TimerHandler } from '../../../kit/events/runner.js';
import { arm, disarm, reset, runningTimer } from '../../../kit/deadlines/timers.js';
import { type Engine, openEngine } from '../engine.js';
import permit from '../permit/index.js';
import { makeNotes, notesOf, tryAgain } from './handler.js';

let engine: Engine;
let fails = 0;
const first = '00000000-0000-4000-8000-000000000001';
const second = '00000000-0000-4000-8000-000000000002';

/** A module that notes the last digit of what its timer was about. */
const ringing: TimerHandler = {
  name: 'ring',
  fire: async ({ about }, inside) => {
    await inside.session.manager.execute(`insert into permit.noted (module, number) values ('bell', ?)`, [
      Number(about.at(-1)),
    ]);
    if (fails > 0) {
      fails -= 1;
      throw new Error('cracked');
    }
  },
};
const bell: Runner = { module: 'bell', handlers: [], timers: [ringing] };

beforeAll(async () => {
  engine = await openEngine([permit]);
  await makeNotes(engine);
  await engine.bus.run(bell);
});
afterAll(() => engine.close());
beforeEach(async () => {
  engine.clock.moment = new Date('2026-11-23T01:00:00Z');
  await engine.rows('delete from kit.timers');
  await engine.rows('delete from permit.noted');
});

function armAt(about: string, moment: string): Promise<void> {
  return engine.inside((inside) =>
    arm(inside, {
      module: 'bell',
      name: 'ring',
      about,
      regionCode: '320281',
      profileVersion: 1,
      length: { amount: 60, unit: 'MINUTE' },
      dueAt: new Date(moment),
      provisional: false,
    }),
  );
}

async function at(moment: string): Promise<number[]> {
  engine.clock.moment = new Date(moment);
  await engine.bus.settle();
  return notesOf(engine, 'bell');
}

const states = async () =>
  (await engine.rows('select state from kit.timers order by due_at')).map(({ state }) => state);

test('A timer fires once, at its moment by the given clock and not a millisecond before.', async () => {
  await armAt(first, '2026-11-23T02:00:00Z');
  await armAt(second, '2026-11-23T03:00:00Z');
  expect(await at('2026-11-23T01:59:59.999Z')).toEqual([]);
  expect(await at('2026-11-23T02:00:00Z')).toEqual([1]);
  expect(await at('2026-11-23T02:30:00Z')).toEqual([1]);
  expect(await at('2026-11-30T02:30:00Z')).toEqual([1, 2]);
  expect(await states()).toEqual(['MISSED', 'MISSED']);
});

test('A timer that was met or cancelled never fires.', async () => {
  await armAt(first, '2026-11-23T02:00:00Z');
  await armAt(second, '2026-11-23T03:00:00Z');
  await engine.inside((inside) => disarm(inside, 'bell', first, 'CANCELLED'));
  await engine.inside((inside) => disarm(inside, 'bell', second, 'MET', ['another']));
  await engine.inside((inside) => disarm(inside, 'bell', second, 'MET', ['ring']));
  expect(await at('2026-11-24T02:00:00Z')).toEqual([]);
  expect(await states()).toEqual(['CANCELLED', 'MET']);
});

test('A timer that is armed in a transaction that fails is not armed.', async () => {
  const work = engine.inside(async (inside) => {
    await disarm(inside, 'bell', first, 'CANCELLED');
    await arm(inside, {
      module: 'bell',
      name: 'ring',
      about: first,
      regionCode: '320281',
      profileVersion: 1,
      length: { amount: 1, unit: 'MINUTE' },
      dueAt: new Date('2026-11-23T01:01:00Z'),
      provisional: false,
    });
    throw new RangeError('of the work');
  });
  await expect(work).rejects.toThrow(new RangeError('of the work'));
  expect(await at('2026-11-24T02:00:00Z')).toEqual([]);
});

test('One aggregate has one running timer of a name.', async () => {
  await armAt(first, '2026-11-23T02:00:00Z');
  await expect(armAt(first, '2026-11-23T04:00:00Z')).rejects.toThrow('timers_running');
});

test('A timer that was paused waits, and fires at the end it is given on going on.', async () => {
  await armAt(first, '2026-11-23T02:00:00Z');
  await change({ state: 'PAUSED', dueAt: null });
  expect(await at('2026-11-24T02:00:00Z')).toEqual([]);
  await change({ state: 'RUNNING', dueAt: new Date('2026-11-25T02:00:00Z') });
  expect(await at('2026-11-25T01:00:00Z')).toEqual([]);
  expect(await at('2026-11-25T02:00:00Z')).toEqual([1]);
});

test('A timer that was released and then put off fires at its new end.', async () => {
  await engine.bus.halt('bell');
  await armAt(first, '2026-11-23T02:00:00Z');
  await engine.rows(`update kit.timers set released = true`);
  await change({ state: 'RUNNING', dueAt: new Date('2026-11-23T05:00:00Z') });
  await engine.bus.run(bell);
  expect(await at('2026-11-23T02:00:00Z')).toEqual([]);
  expect(await at('2026-11-23T05:00:00Z')).toEqual([1]);
});

async function change(to: { readonly state: 'RUNNING' | 'PAUSED'; readonly dueAt: Date | null }): Promise<void> {
  await engine.inside(async (inside) => {
    const timer = await runningTimer(inside, 'bell', first, 'ring');
    if (!timer) throw new Error('No timer runs.');
    await reset(inside, timer, { ...timer, ...to });
  });
}

test('A timer whose module fails is tried again and leaves one trace.', async () => {
  fails = 1;
  await armAt(first, '2026-11-23T02:00:00Z');
  expect(await at('2026-11-23T02:00:00Z')).toEqual([]);
  expect(await states()).toEqual(['RUNNING']);
  await tryAgain(engine);
  expect([await notesOf(engine, 'bell'), await states()]).toEqual([[1], ['MISSED']]);
});

test('A timer whose job failed for good is taken up again an hour later, and fires.', async () => {
  fails = 9;
  await armAt(first, '2026-11-23T02:00:00Z');
  expect(await at('2026-11-23T02:00:00Z')).toEqual([]);
  for (let attempt = 2; attempt <= 10; attempt += 1) await tryAgain(engine);
  const again = () => engine.database.administer((execute) => releaseAgain(execute, engine.clock.moment));
  const jobs = `select count(*)::int as "failed" from jobs.job where name = 'bell' and state = 'failed'`;
  expect(await engine.rows(jobs)).toEqual([{ failed: 1 }]);

  await again();
  expect(await at('2026-11-23T03:00:00Z')).toEqual([]);
  await engine.rows(`update jobs.job set completed_on = now() - interval '61 minutes' where state = 'failed'`);
  await again();
  expect(await at('2026-11-23T03:00:00Z')).toEqual([1]);
  await again();
  expect([await at('2026-11-23T04:00:00Z'), await states()]).toEqual([[1], ['MISSED']]);
});

test('A timer that one process released is fired by another whose clock is a moment behind.', async () => {
  await armAt(first, '2026-11-23T02:00:00Z');
  engine.clock.moment = new Date('2026-11-23T01:59:59.500Z');
  await releaseDue(engine.database, ['bell'], new Date('2026-11-23T02:00:00Z'), async (manager, module, timers) => {
    const jobs = timers.map((timer) => `('${module}', '${JSON.stringify({ timer })}')`);
    await manager.execute(`insert into jobs.job (name, data) values ${jobs.join(', ')}`);
  });
  await engine.bus.settle();
  expect(await notesOf(engine, 'bell')).toEqual([1]);
});

test('Two processes that look at once let a timer fire once.', async () => {
  const other = await engine.secondBus();
  await other.run(bell);
  for (let digit = 1; digit <= 9; digit += 1) await armAt(`${first.slice(0, -1)}${digit}`, '2026-11-23T02:00:00Z');
  engine.clock.moment = new Date('2026-11-23T02:00:00Z');
  await Promise.all([engine.bus.settle(), other.settle()]);
  expect(await notesOf(engine, 'bell')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  await other.halt('bell');
});

test('A timer that repeats comes again, once for however long nobody looked.', async () => {
  const hourly: TimerHandler = {
    name: 'strike',
    fire: async (_timer, inside) => {
      await inside.session.manager.execute(`insert into permit.noted (module, number) values ('bell', 0)`);
    },
    repeats: (after) => new Date(after.getTime() + 3_600_000),
  };
  await engine.bus.run({ ...bell, timers: [ringing, hourly] });
  expect(await at('2026-11-23T01:59:00Z')).toEqual([]);
  expect(await at('2026-11-23T02:00:00Z')).toEqual([0]);
  expect(await at('2026-11-23T09:30:00Z')).toEqual([0, 0]);
  expect(await at('2026-11-23T10:29:00Z')).toEqual([0, 0]);
  expect(await at('2026-11-23T10:30:00Z')).toEqual([0, 0, 0]);
  // A restart does not set it twice.
  await engine.bus.run({ ...bell, timers: [ringing, hourly] });
  expect(await at('2026-11-23T11:30:00Z')).toEqual([0, 0, 0, 0]);
  // It keeps its row, so that a timer of every ten minutes fills no table.
  expect(await engine.rows('select name, state, due_at from kit.timers')).toEqual([
    { name: 'strike', state: 'RUNNING', due_at: expect.anything() },
  ]);
});
