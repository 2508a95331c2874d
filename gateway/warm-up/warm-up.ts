/*
 * Answers made-up operations before clients ask the first, so that the code on their way is compiled and the planner's process
 * has planned. Assumes that much of that code is the same whatever is asked. Nothing of it stays: answers are made up as well,
 * no subgraph and no module is asked, operations are remembered by nobody. A graph for which no operation can be made up, or
 * which cannot answer it, serves as cold as without.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { anonymous } from '../../kit/identity/caller.js';
import type { Log } from '../../kit/module/host.js';
import type { Limits } from '../config.js';
import { TokenWatch } from '../identity/token-watch.js';
import { Documents } from '../operation/documents.js';
import { OperationCache } from '../operation/operation-cache.js';
import { Pipeline } from '../pipeline.js';
import type { RequestContext } from '../request-context.js';
import type { Source } from '../sources/source.js';
import type { Graph } from '../supergraph/graph.js';
import { madeUpOperation } from './made-up-operation.js';
import { openMadeUpSources } from './made-up-sources.js';

/** Milliseconds after which no further operation is begun. */
const working = 100;

/** Milliseconds after which nothing is waited for any more: for a planner that hangs, not for a machine that is slow. */
const patience = 3_000;

/** Operations after which more bring little. */
const mostOperations = 10;

/** What is warmed up. */
export interface WarmUp {
  readonly graph: Graph;
  readonly limits: Limits;
  readonly log: Log;
}

/**
 * Warms up for a tenth of a second, or for as long as the first operation takes. Resolves to how many operations were answered
 * without an error; never rejects.
 */
export async function warmUp({ graph, limits, log }: WarmUp): Promise<number> {
  let answered = 0;
  const work = async (): Promise<void> => {
    const end = performance.now() + working;
    const made = await openMadeUpSources(graph);
    try {
      const pipeline = standIn(graph, made.sources, limits);
      for (let number = 1; number <= mostOperations && performance.now() < end; number += 1) {
        // Each under a name of its own, or else it were known already.
        const query = madeUpOperation(graph.schema, `WarmUp${number}`);
        if (query === undefined) return;
        const answer = await pipeline.deliver(
          { query, documentId: null, variables: {}, operationName: null },
          context,
          delivery,
        );
        if (answer.phase !== 'execution') return;
        if (!answer.body.errors) answered += 1;
      }
    } finally {
      await made.close();
    }
  };
  const worked = work().catch((error: unknown) => log.warn({ err: error }, 'The gateway starts without a warm-up.'));
  await Promise.race([worked, pause(patience, undefined, { ref: false })]);
  return answered;
}

/** A pipeline on the graph as it is, but for what decides on callers, remembers, or reaches beyond this process. */
function standIn(graph: Graph, sources: ReadonlyMap<string, Source>, limits: Limits): Pipeline {
  const current: Graph = {
    ...graph,
    sources,
    rules: { ...graph.rules, types: new Map(), fields: new Map() },
    overriding: { isInForce: () => false, random: () => 0 },
    operations: new OperationCache(),
    modules: [],
  };
  return new Pipeline({
    graphs: { current },
    clock: { now: () => new Date() },
    host: null,
    limits,
    introspection: 'login',
    documents: new Documents({ trusted: null, onlyTrusted: false, remembers: false }),
    tokens: new TokenWatch(async () => {}, silent),
    explainToAll: false,
  });
}

const context: RequestContext = {
  requestId: 'warm-up',
  caller: anonymous,
  token: null,
  language: 'zh',
  purpose: null,
  explain: false,
  disclosures: null,
  signal: new AbortController().signal,
  // What a made-up answer leads to is nobody's defect.
  mask: () => ({ message: '' }),
};

const delivery = { readOnly: false, streams: false, parts: false, asText: true } as const;

const silent: Log = { info() {}, warn() {}, error() {} };
