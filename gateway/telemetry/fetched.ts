import { type Span, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { asking } from './asking.js';
import { AskingField } from './asking-field.js';
import { reasonOfFailure } from './reason-of-failure.js';
import { traceparentOf } from './traces.js';
import type { Trail } from './trail.js';

/** One fetch of a request, from its begin to its answer. */
export class Fetched {
  readonly trail: Trail;
  readonly subgraph: string;
  /** Null where the request is not traced. */
  readonly span: Span | null;
  outcome = 'open';
  milliseconds = 0;
  readonly #begunAt = performance.now();
  #fields: Map<string, AskingField> | undefined;

  constructor(trail: Trail, subgraph: string, isLocal: boolean) {
    this.trail = trail;
    this.subgraph = subgraph;
    this.span = trail.span ? this.#spanWithin(trail.span, isLocal) : null;
  }

  /** The header `traceparent` for the subgraph. */
  get traceparent(): string | undefined {
    return this.span ? traceparentOf(this.span) : this.trail.traceparent;
  }

  /** Runs a module's work, whose statements are then this fetch's. */
  watch<T>(work: () => T): T {
    return asking.run(this, work);
  }

  /** The same for one field's resolver, where fields are told: a field is one however often it is asked. */
  resolve<T>(coordinate: string, work: () => T): T {
    this.#fields ??= new Map();
    const field = this.#fields.get(coordinate) ?? new AskingField(this, coordinate);
    this.#fields.set(coordinate, field);
    return field.watch(work);
  }

  /** The answer is there; nobody has read it yet. */
  stop(): void {
    this.milliseconds = performance.now() - this.#begunAt;
  }

  /** What became of it: `ok`, `errors`, `left`, or the reason of a failure. */
  over(outcome: string): void {
    if (this.outcome !== 'open') return;
    if (this.milliseconds === 0) this.stop();
    this.outcome = outcome;
    this.trail.telemetry.metrics?.fetched(this.subgraph, outcome, this.milliseconds);
    const { span } = this;
    if (!span) return;
    for (const field of this.#fields?.values() ?? []) field.over();
    span.setAttribute('yimen.outcome', outcome);
    if (outcome !== 'ok' && outcome !== 'errors') {
      span.setAttribute('error.type', outcome);
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    this.trail.telemetry.traces?.end(span, this.#begunAt + this.milliseconds);
  }

  /** It failed with this. */
  failed(thrown: unknown): void {
    this.over(reasonOfFailure(thrown));
  }

  #spanWithin(parent: Span, isLocal: boolean): Span | null {
    const { traces } = this.trail.telemetry;
    // A module that asks the graph meanwhile asks by a field of another fetch.
    const asker = asking.getStore()?.span ?? parent;
    const attributes = { 'yimen.subgraph': this.subgraph };
    const kind = isLocal ? SpanKind.INTERNAL : SpanKind.CLIENT;
    return traces ? traces.within(asker, `fetch ${this.subgraph}`, this.#begunAt, attributes, kind) : null;
  }
}
