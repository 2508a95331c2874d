import type { GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
import { type Span, type SpanContext, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { Fault } from '../../kit/module/fault.js';
import type { Answer, AnswerBody, PartedAnswer, StreamedAnswers } from '../answer.js';
import { codeOf } from './code-of-error.js';
import { Fetched } from './fetched.js';
import type { Telemetry } from './telemetry.js';
import { traceparentOf } from './traces.js';

/** Fetches that are told one by one. */
const mostFetches = 50;

/**
 * What is noted of one request while it is answered: for metrics, the log of slow operations and traces. Numbers and names of
 * programs only. Where none of the three is wanted a request has no trail.
 */
export class Trail {
  readonly requestId: string;
  /** The request's span; null where it is not traced, and after its end. */
  span: Span | null;
  /** What traces of its own are linked to that follow from the request. */
  readonly #cause: SpanContext | null;
  /** A trace that is not kept, for whoever is asked on this request's behalf. */
  readonly #passedOn: string | undefined;
  readonly #telemetry: Telemetry;
  readonly #begunAt: number;
  #operation: OperationDefinitionNode | undefined;
  #digest = '';
  #cost = 0;
  #preparedAt = 0;
  #validation = 0;
  #planning = 0;
  #fetches: Fetched[] | undefined;
  #moreFetches = 0;
  #statements = 0;
  #statementTime = 0;
  #endedAt = 0;
  #protocol = '';
  #isEvent = false;
  #code = 'INVALID';
  #reason: string | undefined;

  constructor(
    telemetry: Telemetry,
    requestId: string,
    begunAt: number,
    span: Span | null,
    passedOn: string | undefined,
  ) {
    this.#telemetry = telemetry;
    this.requestId = requestId;
    this.#begunAt = begunAt;
    this.span = span;
    this.#cause = span?.spanContext() ?? null;
    this.#passedOn = passedOn;
  }

  /** It is on its own behalf that it asks. */
  get trail(): Trail {
    return this;
  }

  get telemetry(): Telemetry {
    return this.#telemetry;
  }

  /** The header `traceparent` for whoever is asked on this request's behalf. */
  get traceparent(): string | undefined {
    return this.span ? traceparentOf(this.span) : this.#passedOn;
  }

  /** An operation was looked for among those that are validated. */
  lookedUp(isKnown: boolean): void {
    const { metrics } = this.#telemetry;
    if (metrics) (isKnown ? metrics.found : metrics.missed).value += 1;
  }

  /** An operation was validated, or refused by that, since then. */
  validated(since: number): void {
    this.#validation += this.#phase('validate', since);
  }

  /** A plan is being made. */
  plans(planned: Promise<unknown>): void {
    const since = performance.now();
    const over = (): void => {
      this.#planning += this.#phase('plan', since);
    };
    planned.then(over, over);
  }

  /** The operation is known and what it may cost; of several on one request's behalf the first is the client's own. */
  prepared({ operation, digest }: { operation: OperationDefinitionNode; digest: string }, cost: number): void {
    if (this.#operation) return;
    this.#operation = operation;
    this.#digest = digest;
    this.#cost = cost;
    this.#preparedAt = performance.now();
  }

  /** A fetch begins. */
  fetch(subgraph: string, isLocal: boolean): Fetched {
    const fetched = new Fetched(this, subgraph, isLocal);
    if (this.#endedAt > 0) return fetched;
    this.#fetches ??= [];
    if (this.#fetches.length < mostFetches) this.#fetches.push(fetched);
    else this.#moreFetches += 1;
    return fetched;
  }

  /** A statement was asked on this request's behalf. */
  stated(milliseconds: number): void {
    this.#statements += 1;
    this.#statementTime += milliseconds;
  }

  /** The pipeline has answered. */
  came(outcome: Answer | Pick<StreamedAnswers, 'phase'> | Pick<PartedAnswer, 'phase'>): void {
    if (outcome.phase === 'stream' || outcome.phase === 'parts') {
      this.#code = 'OK';
      return;
    }
    const [first] = outcome.body.errors ?? [];
    this.#code = first ? codeOf(first) : 'OK';
    if (outcome.phase !== 'execution') this.#reason = reasonOf(first) ?? this.#code;
  }

  /** A batch was answered. */
  cameTogether(): void {
    this.#code = 'OK';
  }

  /** The request was refused, or met a defect. */
  refused(error: unknown): void {
    this.#code = error instanceof Fault ? error.code : 'INTERNAL';
    this.#reason = error instanceof Fault ? (reasonOf(error) ?? error.code) : 'INTERNAL';
  }

  /** A live stream was opened (1) or ended (-1) on its behalf. */
  streams(change: 1 | -1): void {
    const { metrics } = this.#telemetry;
    if (metrics) (change === 1 ? metrics.streamsOpened : metrics.streamsEnded).value += 1;
  }

  /** The trail of an event of its stream: another, with a trace of its own, where that is drawn; else this one. */
  event(): Trail {
    const { traces } = this.#telemetry;
    const isTraced = traces && this.#passedOn === undefined;
    const span = isTraced ? traces.beginApart('subscription event', SpanKind.INTERNAL, {}, this.#cause) : null;
    if (!span) return this;
    const event = new Trail(this.#telemetry, this.requestId, performance.now(), span, undefined);
    event.#protocol = this.#protocol;
    event.#isEvent = true;
    if (this.#operation) event.prepared({ operation: this.#operation, digest: this.#digest }, this.#cost);
    return event;
  }

  /** An event of its stream was answered with this; of the trail of an event, its end. */
  streamed(body: Pick<AnswerBody, 'errors'>): void {
    const { metrics } = this.#telemetry;
    if (metrics) metrics.streamEvents.value += 1;
    if (!this.#isEvent || !this.span) return;
    this.came({ phase: 'execution', body });
    this.#endedAt = performance.now();
    this.#endSpan(this.span);
  }

  /** The request is over; of a stream, its opening. What comes later is not counted among it. */
  over(protocol: string): void {
    if (this.#endedAt > 0) return;
    this.#endedAt = performance.now();
    this.#protocol = protocol;
    const { metrics, slow } = this.#telemetry;
    const milliseconds = this.#endedAt - this.#begunAt;
    if (metrics) {
      metrics.answered(protocol, this.#kind, this.#operation?.name?.value, this.#code, milliseconds);
      if (this.#reason !== undefined) metrics.refused(this.#reason);
    }
    if (slow && milliseconds >= slow.threshold) slow.tell(this, protocol);
    if (this.span) this.#endSpan(this.span);
  }

  /** What the log of slow operations tells. */
  told(): Readonly<Record<string, unknown>> {
    const executed = this.#preparedAt === 0 ? 0 : this.#endedAt - this.#preparedAt;
    return {
      operation: this.#operation?.name?.value ?? null,
      kind: this.#kind,
      document: this.#digest,
      code: this.#code,
      milliseconds: tenths(this.#endedAt - this.#begunAt),
      phases: {
        ...(this.#validation > 0 ? { validate: tenths(this.#validation) } : {}),
        ...(this.#planning > 0 ? { plan: tenths(this.#planning) } : {}),
        execute: tenths(executed),
      },
      fetches: (this.#fetches ?? []).map(({ subgraph, outcome, milliseconds }) => ({
        subgraph,
        outcome,
        milliseconds: tenths(milliseconds),
      })),
      ...(this.#moreFetches > 0 ? { moreFetches: this.#moreFetches } : {}),
      statements: { count: this.#statements, milliseconds: tenths(this.#statementTime) },
      cost: this.#cost,
    };
  }

  get #kind(): string {
    return this.#operation?.operation ?? 'unknown';
  }

  #phase(phase: 'validate' | 'plan', since: number): number {
    const { metrics, traces } = this.#telemetry;
    const now = performance.now();
    const milliseconds = now - since;
    if (metrics) (phase === 'plan' ? metrics.planning : metrics.validation).observe(milliseconds);
    if (this.span && traces) traces.end(traces.within(this.span, phase, since, {}), now);
    return milliseconds;
  }

  #endSpan(span: Span): void {
    this.span = null;
    if (this.#operation && !this.#isEvent) span.updateName(this.#kind);
    span.setAttributes({
      'graphql.operation.type': this.#kind,
      'yimen.request.id': this.requestId,
      'yimen.protocol': this.#protocol,
      'yimen.outcome': this.#code,
      'yimen.cost': this.#cost,
      ...(this.#operation?.name ? { 'graphql.operation.name': this.#operation.name.value } : {}),
      ...(this.#digest === '' ? {} : { 'yimen.document.digest': this.#digest }),
    });
    if (this.#code === 'INTERNAL') span.setStatus({ code: SpanStatusCode.ERROR });
    this.#telemetry.traces?.end(span, this.#endedAt);
  }
}

function reasonOf(error: Pick<GraphQLFormattedError, 'extensions'> | undefined): string | undefined {
  const reason = error?.extensions?.['reason'];
  return typeof reason === 'string' ? reason : undefined;
}

function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
