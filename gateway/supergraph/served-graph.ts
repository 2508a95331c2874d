import type { Module } from '../../kit/module/define.js';
import type { Overriding } from '../planning/override-standing.js';
import type { Source } from '../sources/source.js';
import { Composer, type ComposeRequest } from './compose.js';
import { buildGraph, type Graph } from './graph.js';
import { digestOf, keepLastKnownGood, type KeptComposition, readLastKnownGood } from './last-known-good.js';

/** Thrown when subgraphs do not compose; the graph that serves stays as it is. */
export class DoesNotCompose extends Error {
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(`The subgraphs do not compose:\n${reasons.join('\n')}`);
    this.reasons = reasons;
  }
}

/** What a served graph is made with. */
export interface ServedGraphParts {
  /** Where the last good composition is kept. */
  readonly folder: string;
  readonly overriding: Overriding;
}

/** Milliseconds in which a start has done what else it has to do. */
const warmAfter = 10_000;

/**
 * The graph that serves now, and how another takes its place: by one reference, when it is ready. Requests in flight keep
 * the graph they began with, and it goes with the last of them.
 */
export class ServedGraph {
  readonly #parts: ServedGraphParts;
  readonly #composer = new Composer();
  #current: Graph | null = null;
  #composed: ComposeRequest | undefined;
  #warming: NodeJS.Timeout | undefined;

  constructor(parts: ServedGraphParts) {
    this.#parts = parts;
  }

  /** The graph that serves. */
  get current(): Graph {
    if (!this.#current) throw new Error('No graph is installed yet.');
    return this.#current;
  }

  /** Composes subgraphs, or takes the last good composition where they are the same. Throws DoesNotCompose. */
  async compose(request: ComposeRequest): Promise<KeptComposition> {
    const { folder } = this.#parts;
    this.#composed = request;
    const digest = digestOf(request);
    const kept = await readLastKnownGood(folder);
    if (kept?.digest === digest) return kept;
    const result = await this.#composer.compose(request);
    if (result.errors) throw new DoesNotCompose(result.errors);
    const composition = { digest, supergraphSdl: result.supergraphSdl, publicSdl: result.publicSdl };
    await keepLastKnownGood(folder, composition);
    return composition;
  }

  /** Makes a composition ready and serves it in place of what served before. Raises what `buildGraph` raises. */
  async serve(
    composition: KeptComposition,
    modules: readonly Module[],
    sources: ReadonlyMap<string, Source>,
  ): Promise<Graph> {
    const { overriding } = this.#parts;
    const graph = await buildGraph(composition, modules, sources, { overriding });
    const replaced = this.#current;
    this.#current = graph;
    // Requests that are on it may still ask it for a plan.
    replaced?.planner.close();
    return graph;
  }

  /** Lets the next change find composition compiled. It is composed for nothing when the start has done what else it has to do. */
  expectChange(): void {
    const warm = (): void => {
      // Whatever ends the process tells whoever composes next.
      if (this.#composed) this.#composer.warm(this.#composed).catch(() => {});
    };
    this.#warming ??= setTimeout(warm, warmAfter).unref();
  }

  async close(): Promise<void> {
    clearTimeout(this.#warming);
    this.#composer.close();
    await this.#current?.validator.stop();
    this.#current?.planner.close();
  }
}
