import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { PlannerProcess } from '../../../gateway/planning/planner-process.js';
import { until } from '../../support/until.js';

const program = new URL('../../support/fixtures/telling-planner.mjs', import.meta.url);
const planners: PlannerProcess[] = [];
afterEach(() => planners.splice(0).forEach((planner) => planner.close()));

async function opened(supergraphSdl: string, limit = 5_000): Promise<PlannerProcess> {
  const planner = await PlannerProcess.open({ program, supergraphSdl, limit });
  planners.push(planner);
  return planner;
}

async function pidOf(planner: PlannerProcess): Promise<number> {
  return ((await planner.ask({})) as { pid: number }).pid;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a graph that takes another’s place is planned in the same process, each question on its own graph', async () => {
  const old = await opened('old');
  const pid = await pidOf(old);
  const next = await opened('next');
  expect(await next.ask({})).toEqual({ pid, supergraphSdl: 'next', opened: 2 });
  expect(await old.ask({})).toEqual({ pid, supergraphSdl: 'old', opened: 2 });
});

test('a graph that is closed is forgotten, and opened again for a request that is still on it', async () => {
  const old = await opened('old');
  const pid = await pidOf(old);
  const next = await opened('next');
  old.close();
  expect(await next.ask({})).toEqual({ pid, supergraphSdl: 'next', opened: 2 });
  expect(await old.ask({})).toEqual({ pid, supergraphSdl: 'old', opened: 3 });
});

test('the process ends with the last graph', async () => {
  const old = await opened('old');
  const pid = await pidOf(old);
  const next = await opened('next');
  old.close();
  expect(isAlive(pid)).toBe(true);
  next.close();
  for (let look = 0; look < 250 && isAlive(pid); look += 1) await pause(20);
  expect(isAlive(pid)).toBe(false);
});

test('a process that ended takes both graphs with it, and each is opened again when it is asked', async () => {
  const old = await opened('old');
  const next = await opened('next');
  const pid = await pidOf(next);
  process.kill(pid, 'SIGKILL');
  while (isAlive(pid)) await pause(5);
  expect(await next.ask({})).toMatchObject({ supergraphSdl: 'next', opened: 1 });
  expect(await old.ask({})).toMatchObject({ supergraphSdl: 'old', opened: 2 });
});

test('a graph that takes longer to open than a question may is opened by the first that asks, and known to the next', async () => {
  const large = await opened('opens in 1500 ms', 700);
  const pid = await pidOf(large);
  process.kill(pid, 'SIGKILL');
  while (isAlive(pid)) await pause(5);
  const late = { code: 'TIMEOUT', extensions: { reason: 'PLANNING_TIMEOUT' } };
  await expect(large.ask({})).rejects.toMatchObject(late);
  // How long its process takes to start is the machine's affair; that it is opened once, and stays known, is not.
  let answer: unknown;
  await until(async () => {
    answer = await large.ask({}).catch(() => null);
    return answer !== null;
  });
  expect(answer).toMatchObject({ opened: 1 });
});

test('a question waits for the process that knows its graph while the other one opens it', async () => {
  const large = await opened('opens in 4000 ms', 3_500);
  const pid = await pidOf(large);
  const [first, second] = await Promise.all([large.ask({ milliseconds: 1_000 }), large.ask({})]);
  expect([first, second]).toMatchObject([{ pid }, { pid }]);
  await pause(4_000);
  const both = await Promise.all([large.ask({ milliseconds: 1_000 }), large.ask({})]);
  const pids = both.map((told) => (told as { pid: number }).pid);
  expect(new Set(pids).size).toBe(2);
});
