import type { Draft } from '../../kit/files/write-whole.js';
import type { Module } from '../../kit/module/define.js';
import { OperationCache } from '../operation/operation-cache.js';
import type { Overriding } from '../planning/override-standing.js';
import type { SignedCopies } from '../signed-copies.js';
import type { Source } from '../sources/source.js';
import { Composer, type ComposeRequest } from './compose.js';
import { callerPoliciesOf, type Graph, prepareGraph, type PreparedGraph } from './graph.js';
import { digestOf, draftLastKnownGood, type KeptComposition, readLastKnownGood } from './last-known-good.js';
import { readShipped } from './shipped-composition.js';

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
  readonly copies: SignedCopies;
  readonly overriding: Overriding;
  /** The folder of the composition that came with the project; left out where none did. */
  readonly shipped?: string | undefined;
}

// Subgraphs come in no order that a client could know.
const preparation = { inOrder: true };

/** Milliseconds in which a start has done what else it has to do. */
const warmAfter = 10_000;

/** How often a graph is made ready for nothing: at the start it ran once, and was not compiled. */
const preparingRuns = 2;

/**
 * The graph that serves now, and how another takes its place: by one reference, when it is ready. Requests in flight keep
 * the graph they began with, and it goes with the last of them.
 */
export class ServedGraph {
  readonly #parts: ServedGraphParts;
  readonly #composer = new Composer();
  #current: Graph | null = null;
  #composed: ComposeRequest | undefined;
  /** The digest of the composition on disk; null for none, undefined before it was looked at. */
  #kept: string | null | undefined;
  #warming: NodeJS.Timeout | undefined;
  #isClosed = false;
  #installed = { times: 0, at: 0 };

  constructor(parts: ServedGraphParts) {
    this.#parts = parts;
  }

  /** The graph that serves. */
  get current(): Graph {
    if (!this.#current) throw new Error('No graph is installed yet.');
    return this.#current;
  }

  /** How often a graph was installed, and when the last was, in milliseconds since 1970. */
  get installed(): { readonly times: number; readonly at: number } {
    return this.#installed;
  }

  /**
   * Composes subgraphs, or takes the composition that came with the project or served last where it is of the same, and serves it in place of what served
   * before. Where nothing else stands in the way `furnish` is asked for the sources. Throws DoesNotCompose, and raises what
   * `buildGraph` and `furnish` raise; what served before serves on then.
   */
  async replace(
    request: ComposeRequest,
    modules: readonly Module[],
    furnish: () => Promise<ReadonlyMap<string, Source>>,
  ): Promise<Graph> {
    const { overriding } = this.#parts;
    const callerPolicies = callerPoliciesOf(modules);
    const digest = digestOf(request);
    this.#composed = request;
    let copy: Promise<Draft | null> = Promise.resolve(null);
    const prepared = await this.#prepare(request, digest, (supergraphSdl) => {
      copy = this.#draft({ digest, supergraphSdl });
      // Whoever places it is told.
      copy.catch(() => {});
    }).catch(async (error: unknown) => {
      await copy.then((draft) => draft?.discard()).catch(() => {});
      throw error;
    });
    const kept = this.#keep(copy, digest);
    const [sources] = await Promise.all([furnish(), kept]).catch(async (error: unknown) => {
      await Promise.allSettled([letGo(prepared), kept]);
      throw error;
    });
    const replaced = this.#current;
    const operations = new OperationCache();
    this.#installed = { times: this.#installed.times + 1, at: Date.now() };
    this.#current = { ...prepared, digest, overriding, operations, modules, sources, callerPolicies };
    // Requests that are on it may still ask it for a plan.
    replaced?.planner.close();
    return this.#current;
  }

  /** Makes the graph of subgraphs and serves it not; whoever asked lets it go. Throws what `replace` throws where it could not serve. */
  prepare(request: ComposeRequest): Promise<PreparedGraph> {
    return this.#prepare(request, digestOf(request));
  }

  /**
   * Lets the next change find the code compiled that composes, and that makes a graph ready. Both work for nothing when the
   * start has done what else it has to do.
   */
  expectChange(): void {
    // Whatever goes wrong is told to whoever changes the graph next.
    const warm = (): void => void this.#warm().catch(() => {});
    this.#warming ??= setTimeout(warm, warmAfter).unref();
  }

  async #warm(): Promise<void> {
    if (!this.#composed) return;
    await this.#composer.warm(this.#composed);
    for (let run = 0; run < preparingRuns; run += 1)
      if (!this.#isClosed) await letGo(await prepareGraph(this.current.supergraphSdl, preparation));
  }

  /**
   * Makes the graph ready while it turns out whether all of it can be reached: either takes about as long as the other.
   * `heard` is told of the supergraph before.
   */
  async #prepare(
    request: ComposeRequest,
    digest: string,
    heard: (supergraphSdl: string) => void = () => {},
  ): Promise<PreparedGraph> {
    const known = await this.#known(digest);
    if (known !== null) {
      heard(known);
      return prepareGraph(known, preparation);
    }
    const merged = await this.#composer.merge(request);
    if (merged.errors) throw new DoesNotCompose(merged.errors);
    heard(merged.supergraphSdl);
    const [prepared, unreachable] = await Promise.allSettled([
      prepareGraph(merged.supergraphSdl, preparation),
      merged.unreachable,
    ]);
    if (unreachable.status === 'fulfilled' && unreachable.value.length === 0) {
      if (prepared.status === 'rejected') throw prepared.reason;
      return prepared.value;
    }
    if (prepared.status === 'fulfilled') await letGo(prepared.value);
    throw unreachable.status === 'rejected' ? unreachable.reason : new DoesNotCompose(unreachable.value);
  }

  /** A composition of the same subgraphs that need not be made again. What was kept is read when it may be of them. */
  async #known(digest: string): Promise<string | null> {
    const { shipped, copies } = this.#parts;
    const brought = shipped === undefined ? null : await readShipped(shipped, digest);
    if (brought !== null || (this.#kept !== undefined && this.#kept !== digest)) return brought;
    const kept = await readLastKnownGood(copies);
    this.#kept = kept?.digest ?? null;
    return kept?.digest === digest ? kept.supergraphSdl : null;
  }

  /** Writes the copy aside while it is not known yet whether it serves; null where it is kept already. */
  async #draft(composition: KeptComposition): Promise<Draft | null> {
    return this.#kept === composition.digest ? null : draftLastKnownGood(this.#parts.copies, composition);
  }

  async #keep(copy: Promise<Draft | null>, digest: string): Promise<void> {
    await (await copy)?.place();
    this.#kept = digest;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#warming);
    this.#composer.close();
    await this.#current?.validator.stop();
    this.#current?.planner.close();
  }
}

/** Ends what a graph that is not going to serve has begun. */
export async function letGo({ planner, validator }: PreparedGraph): Promise<void> {
  planner.close();
  await validator.stop();
}
