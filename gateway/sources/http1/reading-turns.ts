/*
 * Lets large bodies come in a little at a time. Assumes that what is paused reads on when it is told to. Without turns a
 * socket is read up to two megabytes at once; some that send without end would keep all other work waiting.
 */
/** Bytes of a body from which on it is read in turns. */
export const largeBody = 1_048_576;

/** Something that reads on. */
export interface Reader {
  readOn(): void;
}

/** The large bodies of one subgraph: one of them is read in each turn of the event loop. */
export class ReadingTurns {
  readonly #waiting: Reader[] = [];
  #isScheduled = false;

  /** The reader has paused and reads on when it is its turn. */
  wait(reader: Reader): void {
    this.#waiting.push(reader);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#waiting.shift()?.readOn();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }
}
