import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkPayload } from '../../../kit/events/declare-event.js';
import { emit } from '../../../kit/events/emit.js';
import { type Engine, openEngine } from '../engine.js';
import permit from '../permit/index.js';
import { happen, jobsOf, makeNotes, notesOf, noting, somethingHappened, subject, tryAgain } from './handler.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine([permit]);
  await makeNotes(engine);
});
afterAll(() => engine.close());

test('Every module that handles an event does so once, after the commit; others not at all.', async () => {
  await engine.bus.run(noting('once-a'));
  await engine.bus.run(noting('once-b'));
  await engine.bus.run({ module: 'deaf', handlers: [], timers: [] });
  await happen(engine, 1, 2, 3);
  await engine.bus.settle();

  expect(await notesOf(engine, 'once-a')).toEqual([1, 2, 3]);
  expect(await notesOf(engine, 'once-b')).toEqual([1, 2, 3]);
  expect(await jobsOf(engine, 'once-a')).toEqual(['completed', 'completed', 'completed']);
  await engine.bus.settle();
  expect(await notesOf(engine, 'once-a')).toEqual([1, 2, 3]);
});

test('An event that is delivered twice is handled once.', async () => {
  await engine.bus.run(noting('twice'));
  await happen(engine, 10);
  await engine.bus.settle();
  const [event] = await engine.rows(`select id from kit.events where payload->>'number' = '10'`);
  await engine.inside((inside) => engine.bus.enqueue(inside.session.manager, ['twice'], String(event?.['id'])));
  await engine.bus.settle();

  expect(await notesOf(engine, 'twice')).toEqual([10]);
  expect(await jobsOf(engine, 'twice')).toEqual(['completed', 'completed']);
});

test('An event is handled on nobody’s behalf, not on that of whoever emitted it.', async () => {
  const asker = new AsyncLocalStorage<string>();
  const behalves: (string | undefined)[] = [];
  await engine.bus.run(noting('on-nobodys', () => void behalves.push(asker.getStore())));
  await asker.run('a request', () => happen(engine, 15));
  await engine.bus.settle();

  expect(behalves).toEqual([undefined]);
});

test('An event whose transaction is rolled back leaves no row, no job and no announcement.', async () => {
  await engine.bus.run(noting('rolled-back'));
  const heard = engine.bus.listen(['SomethingHappened']);
  const work = engine.inside(async (inside) => {
    await emit(inside, somethingHappened, subject, { number: 20, at: null });
    throw new RangeError('of the work');
  });
  await expect(work).rejects.toThrow(new RangeError('of the work'));
  await happen(engine, 21);
  await engine.bus.settle();

  expect(await engine.rows(`select 1 from kit.events where payload->>'number' = '20'`)).toEqual([]);
  expect(await notesOf(engine, 'rolled-back')).toEqual([21]);
  expect((await heard.next()).value).toEqual({ topic: 'SomethingHappened', about: subject });
  await heard.return?.();
});

test('A handler that fails twice leaves nothing behind, waits longer each time, and then succeeds.', async () => {
  let failures = 0;
  const runner = noting('twice-failing', () => {
    failures += 1;
    if (failures <= 2) throw new Error(`failure ${failures}`);
  });
  await engine.bus.run(runner);
  await happen(engine, 30);
  await engine.bus.settle();
  expect([await notesOf(engine, 'twice-failing'), await jobsOf(engine, 'twice-failing')]).toEqual([[], ['retry']]);
  const wait = `select extract(epoch from start_after - now()) as "seconds" from jobs.job where name = 'twice-failing'`;
  const [first] = await engine.rows(wait);
  await tryAgain(engine);
  expect(await jobsOf(engine, 'twice-failing')).toEqual(['retry']);
  const [second] = await engine.rows(wait);
  await tryAgain(engine);

  expect([await notesOf(engine, 'twice-failing'), await jobsOf(engine, 'twice-failing')]).toEqual([
    [30],
    ['completed'],
  ]);
  expect(Number(first?.['seconds'])).toBeGreaterThan(0);
  expect(Number(second?.['seconds'])).toBeGreaterThan(1);
  expect(
    engine.logged.filter(({ fields }) => fields['module'] === 'twice-failing').map(({ fields }) => fields['error']),
  ).toEqual(['failure 1', 'failure 2']);
});

test('A handler that always fails is tried nine times, ends as failed, and every failure is logged.', async () => {
  await engine.bus.run(
    noting('failing', ({ payload }) => {
      if (payload['number'] === 40) throw new Error('never');
    }),
  );
  await happen(engine, 40, 41);
  await engine.bus.settle();
  expect(await notesOf(engine, 'failing')).toEqual([41]);
  for (let attempt = 2; attempt <= 12; attempt += 1) await tryAgain(engine);

  expect((await jobsOf(engine, 'failing')).sort()).toEqual(['completed', 'failed']);
  expect(await notesOf(engine, 'failing')).toEqual([41]);
  const lines = engine.logged.filter(({ fields }) => fields['module'] === 'failing');
  expect(lines).toHaveLength(9);
  expect(lines[0]).toMatchObject({ sentence: 'a job failed and will be tried again', fields: { error: 'never' } });
});

test('Events may come in another order than they were emitted, and none is lost.', async () => {
  let away = true;
  const runner = noting('out-of-order', ({ payload }) => {
    if (away && payload['number'] === 50) throw new Error('not yet');
  });
  await engine.bus.run(runner);
  await happen(engine, 50, 51, 52);
  await engine.bus.settle();
  away = false;
  await tryAgain(engine);
  expect(await notesOf(engine, 'out-of-order')).toEqual([50, 51, 52]);
  const [last] = await engine.rows(`select number from permit.noted where module = 'out-of-order' order by noted desc`);
  expect(last).toEqual({ number: 50 });
});

test('What comes while a module is halted waits for it.', async () => {
  const runner = noting('halted');
  await engine.bus.run(runner);
  await happen(engine, 60);
  await engine.bus.settle();
  await engine.bus.halt('halted');
  await happen(engine, 61, 62);
  await engine.bus.settle();
  expect([await notesOf(engine, 'halted'), await jobsOf(engine, 'halted')]).toEqual([
    [60],
    ['completed', 'created', 'created'],
  ]);
  await engine.bus.run(runner);
  await engine.bus.settle();
  expect(await notesOf(engine, 'halted')).toEqual([60, 61, 62]);
});

test('A module that handles an event no longer gets it no longer.', async () => {
  await engine.bus.run(noting('departing'));
  await engine.bus.halt('departing');
  await engine.bus.run({ ...noting('departing'), handlers: [], timers: [repeating] });
  await happen(engine, 70);
  await engine.bus.settle();
  expect(await jobsOf(engine, 'departing')).toEqual([]);
});

const repeating = {
  name: 'yearly',
  fire: () => Promise.resolve(),
  repeats: () => new Date('2027-11-23T00:00:00Z'),
};

describe('Two processes on one database', () => {
  test('share a module’s events: each is handled once, by one of them', async () => {
    const second = await engine.secondBus();
    const by = { first: 0, second: 0 };
    await engine.bus.run(noting('shared', () => void (by.first += 1)));
    await second.run(noting('shared', () => void (by.second += 1)));
    const numbers = Array.from({ length: 60 }, (_, index) => 100 + index);
    await Promise.all([happen(engine, ...numbers.slice(0, 30)), happen(engine, ...numbers.slice(30))]);
    await Promise.all([engine.bus.settle(), second.settle()]);

    expect(await notesOf(engine, 'shared')).toEqual(numbers);
    expect(by.first + by.second).toBe(60);
  });

  test('deliver what happens from the moment on at which a module has joined in the other', async () => {
    const second = await engine.secondBus();
    await second.run(noting('joining'));
    await happen(engine, 170);
    await second.settle();
    expect(await notesOf(engine, 'joining')).toEqual([170]);
  });
});

describe('What an event carries', () => {
  test('is what its declaration says, or nothing is emitted', async () => {
    const work = engine.inside((inside) =>
      emit(inside, somethingHappened, subject, { number: 'eighty' as never, at: null }),
    );
    await expect(work).rejects.toThrow('The event SomethingHappened carries a number that is no number.');
  });

  test.each([
    ['text', 'x', null],
    ['text?', null, 1],
    ['texts', ['x'], ['x', 1]],
    ['number', 1.5, Number.NaN],
    ['number?', null, '1'],
    ['flag', false, 0],
    ['moment', '2026-11-23T01:00:00Z', 'yesterday'],
    ['moment?', null, 'yesterday'],
  ] as const)('a %s may be %j and not %j', (kind, right, wrong) => {
    expect(() => checkPayload('E', { field: kind }, { field: right })).not.toThrow();
    expect(() => checkPayload('E', { field: kind }, { field: wrong })).toThrow(
      `The event E carries a field that is no ${kind}.`,
    );
    expect(() => checkPayload('E', { field: kind }, {})).toThrow(`The event E carries a field that is no ${kind}.`);
  });
});
