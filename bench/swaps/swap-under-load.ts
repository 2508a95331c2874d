import { setTimeout as pause } from 'node:timers/promises';
import { cores } from '../contest/arena.js';
import { urlOf } from '../contest/contest.js';
import { press, type Pressed, type Pressing } from '../contest/press.js';

/** What some swaps in a row and the load meanwhile came to. */
export interface Swapped {
  /** Milliseconds of each swap, from the registration of a changed schema until it serves. */
  readonly times: readonly number[];
  readonly requests: number;
  readonly failed: number;
  /** The worst p99 of the stretches of load, in milliseconds. */
  readonly p99: number;
}

/** Seconds of one stretch of load. */
const stretch = 5;

/** Milliseconds of load without a swap. */
const alone = 20_000;

/** Milliseconds of load between two swaps, in which the new graph meets its first requests. */
const between = 300;

/** Swaps so many times while the load goes on; with none it is the load alone, for comparison. */
export async function swapUnderLoad(times: number, load: Omit<Pressing, 'seconds' | 'core' | 'url'>): Promise<Swapped> {
  const over = new AbortController();
  const stretches: Pressed[] = [];
  const pressing = (async () => {
    while (!over.signal.aborted) {
      stretches.push(await press({ ...load, url: urlOf('/graphql'), core: cores.others, seconds: stretch }));
    }
  })();
  const taken: number[] = [];
  try {
    for (let swap = 0; swap < times; swap += 1) {
      await pause(between);
      taken.push(await swapOnce());
    }
    if (times === 0) await pause(alone);
  } finally {
    over.abort();
    await pressing;
  }
  return {
    times: taken,
    requests: stretches.reduce((total, { requests }) => total + requests, 0),
    failed: stretches.reduce((total, { failed }) => total + failed, 0),
    p99: Math.max(...stretches.map(({ p99 }) => p99)),
  };
}

async function swapOnce(): Promise<number> {
  const response = await fetch(urlOf('/swap'), { method: 'POST' });
  if (!response.ok) throw new Error(`A swap was refused with status ${response.status}: ${await response.text()}`);
  const { milliseconds } = (await response.json()) as { milliseconds: number };
  return milliseconds;
}
