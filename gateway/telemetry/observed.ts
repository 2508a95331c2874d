import type { Database } from '../../kit/data/database.js';
import type { Bus } from '../../kit/events/bus.js';
import { type EngineState, engineState } from '../../kit/events/engine-state.js';
import type { Clock } from '../../kit/module/context.js';
import type { ChildState } from '../children/child.js';
import type { OpenStreams } from '../http/streams/open-streams.js';
import type { Documents } from '../operation/documents.js';
import { runningPlanners } from '../planning/planner-lanes.js';
import type { CallNumbers } from '../sources/source.js';
import type { Graph } from '../supergraph/graph.js';
import type { Labels } from './instruments.js';
import type { Metrics } from './metrics.js';

/** What is looked at when somebody asks for metrics. */
export interface Observed {
  readonly graph: () => Pick<Graph, 'sources' | 'operations'>;
  /** How often a graph was installed, and when the last was, in milliseconds since 1970. */
  readonly installed: () => { readonly times: number; readonly at: number };
  readonly documents: Documents;
  readonly open: OpenStreams;
  /** The modules in processes of their own; left out where none can be. */
  readonly children?: () => readonly ChildState[];
  /** Left out where no modules are hosted. */
  readonly engine?: { readonly database: Database; readonly bus: Bus; readonly clock: Clock };
}

/** A number that was asked for. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** A metric whose numbers are asked for. */
interface ObservedMetric {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  readonly grows?: boolean;
}

const subgraph = ['subgraph'] as const;
const module = ['module'] as const;

/** The metrics that are asked for. */
export const observedMetrics: readonly ObservedMetric[] = [
  { name: 'yimen_operation_cache_bytes', help: 'Estimated bytes of validated operations.', labels: ['segment'] },
  { name: 'yimen_document_cache_bytes', help: 'Bytes of documents remembered by their hash.', labels: ['segment'] },
  { name: 'yimen_subgraph_breaker_open', help: '1 while a subgraph that fails is left alone.', labels: subgraph },
  { name: 'yimen_subgraph_retries_total', help: 'Calls that were sent a second time.', labels: subgraph, grows: true },
  { name: 'yimen_subgraph_shared_calls_total', help: 'Calls that joined an equal one.', labels: subgraph, grows: true },
  { name: 'yimen_subgraph_quarantined', help: '1 while a docked subgraph is not asked at all.', labels: subgraph },
  {
    name: 'yimen_subgraph_quarantines_total',
    help: 'Quarantines of a docked subgraph that began.',
    labels: subgraph,
    grows: true,
  },
  { name: 'yimen_live_connections', help: 'WebSockets and event streams that are open.', labels: [] },
  { name: 'yimen_live_streams', help: 'Subscriptions that are open.', labels: [] },
  { name: 'yimen_graph_installations_total', help: 'Graphs that were installed.', labels: [], grows: true },
  { name: 'yimen_graph_installed_timestamp_seconds', help: 'When the graph that serves was installed.', labels: [] },
  { name: 'yimen_graph_subgraphs', help: 'Subgraphs of the graph that serves.', labels: [] },
  { name: 'yimen_planner_processes', help: 'Processes that plan.', labels: [] },
  { name: 'yimen_child_up', help: '1 while the process of a module serves.', labels: module },
  { name: 'yimen_child_restarts_total', help: 'Processes of a module after its first.', labels: module, grows: true },
  { name: 'yimen_child_memory_bytes', help: 'Memory of the process of a module.', labels: module },
  { name: 'db_client_connection_count', help: 'Connections to the PostgreSQL server.', labels: ['state'] },
  { name: 'db_client_connection_max', help: 'Connections that there may be.', labels: [] },
  { name: 'db_client_connection_pending_requests', help: 'Who waits for a connection.', labels: [] },
  { name: 'yimen_jobs_waiting', help: 'Events and timers that wait for a module.', labels: ['module'] },
  { name: 'yimen_oldest_job_seconds', help: 'Since when the oldest of them waits.', labels: ['module'] },
  { name: 'yimen_failed_jobs_total', help: 'Tries of this process that failed.', labels: ['module'], grows: true },
  { name: 'yimen_timers_overdue', help: 'Timers that ran out and were not released.', labels: [] },
  { name: 'yimen_oldest_timer_overdue_seconds', help: 'Since when the longest of them ran out.', labels: [] },
  {
    name: 'yimen_scrapes_incomplete_total',
    help: 'Looks that the database did not answer in time.',
    labels: [],
    grows: true,
  },
];

/** Milliseconds for what the database is asked. */
const patience = 1_000;

/** Looks at the process when somebody asks for its metrics; requests cost nothing for it. */
export class Observer {
  readonly #observed: Observed;
  readonly #metrics: Metrics;
  #looking: Promise<EngineState> | null = null;
  #incomplete = 0;

  constructor(observed: Observed, metrics: Metrics) {
    this.#observed = observed;
    this.#metrics = metrics;
  }

  /** The numbers of every metric above, by its name. What the database does not answer within a second is left out. */
  async look(): Promise<ReadonlyMap<string, readonly Sample[]>> {
    const engine = await this.#engineSamples();
    const incomplete = [['yimen_scrapes_incomplete_total', only(this.#incomplete)] as const];
    return new Map([
      ...this.#graphSamples(),
      ...this.#liveSamples(),
      ...this.#childSamples(),
      ...engine,
      ...incomplete,
    ]);
  }

  #graphSamples(): (readonly [string, readonly Sample[]])[] {
    const { graph, installed, documents } = this.#observed;
    const { sources, operations } = graph();
    const { times, at } = installed();
    const calls = [...sources.values()].flatMap(({ name, calls }) =>
      calls ? [{ labels: { subgraph: name }, calls }] : [],
    );
    return [
      ['yimen_operation_cache_bytes', bySegment(operations.bytes)],
      ['yimen_document_cache_bytes', bySegment(documents.bytes)],
      [
        'yimen_subgraph_breaker_open',
        calls.map(({ labels, calls: { isOpen } }) => ({ labels, value: isOpen ? 1 : 0 })),
      ],
      ['yimen_subgraph_retries_total', calls.map(({ labels, calls: { retries } }) => ({ labels, value: retries }))],
      ['yimen_subgraph_shared_calls_total', calls.map(({ labels, calls: { joined } }) => ({ labels, value: joined }))],
      ...quarantineSamples(calls),
      ['yimen_graph_installations_total', only(times)],
      ['yimen_graph_installed_timestamp_seconds', only(at / 1_000)],
      ['yimen_graph_subgraphs', only(sources.size)],
      ['yimen_planner_processes', only(runningPlanners())],
    ];
  }

  #liveSamples(): (readonly [string, readonly Sample[]])[] {
    const { streamsOpened, streamsEnded } = this.#metrics;
    return [
      ['yimen_live_connections', only(this.#observed.open.size)],
      ['yimen_live_streams', only(streamsOpened.value - streamsEnded.value)],
    ];
  }

  #childSamples(): (readonly [string, readonly Sample[]])[] {
    const children = this.#observed.children?.() ?? [];
    const each = (value: (state: ChildState) => number) =>
      children.map((state) => ({ labels: { module: state.module }, value: value(state) }));
    return [
      ['yimen_child_up', each(({ isUp }) => (isUp ? 1 : 0))],
      ['yimen_child_restarts_total', each(({ restarts }) => restarts)],
      ['yimen_child_memory_bytes', each(({ memory }) => memory)],
    ];
  }

  async #engineSamples(): Promise<(readonly [string, readonly Sample[]])[]> {
    const { engine } = this.#observed;
    if (!engine) return [];
    const { connections } = engine.database;
    const failures = [...engine.bus.failures].map(([module, value]) => ({ labels: { module }, value }));
    const state = await this.#engineState(engine);
    if (!state) this.#incomplete += 1;
    return [
      ['yimen_failed_jobs_total', failures],
      ...(connections ? connectionSamples(connections) : []),
      ...(state ? engineSamples(state) : []),
    ];
  }

  // One look at a time: a database that does not answer must not be asked more and more.
  async #engineState({ database, clock }: NonNullable<Observed['engine']>): Promise<EngineState | null> {
    this.#looking ??= engineState(database, clock.now()).finally(() => (this.#looking = null));
    const late = Promise.withResolvers<null>();
    const timer = setTimeout(() => late.resolve(null), patience);
    // A database that is away has been told of elsewhere; here its numbers are missing.
    return Promise.race([this.#looking.catch(() => null), late.promise]).finally(() => clearTimeout(timer));
  }
}

function quarantineSamples(
  calls: readonly { readonly labels: Labels; readonly calls: CallNumbers }[],
): (readonly [string, readonly Sample[]])[] {
  const watched = calls.flatMap(({ labels, calls: { quarantine } }) => (quarantine ? [{ labels, quarantine }] : []));
  return [
    [
      'yimen_subgraph_quarantined',
      watched.map(({ labels, quarantine }) => ({ labels, value: quarantine.why === null ? 0 : 1 })),
    ],
    [
      'yimen_subgraph_quarantines_total',
      watched.map(({ labels, quarantine }) => ({ labels, value: quarantine.times })),
    ],
  ];
}

function connectionSamples({ total, idle, waiting, most }: NonNullable<Database['connections']>) {
  return [
    [
      'db_client_connection_count',
      [
        { labels: { state: 'idle' }, value: idle },
        { labels: { state: 'used' }, value: total - idle },
      ],
    ],
    ['db_client_connection_max', only(most)],
    ['db_client_connection_pending_requests', only(waiting)],
  ] as const;
}

function engineSamples({ queues, overdue, longestOverdue }: EngineState) {
  return [
    ['yimen_jobs_waiting', queues.map(({ module, waiting }) => ({ labels: { module }, value: waiting }))],
    ['yimen_oldest_job_seconds', queues.map(({ module, oldest }) => ({ labels: { module }, value: oldest }))],
    ['yimen_timers_overdue', only(overdue)],
    ['yimen_oldest_timer_overdue_seconds', only(longestOverdue)],
  ] as const;
}

function bySegment({ known, anonymous }: { readonly known: number; readonly anonymous: number }): Sample[] {
  return [
    { labels: { segment: 'known' }, value: known },
    { labels: { segment: 'anonymous' }, value: anonymous },
  ];
}

function only(value: number): Sample[] {
  return [{ labels: {}, value }];
}
