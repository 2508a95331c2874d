import { buildSubgraph, type BuiltSubgraph } from '../../kit/module/build.js';
import type { Module, SubgraphDeclaration } from '../../kit/module/define.js';
import { prepareTables } from '../../kit/module/kit-module.js';
import { inOrderOfNeed } from '../modules.js';
import type { Overriding } from '../planning/override-standing.js';
import type { Ask } from '../questions.js';
import { LocalSource } from '../sources/local-source.js';
import type { ModuleGround } from '../sources/module-ground.js';
import { createRemoteSource, type StreamProtocol } from '../sources/remote-source.js';
import type { Source } from '../sources/source.js';
import { Composer, type ComposeRequest } from './compose.js';
import { buildGraph, type Graph } from './graph.js';
import { digestOf, keepLastKnownGood, type KeptComposition, readLastKnownGood } from './last-known-good.js';

/** Thrown when modules do not compose; the graph that serves stays as it is. */
export class DoesNotCompose extends Error {
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(`The subgraphs do not compose:\n${reasons.join('\n')}`);
    this.reasons = reasons;
  }
}

/** What the graph's life needs of the portal. */
export interface GraphSurroundings {
  readonly ground: ModuleGround;
  /** How a module asks the graph. */
  readonly ask: Ask;
  /** Where the last good composition is kept. */
  readonly folder: string;
  readonly remoteSubgraphs: ReadonlyMap<string, string>;
  readonly remoteStreams: ReadonlyMap<string, StreamProtocol>;
  readonly overriding: Overriding;
}

/** Milliseconds after which no request can still be on a graph that was replaced. */
const longestRequest = 700_000;

type WithSubgraph = Module & { readonly subgraph: SubgraphDeclaration };

/**
 * The graph that serves now, and its life: a module is migrated, composed with the others and only then installed, by
 * one reference. Requests in flight keep the graph they began with. Changes happen one after the other.
 */
export class Graphs {
  readonly #surroundings: GraphSurroundings;
  readonly #composer = new Composer();
  readonly #built = new Map<string, { readonly module: Module; readonly built: BuiltSubgraph }>();
  readonly #remote = new Map<string, Source & { close(): Promise<void> }>();
  #modules: readonly Module[] = [];
  #current: Graph | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(surroundings: GraphSurroundings) {
    this.#surroundings = surroundings;
  }

  /** The graph that serves. */
  get current(): Graph {
    if (!this.#current) throw new Error('No graph is installed yet.');
    return this.#current;
  }

  get modules(): readonly Module[] {
    return this.#modules;
  }

  /** Installs modules beside those that stand. Throws DoesNotCompose, and then nothing changed. */
  install(modules: readonly Module[]): Promise<Graph> {
    return this.#inTurn(async () => {
      const names = new Set(modules.map(({ name }) => name));
      return this.#serve(inOrderOfNeed([...this.#modules.filter(({ name }) => !names.has(name)), ...modules]));
    });
  }

  /** Takes a module out. Refuses one that another needs. Its tables stay. */
  remove(name: string): Promise<Graph> {
    return this.#inTurn(async () => this.#serve(inOrderOfNeed(this.#modules.filter((module) => module.name !== name))));
  }

  async close(): Promise<void> {
    await this.#turn.catch(() => {});
    await this.#composer.close();
    await this.#current?.validator.stop();
    this.#current?.planner.close();
    await Promise.all([...this.#remote.values()].map((source) => source.close()));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.catch(() => {}).then(work);
    this.#turn = turn;
    return turn;
  }

  async #serve(modules: readonly Module[]): Promise<Graph> {
    const withSubgraph = modules.filter((module): module is WithSubgraph => module.subgraph !== undefined);
    const built = await Promise.all(withSubgraph.map((module) => this.#build(module)));
    const composition = await this.#compose({
      subgraphs: built.map(({ name, sdl }) => ({
        name,
        url: this.#surroundings.remoteSubgraphs.get(name) ?? `local:${name}`,
        sdl,
      })),
    });
    // Only what composes may make tables.
    await prepareTables(this.#surroundings.ground.database, withSubgraph);
    const { overriding } = this.#surroundings;
    const sources = new Map(built.map((each) => [each.name, this.#source(each)]));
    const graph = await buildGraph(composition, modules, sources, { overriding });
    const replaced = this.#current;
    this.#current = graph;
    this.#modules = modules;
    // Requests that are on it may still ask it for a plan.
    replaced?.planner.close();
    if (replaced) setTimeout(() => void replaced.validator.stop(), longestRequest).unref();
    return graph;
  }

  async #build(module: WithSubgraph): Promise<BuiltSubgraph> {
    const known = this.#built.get(module.name);
    if (known?.module === module) return known.built;
    const built = await buildSubgraph(module);
    this.#built.set(module.name, { module, built });
    return built;
  }

  async #compose(request: ComposeRequest): Promise<KeptComposition> {
    const { folder } = this.#surroundings;
    const digest = digestOf(request);
    const kept = await readLastKnownGood(folder);
    if (kept?.digest === digest) return kept;
    const result = await this.#composer.compose(request);
    if (result.errors) throw new DoesNotCompose(result.errors);
    const composition = { digest, supergraphSdl: result.supergraphSdl, publicSdl: result.publicSdl };
    await keepLastKnownGood(folder, composition);
    return composition;
  }

  #source({ name, schema }: BuiltSubgraph): Source {
    const url = this.#surroundings.remoteSubgraphs.get(name);
    if (url === undefined) return new LocalSource(name, schema, this.#surroundings.ground, this.#surroundings.ask);
    const stream = this.#surroundings.remoteStreams.get(name);
    const known = this.#remote.get(name) ?? createRemoteSource({ name, url, stream });
    this.#remote.set(name, known);
    return known;
  }
}
