/*
 * Lets large bodies come in a little at a time. Assumes that what is paused reads on when it is told to. Without turns a
 * socket is read up to two megabytes at once; without a rest between them some that send without end would have every turn of
 * the event loop, and the sender all of a core beside it.
 */
/** Bytes of a body from which on it is read in turns. */
export const largeBody = 1_048_576;
/** The same of a body whose length nobody tells: many of them that begin at once and have no end take little before their turn. */
export const largeUntoldBody = 262_144;

/** Pieces, of 64 KiB at most, that are read between two rests of a millisecond: some 110 megabytes a second, what a gigabit line brings. */
const piecesBetweenRests = 2;
/** Of so many bodies at a time half as many pieces are read: a service that has them all at once is likely at fault. */
const many = 4;

/** Something that reads on. */
export interface Reader {
  /** Smaller than that of all whose bodies began later. */
  readonly turn: number;
  readOn(): void;
}

/**
 * The large bodies of one subgraph: one of them is read in each turn of the event loop, the one that began first of those
 * that have more to read. So most are whole, or too large, before the others take memory.
 */
export class ReadingTurns {
  readonly #waiting: Reader[] = [];
  #isScheduled = false;
  #left = piecesBetweenRests;

  /** The reader has paused and reads on when it is its turn. */
  wait(reader: Reader): void {
    this.#waiting.push(reader);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    if (this.#left > 0) setImmediate(() => this.#next());
    else setTimeout(() => this.#next(this.#pieces()), 1);
  }

  #next(left = this.#left): void {
    this.#isScheduled = false;
    this.#left = left - 1;
    this.#first()?.readOn();
    if (this.#waiting.length > 0) this.#schedule();
  }

  #pieces(): number {
    return this.#waiting.length < many ? piecesBetweenRests : piecesBetweenRests / 2;
  }

  #first(): Reader | undefined {
    let first = 0;
    for (let index = 1; index < this.#waiting.length; index += 1)
      if ((this.#waiting[index]?.turn ?? 0) < (this.#waiting[first]?.turn ?? 0)) first = index;
    return this.#waiting.splice(first, 1)[0];
  }
}
