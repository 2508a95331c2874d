import { setTimeout as pause } from 'node:timers/promises';
import { databaseFault, isOfDatabase, isOutage } from '../kit/data/database-faults.js';
import { outageLog } from '../kit/data/outage-log.js';
import type { Log } from '../kit/module/host.js';

/** Milliseconds between two tries: the first, twice as long each time, and the longest. */
const firstPause = 500;
const longestPause = 5_000;

/** A piece of a start that needs the database; where it failed, it may be done again. */
type Step = () => unknown;

/**
 * What of a portal's start needs its database: steps in their order, each done once. At the start itself where the database is
 * there; later, without a restart, where it is not.
 */
export class Preparation {
  readonly #log: Log;
  readonly #left: Step[];
  readonly #closing = new AbortController();
  #running: Promise<boolean> | null = null;

  constructor(steps: readonly Step[], log: Log) {
    this.#left = [...steps];
    this.#log = log;
  }

  /** Does what is left, and nothing more once it is closed. Throws what the first step throws that fails, which is then left. */
  async run(): Promise<void> {
    for (let step = this.#left[0]; step && !this.#closing.signal.aborted; step = this.#left[0]) {
      await step();
      this.#left.shift();
    }
  }

  /**
   * The same, again and again for as long as the database does not do what it is asked. Answers whether all is done: not where it is
   * closed first. Throws what would have ended a start.
   */
  persist(): Promise<boolean> {
    return (this.#running ??= this.#persist());
  }

  /** Begins no further step, and waits for the one under way. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running?.catch(() => {});
  }

  async #persist(): Promise<boolean> {
    if (this.#left.length === 0) return true;
    const outage = outageLog(this.#log, 'the database is away since the start', 'the database is there');
    const { signal } = this.#closing;
    for (let rest = firstPause; !signal.aborted; rest = Math.min(rest * 2, longestPause)) {
      try {
        await this.run();
        if (signal.aborted) break;
        this.#log.info({}, 'The database is there; what the start left out is done.');
        return true;
      } catch (error) {
        if (!isPassing(error)) throw error;
        outage.failed(error);
      }
      await pause(rest, undefined, { ref: false, signal }).catch(() => {});
    }
    return false;
  }
}

/** Whether an error, or what it came of, is a trouble of the server that goes by. */
function isPassing(error: unknown): boolean {
  const told = databaseFault(error) ?? error;
  if (isOfDatabase(told) || isOutage(told)) return true;
  return error instanceof Error && error.cause !== undefined && isPassing(error.cause);
}
