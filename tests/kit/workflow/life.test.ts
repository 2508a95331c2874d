import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Caller } from '../../../kit/identity/caller.js';
import { disarm } from '../../../kit/deadlines/timers.js';
import { deadlinesOf } from '../../../kit/deadlines/deadline-status.js';
import { begin, move, moveInside } from '../../../kit/workflow/move.js';
import { runnerOf } from '../../../kit/module/runner-of.js';
import { type Engine, openEngine } from '../engine.js';
import { clerk } from '../permit/clerk.js';
import permit from '../permit/index.js';
import { Permit } from '../permit/permit.js';
import { type PermitInputs, permitWorkflow } from '../permit/permit-workflow.js';

let engine: Engine;
let count = 0;

beforeAll(async () => {
  engine = await openEngine([permit]);
  await engine.bus.run(runnerOf(permit));
});
afterAll(() => engine.close());
beforeEach(() => {
  engine.clock.moment = new Date('2026-11-23T01:00:00Z');
});

async function apply(departments: string[], metres = 10): Promise<string> {
  count += 1;
  const id = `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
  const row = { id, regionCode: '320281', departments, metres };
  await begin(permitWorkflow, 'applyPermit', row, engine.context(), { applicant: '某甲' });
  return id;
}

async function stands(id: string): Promise<Permit> {
  const row = await engine.context().session.one(Permit, 'id', id);
  if (!row) throw new Error('The permit is gone.');
  return row;
}

async function does<Verb extends keyof PermitInputs>(
  id: string,
  verb: Verb,
  input: PermitInputs[Verb],
  caller: Caller = clerk,
): Promise<string> {
  const { version } = await stands(id);
  return (await move(permitWorkflow, verb, { id, version }, engine.context(caller), input)).state;
}

async function underReview(metres = 10): Promise<string> {
  const id = await apply(['roads'], metres);
  await does(id, 'consult', null);
  await does(id, 'consent', { department: 'roads', answer: 'YES' });
  return id;
}

async function deadlines(id: string): Promise<unknown[]> {
  const all = await deadlinesOf(permitWorkflow, id, engine.context());
  return all.map(({ name, state, dueAt }) => `${name} ${state} ${dueAt?.toISOString() ?? '-'}`);
}

async function at(moment: string): Promise<void> {
  engine.clock.moment = new Date(moment);
  await engine.bus.settle();
}

test('Silence ends a consultation at its deadline, and the review that follows lapses at its own.', async () => {
  const id = await apply(['roads', 'water']);
  await does(id, 'consult', null);
  await does(id, 'consent', { department: 'roads', answer: 'YES' });
  // Two days do not count the first: the end of 25 November in Shanghai.
  expect(await deadlines(id)).toEqual(['consulting RUNNING 2026-11-25T16:00:00.000Z']);
  await at('2026-11-25T15:59:59Z');
  expect((await stands(id)).state).toBe('CONSULTING');
  await at('2026-11-25T16:00:00Z');
  const { state, course } = await stands(id);
  expect([state, course.answers['water']?.by, course.length]).toEqual(['REVIEW', null, 4]);
  // Five working days after Wednesday, 25 November, whose end midnight is.
  expect(await deadlines(id)).toEqual([
    'consulting MISSED 2026-11-25T16:00:00.000Z',
    'review RUNNING 2026-12-02T16:00:00.000Z',
  ]);
  await at('2026-12-02T16:00:00Z');
  expect((await stands(id)).state).toBe('LAPSED');
});

test('A review that is paused keeps what is left of its time, and one that is shared goes on.', async () => {
  const id = await underReview(200);
  expect(await deadlines(id)).toContain('review RUNNING 2026-11-30T16:00:00.000Z');
  engine.clock.moment = new Date('2026-11-25T02:00:00Z');
  await does(id, 'pause', { reason: '暴雨' });
  expect(await deadlines(id)).toContain('review PAUSED -');
  await at('2026-12-20T00:00:00Z');
  expect((await stands(id)).state).toBe('PAUSED');
  engine.clock.moment = new Date('2026-12-21T02:00:00Z');
  await does(id, 'resume', null);
  const resumed = await deadlines(id);
  await does(id, 'review', null);
  expect(await deadlines(id)).toEqual(resumed);
  expect(resumed).toContain('review RUNNING 2026-12-24T16:00:00.000Z');
});

test('More time is given once, and a reminder starts the time anew.', async () => {
  const id = await underReview();
  await does(id, 'extendReview', { days: 2 });
  expect(await deadlines(id)).toContain('review RUNNING 2026-12-02T16:00:00.000Z');
  await expect(does(id, 'extendReview', { days: 2 })).rejects.toMatchObject({
    code: 'CONFLICT',
    extensions: { reason: 'ONLY_ONCE' },
  });
  engine.clock.moment = new Date('2026-11-24T02:00:00Z');
  await does(id, 'remind', null);
  expect((await deadlines(id)).slice(-2)).toEqual([
    'review MET 2026-12-02T16:00:00.000Z',
    'review RUNNING 2026-12-01T16:00:00.000Z',
  ]);
});

test('What a guard refuses changes nothing at all.', async () => {
  const counted = () =>
    engine.rows(`select (select count(*) from permit.permits)::int as "permits",
      (select count(*) from kit.timeline)::int as "entries", (select count(*) from kit.events)::int as "events"`);
  const before = await counted();
  const row = { id: '00000000-0000-4000-8000-00000000ffff', regionCode: '320281', departments: [], metres: 1 };
  const work = begin(permitWorkflow, 'applyPermit', row, engine.context(), { applicant: ' ' });
  await expect(work).rejects.toMatchObject({
    code: 'INVALID',
    sentence: { en: 'The applicant " " has no name.' },
    extensions: { reason: 'APPLICANT_BLANK', details: { source: { en: 'test' } } },
  });
  expect(await counted()).toEqual(before);
});

test('One who holds no role, and one who saw another version, change nothing.', async () => {
  const id = await underReview();
  const nobody: Caller = { ...clerk, grants: new Set() };
  await expect(does(id, 'grantPermit', { metres: 5 }, nobody)).rejects.toMatchObject({
    extensions: { reason: 'ROLE_MISSING' },
  });
  const stale = move(permitWorkflow, 'grantPermit', { id, version: 2 }, engine.context(), { metres: 5 });
  await expect(stale).rejects.toMatchObject({
    extensions: { reason: 'STALE_VERSION', details: { seen: 2, current: 3 } },
  });
  expect(await stands(id)).toMatchObject({ state: 'REVIEW', version: 3, metres: 10 });
});

test('A verb of the system is none of persons.', async () => {
  const id = await underReview();
  const passed = { deadline: 'review', dueAt: '2026-11-30T16:00:00.000Z' };
  await expect(does(id, 'lapse', passed)).rejects.toThrow('lapse of permit is no verb of persons.');
});

test('What comes late or twice inside another’s transaction does nothing.', async () => {
  const id = await underReview();
  await does(id, 'refusePermit', null);
  const passed = { deadline: 'review', dueAt: '2026-11-30T16:00:00.000Z' };
  expect(await engine.inside((inside) => moveInside(permitWorkflow, 'lapse', id, inside, passed))).toBeNull();
  expect(await stands(id)).toMatchObject({ state: 'REFUSED', version: 4 });
});

test('A verb that ends a deadline and the timer of that deadline never wait for each other.', async () => {
  const id = await underReview();
  engine.clock.moment = new Date('2026-11-30T16:00:00Z');
  const { promise: isLocked, resolve: locked } = Promise.withResolvers<void>();
  const verb = engine.inside(async (inside) => {
    await inside.session.locked(Permit, id);
    locked();
    // Time for the timer's own transaction, where the database has more than one.
    await pause(500);
    await disarm(inside, 'permit', id, 'MET');
  });
  await isLocked;
  await Promise.all([verb, engine.bus.settle()]);
  expect(await deadlines(id)).toContain('review MET 2026-11-30T16:00:00.000Z');
  expect([(await stands(id)).state, engine.logged]).toEqual(['REVIEW', []]);
});

test('A lock reads the row anew, whatever the transaction has read of it.', async () => {
  const id = await apply([]);
  await engine.inside(async ({ session }) => {
    expect(await session.one(Permit, 'id', id)).toMatchObject({ version: 1, metres: 10 });
    await session.manager.execute('update permit.permits set version = 7, metres = 70 where id = ?', [id]);
    expect(await session.locked(Permit, id)).toMatchObject({ version: 7, metres: 70 });
  });
});

test('A grant changes the row, stamps its step and emits its event, in one version.', async () => {
  const id = await underReview();
  const heard = engine.bus.listen(['permit']);
  await does(id, 'grantPermit', { metres: 7 });
  expect(await stands(id)).toMatchObject({ state: 'GRANTED', version: 4, metres: 7 });
  const events = await engine.rows('select name, payload from kit.events where about = ?', [id]);
  expect(events).toEqual([{ name: 'PermitGranted', payload: { metres: 7, applicant: null } }]);
  const [last] = await engine.rows('select step from kit.timeline where about = ? order by sequence desc limit 1', [
    id,
  ]);
  expect(last).toEqual({ step: 'decided' });
  expect((await heard.next()).value).toEqual({ topic: 'permit', about: id });
  await heard.return?.();
});

test('Of two who act at once on the same version one is served.', async () => {
  const id = await underReview();
  const outcomes = await Promise.allSettled([
    move(permitWorkflow, 'pause', { id, version: 3 }, engine.context(), { reason: '甲' }),
    move(permitWorkflow, 'remind', { id, version: 3 }, engine.context(), null),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await stands(id)).version).toBe(4);
});
