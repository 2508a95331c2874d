import { buildSubgraph, type BuiltSubgraph } from '../../kit/module/build.js';
import type { Module, SubgraphDeclaration } from '../../kit/module/define.js';
import type { Log } from '../../kit/module/host.js';
import { prepareTables } from '../../kit/module/kit-module.js';
import type { CallSettings } from '../call-settings.js';
import { inOrderOfNeed } from '../modules.js';
import type { Ask } from '../questions.js';
import { LocalSource } from '../sources/local-source.js';
import type { ModuleGround } from '../sources/module-ground.js';
import { createRemoteSource, type StreamProtocol } from '../sources/remote-source.js';
import type { Source } from '../sources/source.js';
import type { Graph } from './graph.js';
import { ServedGraph, type ServedGraphParts } from './served-graph.js';

/** What the graph's life needs of the portal. */
export interface GraphSurroundings extends ServedGraphParts {
  readonly ground: ModuleGround;
  /** How a module asks the graph. */
  readonly ask: Ask;
  readonly remoteSubgraphs: ReadonlyMap<string, string>;
  readonly remoteStreams: ReadonlyMap<string, StreamProtocol>;
  readonly calls: CallSettings;
  readonly log: Log;
  /** How a module is reached of which only a declaration is here; undefined for any other. */
  readonly elsewhere: (module: Module) => ModuleElsewhere | undefined;
}

/** A module whose code is not in this process: its subgraph, as composition reads it, and how it is asked. */
export interface ModuleElsewhere {
  readonly sdl: string;
  readonly source: Source;
}

type WithSubgraph = Module & { readonly subgraph: SubgraphDeclaration };

/**
 * The graph that serves now, and its life: a module is migrated, composed with the others and only then installed, by
 * one reference. Requests in flight keep the graph they began with. Changes happen one after the other.
 */
export class Graphs {
  readonly #surroundings: GraphSurroundings;
  readonly #served: ServedGraph;
  readonly #built = new Map<string, { readonly module: Module; readonly built: BuiltSubgraph }>();
  readonly #remote = new Map<string, Source & { close(): Promise<void> }>();
  #modules: readonly Module[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(surroundings: GraphSurroundings) {
    this.#surroundings = surroundings;
    this.#served = new ServedGraph(surroundings);
  }

  /** The graph that serves. */
  get current(): Graph {
    return this.#served.current;
  }

  /** How often a graph was installed, and when the last was, in milliseconds since 1970. */
  get installed(): { readonly times: number; readonly at: number } {
    return this.#served.installed;
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

  /** Makes the next installation or removal quick, at the price of a process that stays. */
  expectChange(): void {
    this.#served.expectChange();
  }

  async close(): Promise<void> {
    await this.#turn.catch(() => {});
    await this.#served.close();
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
    const here = built.map(({ name, sdl }) => ({
      name,
      url: this.#surroundings.remoteSubgraphs.get(name) ?? `local:${name}`,
      sdl,
    }));
    const declared = this.#declared(modules);
    const subgraphs = [...here, ...declared.map(({ name, sdl }) => ({ name, url: `child:${name}`, sdl }))];
    const graph = await this.#served.replace({ subgraphs }, modules, async () => {
      // Only what composes may make tables.
      await prepareTables(this.#surroundings.ground.database, withSubgraph);
      return new Map<string, Source>([
        ...built.map((each) => [each.name, this.#source(each)] as const),
        ...declared.map(({ name, source }) => [name, source] as const),
      ]);
    });
    this.#modules = modules;
    return graph;
  }

  // By name: they join in the order in which they start, and a composition that is kept must be found again.
  #declared(modules: readonly Module[]): (ModuleElsewhere & { readonly name: string })[] {
    const declared = modules.flatMap((module) => {
      const elsewhere = this.#surroundings.elsewhere(module);
      return elsewhere ? [{ name: module.name, ...elsewhere }] : [];
    });
    return declared.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  }

  async #build(module: WithSubgraph): Promise<BuiltSubgraph> {
    const known = this.#built.get(module.name);
    if (known?.module === module) return known.built;
    const built = await buildSubgraph(module);
    this.#built.set(module.name, { module, built });
    return built;
  }

  #source({ name, schema }: BuiltSubgraph): Source {
    const url = this.#surroundings.remoteSubgraphs.get(name);
    if (url === undefined) return new LocalSource(name, schema, this.#surroundings.ground, this.#surroundings.ask);
    const { remoteStreams, calls, log } = this.#surroundings;
    const stream = remoteStreams.get(name);
    const known = this.#remote.get(name) ?? createRemoteSource({ name, url, stream, ...calls, log });
    this.#remote.set(name, known);
    return known;
  }
}
