import type { Span } from '@opentelemetry/api';
import { asking } from './asking.js';
import type { Fetched } from './fetched.js';
import type { Trail } from './trail.js';

/**
 * A field of a traced fetch whose resolver asks for something: from its first call to the last answer. One that only reads
 * what is there has no span.
 */
export class AskingField {
  readonly #fetched: Fetched;
  readonly #coordinate: string;
  readonly #begunAt = performance.now();
  #span: Span | null = null;
  #calls = 0;
  #endedAt = 0;

  constructor(fetched: Fetched, coordinate: string) {
    this.#fetched = fetched;
    this.#coordinate = coordinate;
  }

  get trail(): Trail {
    return this.#fetched.trail;
  }

  /** Made when the first is asked within it. */
  get span(): Span | null {
    const { span, trail } = this.#fetched;
    const attributes = { 'graphql.field.coordinate': this.#coordinate };
    if (span) this.#span ??= trail.telemetry.traces?.within(span, this.#coordinate, this.#begunAt, attributes) ?? null;
    return this.#span;
  }

  watch<T>(work: () => T): T {
    this.#calls += 1;
    const result = asking.run(this, work);
    if (result instanceof Promise) this.#waitFor(result);
    else this.#endedAt = performance.now();
    return result;
  }

  over(): void {
    if (!this.#span) return;
    this.#span.setAttribute('yimen.calls', this.#calls);
    this.trail.telemetry.traces?.end(this.#span, Math.max(this.#endedAt, this.#begunAt));
  }

  #waitFor(result: Promise<unknown>): void {
    const ended = (): void => {
      this.#endedAt = performance.now();
    };
    result.then(ended, ended);
    // It waits for something, so it is told, whether or not that is a statement.
    void this.span;
  }
}
