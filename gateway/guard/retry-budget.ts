/*
 * Counts calls and second tries by the second. Assumes milliseconds of a clock that never goes back.
 */
/** Seconds that are counted. */
const seconds = 10;
/** Share of the calls that may be tried again. */
const share = 0.1;
/** Second tries in those seconds that are granted in any case: with few calls a share of them would be none. */
const least = 3;

/** How many second tries there may be: a subgraph that is in need must not get twice the calls. */
export class RetryBudget {
  readonly #calls = new Uint32Array(seconds);
  readonly #retries = new Uint32Array(seconds);
  #second = 0;
  #taken = 0;

  /** Notes a first try. */
  call(now: number): void {
    const place = this.#placeOf(now);
    this.#calls[place] = (this.#calls[place] ?? 0) + 1;
  }

  /** Second tries there have been. */
  get taken(): number {
    return this.#taken;
  }

  /** Takes a second try, where one is left. */
  take(now: number): boolean {
    const place = this.#placeOf(now);
    const granted = Math.max(least, Math.floor(sum(this.#calls) * share));
    if (sum(this.#retries) >= granted) return false;
    this.#retries[place] = (this.#retries[place] ?? 0) + 1;
    this.#taken += 1;
    return true;
  }

  #placeOf(now: number): number {
    const second = Math.floor(now / 1_000);
    for (let past = Math.max(this.#second + 1, second - seconds + 1); past <= second; past += 1) {
      this.#calls[past % seconds] = 0;
      this.#retries[past % seconds] = 0;
    }
    if (second > this.#second) this.#second = second;
    return this.#second % seconds;
  }
}

function sum(counts: Uint32Array): number {
  return counts.reduce((total, count) => total + count, 0);
}
