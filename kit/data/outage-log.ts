import type { Log } from '../module/host.js';
import { wordsForOperator } from './database-faults.js';

/** Milliseconds between two lines about the same outage, and without a failure before it counts as over. */
const every = 10_000;
const calm = 2_000;

/** Tells the log of something that is tried again and again: when it begins to fail, every ten seconds, and when it is over. */
export interface OutageLog {
  failed(error: unknown): void;
  passed(): void;
}

/** Makes one; `failing` says what fails, `over` that it does no more. */
export function outageLog(log: Log, failing: string, over: string): OutageLog {
  let began: number | null = null;
  let told = -Infinity;
  let last = 0;
  return {
    failed: (error) => {
      last = performance.now();
      began ??= last;
      if (last - told < every) return;
      told = last;
      log.warn({ error: wordsForOperator(error) }, failing);
    },
    passed: () => {
      if (began === null || performance.now() - last < calm) return;
      log.info({ seconds: Math.round((last - began) / 1_000) }, over);
      began = null;
    },
  };
}
