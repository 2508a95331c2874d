import type { Ailment } from '../../kit/docking/dock.js';

/**
 * Whether a subgraph is left alone as a whole, whoever asks: for something that calls alone cannot tell, where a breaker judges
 * the calls themselves.
 */
export class Quarantine {
  #why: Ailment | null = null;
  #times = 0;
  #beginning = new AbortController();

  /** Why it is left alone; null while it is asked as any other. */
  get why(): Ailment | null {
    return this.#why;
  }

  /** How often it was left alone. */
  get times(): number {
    return this.#times;
  }

  /** Aborted when a quarantine begins; while none lasts, the signal of the next one. */
  get beginning(): AbortSignal {
    return this.#beginning.signal;
  }

  /** Begins, or goes on for another reason. `reason` is what streams that are open end with. */
  begin(why: Ailment, reason: Error): void {
    if (this.#why === null) this.#times += 1;
    this.#why = why;
    this.#beginning.abort(reason);
  }

  end(): void {
    if (this.#why === null) return;
    this.#why = null;
    this.#beginning = new AbortController();
  }
}
