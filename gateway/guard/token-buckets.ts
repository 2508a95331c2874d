/** Entries above which those that are full again are forgotten. */
const manyEntries = 10_000;
/** Milliseconds between two such looks. */
const sweepInterval = 1_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** A token bucket for each key: so many a second, and ten seconds' worth at once. */
export class TokenBuckets {
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();
  #sweptAt = 0;

  /** `now` gives milliseconds. */
  constructor(perSecond: number, now: () => number = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#burst = perSecond * 10;
    this.#now = now;
  }

  /** Takes one; false where there is none. */
  take(key: string): boolean {
    const bucket = this.#filled(key);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  /** Seconds until there is one to take, 0 where there is; none is taken. */
  wait(key: string): number {
    if (!this.#buckets.has(key)) return 0;
    const { tokens } = this.#filled(key);
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / this.#perSecond);
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#buckets.size;
  }

  #filled(key: string): Bucket {
    const now = this.#now();
    const known = this.#buckets.get(key);
    if (known) {
      known.tokens = Math.min(this.#burst, known.tokens + ((now - known.at) / 1_000) * this.#perSecond);
      known.at = now;
      return known;
    }
    if (this.#buckets.size >= manyEntries && now - this.#sweptAt >= sweepInterval) this.#sweep(now);
    const bucket = { tokens: this.#burst, at: now };
    this.#buckets.set(key, bucket);
    return bucket;
  }

  // What is full again says nothing more than what is not there: it goes.
  #sweep(now: number): void {
    this.#sweptAt = now;
    for (const [key, { tokens, at }] of this.#buckets)
      if (tokens + ((now - at) / 1_000) * this.#perSecond >= this.#burst) this.#buckets.delete(key);
  }
}
