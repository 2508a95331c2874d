import { setImmediate as turn } from 'node:timers/promises';

/** Milliseconds of work on the event loop after which others have a turn. */
const longest = 10;

/** Work on the event loop in parts, between which requests have a turn when it has gone on for long enough. */
export class Turns {
  #since = performance.now();

  /** Between two parts. */
  async pass(): Promise<void> {
    if (performance.now() - this.#since < longest) return;
    await turn();
    this.#since = performance.now();
  }
}
