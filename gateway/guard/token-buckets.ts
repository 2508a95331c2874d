import { hash } from 'node:crypto';

/** Entries above which those that are full again are forgotten. */
const manyEntries = 10_000;
/** Milliseconds between two such looks. */
const sweepInterval = 1_000;

/** Of a key's rate: who takes less of it here need not be known elsewhere. */
const worthTelling = 0.05;

/** Keys that one telling names, so that it fits a notice of PostgreSQL. */
const mostTold = 250;

/** What was taken of one key's tokens, the key as the beginning of its SHA-256. */
export type Taken = readonly [digest: string, count: number];

interface Bucket {
  /** Null while only other replicas have had this key. */
  key: string | null;
  /** Empty where nothing is shared. */
  readonly digest: string;
  /** Below nothing when others took what was given here too: it is paid back first. */
  tokens: number;
  at: number;
  /** Taken here since others were told. */
  untold: number;
}

/** A token bucket for each key: so many a second, and ten seconds' worth at once. */
export class TokenBuckets {
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();
  readonly #byDigest = new Map<string, Bucket>();
  /** Buckets taken from since the last telling; null where nobody is told. */
  #touched: Bucket[] | null = null;
  /** Buckets of which only other replicas know the key. */
  #strangers = 0;
  #toldAt = 0;
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
    if (this.#touched !== null && bucket.untold++ === 0) this.#touched.push(bucket);
    return true;
  }

  /** Seconds until there is one to take, 0 where there is; none is taken. */
  wait(key: string): number {
    if (!this.#buckets.has(key) && !this.#isStranger(key)) return 0;
    const { tokens } = this.#filled(key);
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / this.#perSecond);
  }

  /** How many keys are remembered. */
  get size(): number {
    return Math.max(this.#buckets.size, this.#byDigest.size);
  }

  /** Remembers from now on what is to be told to other replicas. Before anything is taken. */
  share(): void {
    this.#touched ??= [];
    this.#toldAt = this.#now();
  }

  /** What others are to be told: who took more here since the last call than a twentieth of the rate, the busiest first. */
  tell(): readonly Taken[] {
    if (this.#touched === null) return [];
    const now = this.#now();
    const least = worthTelling * this.#perSecond * ((now - this.#toldAt) / 1_000);
    this.#toldAt = now;
    const busy = this.#touched.filter(({ untold }) => untold > least).sort((one, other) => other.untold - one.untold);
    const told = busy.slice(0, mostTold).map(({ digest, untold }): Taken => [digest, untold]);
    for (const bucket of this.#touched) bucket.untold = 0;
    this.#touched = [];
    return told;
  }

  /** Takes off here what was taken at another replica. */
  takenElsewhere(taken: readonly Taken[]): void {
    const now = this.#now();
    for (const [digest, count] of taken) {
      const bucket = this.#byDigest.get(digest) ?? this.#stranger(digest, now);
      this.#fill(bucket, now);
      bucket.tokens -= count;
    }
  }

  #filled(key: string): Bucket {
    const now = this.#now();
    const known = this.#buckets.get(key);
    if (known) {
      this.#fill(known, now);
      return known;
    }
    const bucket = this.#added(key, now);
    this.#buckets.set(key, bucket);
    return bucket;
  }

  #added(key: string, now: number): Bucket {
    this.#makeRoom(now);
    if (this.#touched === null) return { key, digest: '', tokens: this.#burst, at: now, untold: 0 };
    const digest = digestOf(key);
    const stranger = this.#byDigest.get(digest);
    if (stranger) {
      stranger.key = key;
      this.#strangers -= 1;
      this.#fill(stranger, now);
      return stranger;
    }
    const bucket = { key, digest, tokens: this.#burst, at: now, untold: 0 };
    this.#byDigest.set(digest, bucket);
    return bucket;
  }

  #stranger(digest: string, now: number): Bucket {
    this.#makeRoom(now);
    const bucket = { key: null, digest, tokens: this.#burst, at: now, untold: 0 };
    this.#byDigest.set(digest, bucket);
    this.#strangers += 1;
    return bucket;
  }

  #isStranger(key: string): boolean {
    return this.#strangers > 0 && this.#byDigest.has(digestOf(key));
  }

  #fill(bucket: Bucket, now: number): void {
    bucket.tokens = Math.min(this.#burst, bucket.tokens + ((now - bucket.at) / 1_000) * this.#perSecond);
    bucket.at = now;
  }

  // What is full again says nothing more than what is not there: it goes.
  #makeRoom(now: number): void {
    if (this.size < manyEntries || now - this.#sweptAt < sweepInterval) return;
    this.#sweptAt = now;
    const isFull = ({ tokens, at }: Bucket): boolean => tokens + ((now - at) / 1_000) * this.#perSecond >= this.#burst;
    for (const [key, bucket] of this.#buckets) if (isFull(bucket)) this.#buckets.delete(key);
    for (const [digest, bucket] of this.#byDigest) {
      if (!isFull(bucket)) continue;
      this.#byDigest.delete(digest);
      if (bucket.key === null) this.#strangers -= 1;
    }
  }
}

function digestOf(key: string): string {
  return hash('sha256', key, 'base64url').slice(0, 16);
}
