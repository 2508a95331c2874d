import type { Log } from '../../kit/module/host.js';
import type { Metrics } from './metrics.js';
import type { Trail } from './trail.js';

/** Lines that one second may have: when everything is slow, the log must not be what makes it slower. */
const mostLines = 5;

/** Writes down what operations that took long were about, without what anybody gave for their variables. */
export class SlowOperations {
  /** Milliseconds. */
  readonly threshold: number;
  readonly #log: Log;
  readonly #metrics: Metrics | null;
  readonly #now: () => number;
  #second = 0;
  #lines = 0;
  #leftOut = 0;

  /** `now` gives milliseconds of a clock that never goes back. */
  constructor(threshold: number, log: Log, metrics: Metrics | null, now: () => number = () => performance.now()) {
    this.threshold = threshold;
    this.#log = log;
    this.#metrics = metrics;
    this.#now = now;
  }

  /** Writes a line, unless this second has its lines already; the next line then says how many were left out. */
  tell(trail: Trail, protocol: string): void {
    if (this.#metrics) this.#metrics.slow.value += 1;
    const second = Math.floor(this.#now() / 1_000);
    if (second !== this.#second) {
      this.#second = second;
      this.#lines = 0;
    }
    if (this.#lines >= mostLines) {
      this.#leftOut += 1;
      if (this.#metrics) this.#metrics.slowLeftOut.value += 1;
      return;
    }
    this.#lines += 1;
    const leftOut = this.#leftOut > 0 ? { leftOut: this.#leftOut } : {};
    this.#leftOut = 0;
    this.#log.warn({ requestId: trail.requestId, protocol, ...trail.told(), ...leftOut }, 'An operation was slow.');
  }
}
