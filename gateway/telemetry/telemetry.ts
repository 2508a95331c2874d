import type { IncomingHttpHeaders } from 'node:http';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { StatementWatch } from '../../kit/data/statement-watch.js';
import type { JobWatch } from '../../kit/events/job-watch.js';
import type { Log } from '../../kit/module/host.js';
import type { TelemetrySettings } from '../telemetry-settings.js';
import { asking } from './asking.js';
import { Metrics } from './metrics.js';
import { SlowOperations } from './slow-operations.js';
import { TracedJobs } from './traced-jobs.js';
import { Traces } from './traces.js';
import { Trail } from './trail.js';

/** What telemetry is opened with. */
export interface TelemetryParts {
  readonly log: Log;
  /** The name under which traces know this process. */
  readonly service: string;
  /** Names of the operations that the manifest of trusted documents has. */
  readonly names?: ReadonlySet<string>;
}

/** What operators see of requests: numbers, slow ones, traces; each is null where it is not wanted. */
export class Telemetry {
  readonly metrics: Metrics | null;
  readonly slow: SlowOperations | null;
  readonly traces: Traces | null;

  private constructor(metrics: Metrics | null, slow: SlowOperations | null, traces: Traces | null) {
    this.metrics = metrics;
    this.slow = slow;
    this.traces = traces;
    this.statements = metrics || slow || traces ? this.#watch : undefined;
    this.jobs = traces ? new TracedJobs(traces) : undefined;
  }

  /** Opens what the settings want. */
  static async open(
    { admin, slowOperation, traces: wanted }: TelemetrySettings,
    { log, service, names = new Set() }: TelemetryParts,
  ): Promise<Telemetry> {
    const metrics = admin ? new Metrics(names) : null;
    const slow = slowOperation > 0 ? new SlowOperations(slowOperation, log, metrics) : null;
    const lost = (spans: number): void => {
      if (metrics) metrics.spansLost.value += spans;
    };
    const traces = wanted ? await Traces.open(wanted, service, { log, lost }) : null;
    return new Telemetry(metrics, slow, traces);
  }

  /** Begins a request's trail; undefined where nobody wants to see anything of it. */
  begin(requestId: string, headers: IncomingHttpHeaders, begunAt: number): Trail | undefined {
    const { metrics, slow, traces } = this;
    if (!traces) return metrics || slow ? new Trail(this, requestId, begunAt, null, undefined) : undefined;
    const span = traces.begin(headers, begunAt);
    return new Trail(this, requestId, begunAt, span, span ? undefined : traces.passedOn(headers));
  }

  /** Is told of every statement that is asked of the database; undefined where nobody wants to know. */
  readonly statements: StatementWatch | undefined;

  /** Is told of every job that runs; undefined where nothing is traced. */
  readonly jobs: JobWatch | undefined;

  readonly #watch: StatementWatch = {
    begin: () => {
      const begunAt = performance.now();
      const asker = asking.getStore();
      return (statement, failed) => {
        const now = performance.now();
        const { metrics, traces } = this;
        if (metrics) (failed ? metrics.statementsFailed : metrics.statements).observe(now - begunAt);
        if (!asker) return;
        asker.trail.stated(now - begunAt);
        const parent = traces && asker.trail.span ? asker.span : null;
        if (!traces || !parent) return;
        const text = withoutValues(statement);
        const attributes = { 'db.system.name': 'postgresql', 'db.query.text': text };
        const span = traces.within(parent, verbOf(text), begunAt, attributes, SpanKind.CLIENT);
        if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
        traces.end(span, now);
      };
    },
  };

  /** Sends what waits to be sent. */
  async close(): Promise<void> {
    await this.traces?.close();
  }
}

const longestStatement = 2_000;

/** A statement with a question mark for each value that stands in it. */
function withoutValues(statement: string): string {
  return statement
    .replaceAll(/E?'(?:[^']|'')*'/g, '?')
    .replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$/g, '?')
    .replaceAll(/(?<![\w"$])\d+(?:\.\d+)?/g, '?')
    .replaceAll(/\(\s*\?(?:\s*,\s*\?)+\s*\)/g, '(?)')
    .slice(0, longestStatement);
}

function verbOf(statement: string): string {
  return /^\s*([a-z]+)/i.exec(statement)?.[1]?.toLowerCase() ?? 'statement';
}
