/*
 * Decides whether a subgraph that fails is still asked. Assumes that each call that was admitted is told of once, as failed,
 * succeeded or neither, and that `now` never goes back.
 */
/** What a breaker is told of its own changes, once for each. */
export interface BreakerListener {
  /** It opened: of so many calls so many failed, the last one so. */
  opened(failures: number, calls: number, lastFailure: string): void;
  closed(): void;
}

/** Calls that are judged together. */
const windowCalls = 20;
/** Milliseconds after which a call is judged no more, and after which fewer calls than a window has are judged. */
const windowTime = 10_000;
/** Calls that are judged at least: where hardly anybody asks, one failure says little. */
const leastCalls = 5;
/** Milliseconds from opening, or from a probe that failed, to the next probe. */
const rest = 5_000;

/**
 * A circuit breaker. Closed, it admits every call; it opens when half of the last 20 calls failed, or half of those of
 * the last 10 s. Open, it admits none, and after 5 s one, the probe, whose end closes it or leaves it open for another 5 s.
 * All times are milliseconds of one monotonic clock.
 */
export class Breaker {
  readonly #listener: BreakerListener;
  readonly #endings = new Float64Array(windowCalls);
  readonly #failed = new Uint8Array(windowCalls);
  #next = 0;
  #count = 0;
  #lastEnding = Number.NEGATIVE_INFINITY;
  // Since when there are calls without a pause as long as a window.
  #begunAt = 0;
  // Raised at each change: a call that was admitted before says nothing about what stands now.
  #period = 1;
  #probeAt: number | undefined;
  #isProbing = false;

  constructor(listener: BreakerListener) {
    this.#listener = listener;
  }

  /** Admits a call: the period to be told with its end; 0 where it is not admitted. */
  admit(now: number): number {
    if (this.#probeAt === undefined) return this.#period;
    if (this.#isProbing || now < this.#probeAt) return 0;
    this.#isProbing = true;
    return this.#period;
  }

  /** Whether it is open; a probe may be due. */
  get isOpen(): boolean {
    return this.#probeAt !== undefined;
  }

  /** Whether it is open and a call failed in the last 5 s, or one tries it now: nobody asks a subgraph of which that is long ago. */
  isFailing(now: number): boolean {
    return this.#probeAt !== undefined && (this.#isProbing || now < this.#probeAt);
  }

  /** Seconds after which it is worth asking again; one at least. */
  retryAfter(now: number): number {
    return Math.max(1, Math.ceil(((this.#probeAt ?? now) - now) / 1_000));
  }

  succeeded(period: number, now: number): void {
    if (period !== this.#period) return;
    if (this.#probeAt === undefined) this.#note(now, 0);
    else this.#close();
  }

  /** A call failed; `failure` says how, for the log. */
  failed(period: number, now: number, failure: string): void {
    if (period !== this.#period) return;
    if (this.#probeAt !== undefined) {
      this.#isProbing = false;
      this.#probeAt = now + rest;
      return;
    }
    this.#note(now, 1);
    this.#judge(now, failure);
  }

  /** A call ended without telling anything of the subgraph: nobody wanted its answer any more. */
  ended(period: number): void {
    if (period === this.#period) this.#isProbing = false;
  }

  #note(now: number, failed: 0 | 1): void {
    if (now - this.#lastEnding >= windowTime) this.#begunAt = now;
    this.#lastEnding = now;
    this.#endings[this.#next] = now;
    this.#failed[this.#next] = failed;
    this.#next = this.#next + 1 === windowCalls ? 0 : this.#next + 1;
    if (this.#count < windowCalls) this.#count += 1;
  }

  #judge(now: number, failure: string): void {
    let [calls, failures] = [0, 0];
    for (let index = 0; index < this.#count; index += 1) {
      if ((this.#endings[index] ?? 0) < now - windowTime) continue;
      calls += 1;
      failures += this.#failed[index] ?? 0;
    }
    const isWhole = calls === windowCalls || now - this.#begunAt >= windowTime;
    if (!isWhole || calls < leastCalls || failures * 2 < calls) return;
    this.#period += 1;
    this.#probeAt = now + rest;
    this.#listener.opened(failures, calls, failure);
  }

  #close(): void {
    this.#period += 1;
    this.#probeAt = undefined;
    this.#isProbing = false;
    this.#count = 0;
    this.#next = 0;
    this.#lastEnding = Number.NEGATIVE_INFINITY;
    this.#listener.closed();
  }
}
