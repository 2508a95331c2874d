import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeOnServer } from '../support/describe-on-server.js';
import { freePort } from '../support/free-port.js';
import type { OwnPortal } from '../support/own-postgres-portal.js';
import { scrape } from '../gateway/telemetry/scrape.js';
import { type ChildGround, childOf, isRunning, openChildGround, secondsUntilBack, told } from './child-portal.js';

/** Requests for others' fields while something happens: milliseconds of each, and whatever they were refused with. */
interface Others {
  end(): Promise<{ readonly p99: number; readonly count: number; readonly refused: readonly unknown[] }>;
}

/** Twenty requests a second that touch no field of the module, whether the one before has been answered or not. */
function askOthers(portal: OwnPortal): Others {
  const times: number[] = [];
  const refused: unknown[] = [];
  const asked: Promise<void>[] = [];
  const ask = async (): Promise<void> => {
    const { status, errors, milliseconds } = await portal.ask('{ grids(first: 3) { edges { node { code name } } } }');
    times.push(milliseconds);
    if (status !== 200 || errors.length > 0) refused.push([status, errors]);
  };
  const asking = setInterval(() => void asked.push(ask()), 50);
  return {
    end: async () => {
      clearInterval(asking);
      await Promise.all(asked);
      const sorted = times.toSorted((one, other) => one - other);
      return { p99: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN, count: sorted.length, refused };
    },
  };
}

/** MiB of memory that a process has. */
function memoryOf(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1_024;
}

const endings = [
  ['never ends', 'spin', { signal: 'SIGKILL', why: 'its event loop did not turn for 5 s' }, ['CHILD_AWAY']],
  ['takes all memory of its heap', 'hoard', { signal: 'SIGABRT' }, ['CHILD_AWAY']],
  ['takes memory outside of its heap', 'hoardBytes', { signal: 'SIGABRT' }, ['CHILD_AWAY']],
  ['ends its process', 'leave', { code: 1, why: 'it ended by itself' }, ['CHILD_AWAY']],
  ['fails where nobody waits for it', 'stray(name: "孟姜女")', { code: 1, why: 'it ended by itself' }, []],
] as const;

describeOnServer('modules in processes of their own that fail')('A field of a module in a process of its own', () => {
  let ground: ChildGround;
  let portal: OwnPortal;
  let admin: string;

  beforeAll(async () => {
    ground = await openChildGround();
    const port = await freePort();
    admin = `http://127.0.0.1:${port}`;
    portal = await ground.open({ ADMIN_PORT: String(port) });
  });

  afterAll(() => ground?.close());

  test.each(endings)('that %s costs its own, and it comes back by itself', async (_what, field, end, errors) => {
    await secondsUntilBack(portal);
    const child = await childOf(portal);
    const memory = memoryOf(child);
    const others = askOthers(portal);
    const began = performance.now();
    const fatal = await told(portal, field);
    expect(fatal).toMatchObject({ status: 200, errors, others: { totalCount: expect.any(Number) } });
    if (errors.length > 0) expect(fatal.theirs).toBe(null);
    while (isRunning(child)) await pause(20);
    const gone = (performance.now() - began) / 1_000;
    await pause(50);
    const away = await told(portal, 'calm');
    expect(away).toMatchObject({ status: 200, theirs: null, errors: ['CHILD_AWAY'], others: expect.anything() });
    const back = await secondsUntilBack(portal);
    const { p99, count, refused } = await others.end();
    expect(refused).toEqual([]);
    expect(p99).toBeLessThan(1_000);
    expect(await portal.health('/ready')).toMatchObject({ status: 200 });
    expect(portal.log.findLast(({ msg }) => msg.startsWith('The process of a module ended'))).toMatchObject({
      module: 'hazard',
      pid: child,
      ...end,
    });
    console.log(
      `${field}: ended after ${gone.toFixed(1)} s, back ${back.toFixed(1)} s later; away was told in ` +
        `${away.milliseconds.toFixed(0)} ms; ${count} requests of others, p99 ${p99.toFixed(0)} ms; it had ${memory.toFixed(0)} MiB`,
    );
  });

  test('that holds a person’s name when its process fails leaves no name in the log', () => {
    const said = JSON.stringify([portal.log, portal.complaints]);
    expect(said).toContain('The process of a module gives up.');
    expect(said).not.toContain('孟姜女');
  });

  test('is counted: whether it is up, how often it was started again, what memory it has', async () => {
    await secondsUntilBack(portal);
    await pause(1_500);
    const numbers = await scrape(admin);
    expect(numbers.get('yimen_child_up{module="hazard"}')).toBe(1);
    expect(numbers.get('yimen_child_restarts_total{module="hazard"}')).toBe(endings.length);
    expect(numbers.get('yimen_child_memory_bytes{module="hazard"}')).toBeGreaterThan(50 * 1_048_576);
    expect(numbers.get('yimen_fetches_total{subgraph="hazard",outcome="CHILD_AWAY"}')).toBeGreaterThan(0);
  });
});
