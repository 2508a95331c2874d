import type { IncomingHttpHeaders } from 'node:http';
import {
  type Attributes,
  type HrTime,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  trace,
  type Tracer,
  TraceFlags,
} from '@opentelemetry/api';
import type { Log } from '../../kit/module/host.js';
import type { TraceSettings } from '../telemetry-settings.js';

/** What the traces are written with. */
export interface TracesParts {
  readonly log: Log;
  /** Draws which requests are traced; `Math.random` unless given. */
  readonly random?: () => number;
  /** Told of spans that the collector did not take. */
  readonly lost: (spans: number) => void;
}

/** Milliseconds between two lines that say that the collector takes nothing. */
const silence = 60_000;

/** Milliseconds by which the clock of the process may differ from the day's. */
const mostDrift = 50;

/**
 * Traces requests and sends what is known of them to an OpenTelemetry collector, in batches and behind the answers. Which
 * request is traced is decided before anything is made for it.
 */
export class Traces {
  readonly #tracer: Tracer;
  readonly #settings: TraceSettings;
  readonly #random: () => number;
  // What `performance.now()` lacks to the time of the day: one number for all spans, so that none begins before its parent.
  #offset = performance.timeOrigin;
  /** Sends what waits and ends the sending. */
  readonly close: () => Promise<void>;

  private constructor(tracer: Tracer, settings: TraceSettings, random: () => number, close: () => Promise<void>) {
    this.#tracer = tracer;
    this.#settings = settings;
    this.#random = random;
    this.close = close;
  }

  /** Loads the SDK, which a process without traces need not know. `service` is the name under which it is seen. */
  static async open(
    settings: TraceSettings,
    service: string,
    { log, lost, random = Math.random }: TracesParts,
  ): Promise<Traces> {
    const { BatchSpanProcessor, TracerProvider } = await import('@opentelemetry/sdk-trace');
    const { resourceFromAttributes } = await import('@opentelemetry/resources');
    const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
    const exporter = new OTLPTraceExporter({ url: settings.url, timeoutMillis: 5_000 });
    let toldAt = Number.NEGATIVE_INFINITY;
    const send = exporter.export.bind(exporter);
    exporter.export = (spans, done) =>
      send(spans, (outcome) => {
        done(outcome);
        if (!outcome.error) return;
        lost(spans.length);
        if (performance.now() - toldAt < silence) return;
        toldAt = performance.now();
        log.warn({ err: outcome.error, spans: spans.length }, 'The collector of traces takes nothing.');
      });
    const provider = new TracerProvider({
      resource: resourceFromAttributes({ 'service.name': service }),
      spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 })],
    });
    // What could not be sent has been told already.
    const close = (): Promise<void> => provider.shutdown().catch(() => {});
    return new Traces(provider.getTracer('yimen'), settings, random, close);
  }

  /** A request's span, where the request is traced: as the caller decided, where it is believed, and else by lot. */
  begin(headers: IncomingHttpHeaders, at: number): Span | null {
    const parent = this.#settings.trusted ? contextIn(headers.traceparent) : null;
    const isTraced = parent ? parent.traceFlags === TraceFlags.SAMPLED : this.#random() < this.#settings.ratio;
    if (!isTraced) return null;
    this.#setClock();
    const within = parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
    return this.#tracer.startSpan('graphql', { kind: SpanKind.SERVER, startTime: this.#moment(at) }, within);
  }

  /**
   * The span of what no request waits for, in a trace of its own that is linked to `cause`, where that is known and traced;
   * what has no such cause is traced by lot.
   */
  beginApart(name: string, kind: SpanKind, attributes: Attributes, cause: SpanContext | null): Span | null {
    if (!cause && this.#random() >= this.#settings.ratio) return null;
    this.#setClock();
    const startTime = this.#moment(performance.now());
    const links = cause ? [{ context: cause }] : [];
    return this.#tracer.startSpan(name, { kind, startTime, attributes, links }, ROOT_CONTEXT);
  }

  /** What a believed caller said of a trace that is not kept: whoever is asked on its behalf need not keep it either. */
  passedOn(headers: IncomingHttpHeaders): string | undefined {
    if (!this.#settings.trusted) return undefined;
    const parent = contextIn(headers.traceparent);
    return parent ? `00-${parent.traceId}-${parent.spanId}-00` : undefined;
  }

  /** A span within another; `at` by `performance.now()`. */
  within(parent: Span, name: string, at: number, attributes: Attributes, kind = SpanKind.INTERNAL): Span {
    const options = { kind, startTime: this.#moment(at), attributes };
    return this.#tracer.startSpan(name, options, trace.setSpan(ROOT_CONTEXT, parent));
  }

  /** Ends a span; `at` by `performance.now()`. */
  end(span: Span, at: number): void {
    span.end(this.#moment(at));
  }

  #setClock(): void {
    const offset = Date.now() - performance.now();
    if (Math.abs(offset - this.#offset) > mostDrift) this.#offset = offset;
  }

  #moment(at: number): HrTime {
    const milliseconds = this.#offset + at;
    const seconds = Math.floor(milliseconds / 1_000);
    return [seconds, Math.floor((milliseconds - seconds * 1_000) * 1_000_000)];
  }
}

/** The header by which W3C Trace Context hands a span over. */
export function traceparentOf(span: Span): string {
  const { traceId, spanId } = span.spanContext();
  return `00-${traceId}-${spanId}-01`;
}

// W3C Trace Context, 3.2: a version that is not known yet may have more behind the flags.
const shape = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(?:$|-)/;

/** The span that such a header names; null where it is none. */
export function contextIn(traceparent: unknown): SpanContext | null {
  const [, traceId, spanId, flags] = (typeof traceparent === 'string' && shape.exec(traceparent)) || [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
}
