import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { bounds, Count, type Distribution, type Family } from './instruments.js';
import type { Metrics } from './metrics.js';
import { type Observed, observedMetrics, Observer, type Sample } from './observed.js';

/** One line of a metric. */
interface Line {
  /** Left out where it is the metric's own. */
  readonly metricName?: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/** A metric as the registry is told of it. */
interface Told {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  readonly kind: 'counter' | 'gauge' | 'histogram';
}

const kinds = { counter: Counter, gauge: Gauge, histogram: Histogram } as const;

/** Writes the metrics of a process in Prometheus' text format. */
export class MetricsText {
  readonly registry = new Registry();
  readonly #observer: Observer;
  #latest: ReadonlyMap<string, readonly Sample[]> = new Map();
  #writing: Promise<string> | null = null;

  constructor(metrics: Metrics, observed: Observed) {
    this.#observer = new Observer(observed, metrics);
    collectDefaultMetrics({ register: this.registry });
    for (const family of metrics.families) this.#add(family, () => linesOf(family));
    for (const { name, help, labels, grows } of observedMetrics) {
      const kind = grows ? 'counter' : 'gauge';
      this.#add({ name, help, labels, kind }, () => this.#latest.get(name) ?? []);
    }
  }

  /** Whoever asks while it is being written is given the same. */
  write(): Promise<string> {
    this.#writing ??= this.#write().finally(() => (this.#writing = null));
    return this.#writing;
  }

  async #write(): Promise<string> {
    this.#latest = await this.#observer.look();
    return this.registry.metrics();
  }

  // The library would count as it is told; these numbers are counted already, so it is only asked to write them.
  #add({ name, help, labels, kind }: Told, lines: () => readonly Line[]): void {
    const metric = new kinds[kind]({ name, help, labelNames: [...labels], registers: [this.registry] });
    const get = async () => ({ name, help, type: kind, values: lines(), aggregator: 'sum' });
    Object.assign(metric, { get, getForPromString: get });
  }
}

function linesOf({ name, children }: Family<Count | Distribution>): Line[] {
  return children.flatMap((child) => (child instanceof Count ? [child] : bucketsOf(name, child)));
}

function bucketsOf(name: string, { labels, counts, sum }: Distribution): Line[] {
  let total = 0;
  const lines = Array.from(counts, (count, bucket): Line => {
    total += count;
    return { metricName: `${name}_bucket`, labels: { ...labels, le: bounds[bucket] ?? '+Inf' }, value: total };
  });
  const line = (what: string, value: number): Line => ({ metricName: `${name}_${what}`, labels, value });
  return [...lines, line('sum', sum), line('count', total)];
}
