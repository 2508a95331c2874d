import { type Span, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { JobWatch, TakenJob } from '../../kit/events/job-watch.js';
import { type Asker, asking } from './asking.js';
import { reasonOfFailure } from './reason-of-failure.js';
import { contextIn, traceparentOf, type Traces } from './traces.js';

/**
 * Traces jobs: each that is traced has a trace of its own, linked to that of the work that emitted its event. Names by
 * OpenTelemetry's conventions for messaging; a timer has no sender, so it is work of the process itself.
 */
export class TracedJobs implements JobWatch {
  readonly #traces: Traces;

  constructor(traces: Traces) {
    this.#traces = traces;
  }

  /** The header `traceparent` of the work that emits. */
  origin(): string | undefined {
    const asker = asking.getStore();
    const span = asker?.trail.span ? asker.span : null;
    return span ? traceparentOf(span) : undefined;
  }

  async run(job: TakenJob, work: (named: (name: string) => void) => Promise<void>): Promise<void> {
    const span = this.#begin(job);
    if (!span) return work(() => {});
    const asker: Asker = { trail: { span, stated: () => {} }, span };
    try {
      await asking.run(asker, () => work((name) => nameIt(span, job, name)));
    } catch (error) {
      span.setAttribute('error.type', reasonOfFailure(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      this.#traces.end(span, performance.now());
    }
  }

  #begin({ module, id, kind, origin }: TakenJob): Span | null {
    const cause = contextIn(origin);
    if (kind === 'timer') return this.#traces.beginApart('timer', SpanKind.INTERNAL, { 'yimen.module': module }, cause);
    const attributes = {
      'messaging.system': 'pg-boss',
      'messaging.operation.name': 'process',
      'messaging.operation.type': 'process',
      'messaging.destination.name': module,
      'messaging.message.id': id,
    };
    return this.#traces.beginApart(`process ${module}`, SpanKind.CONSUMER, attributes, cause);
  }
}

/** Names of events and timers are words of the program. */
function nameIt(span: Span, { kind }: TakenJob, name: string): void {
  if (kind === 'event') span.setAttribute('yimen.event', name);
  else span.updateName(`timer ${name}`).setAttribute('yimen.timer', name);
}
