import type { Dock, DockedSubgraph } from '../../kit/docking/dock.js';
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
import type { ComposeRequest } from './compose.js';
import type { Graph, PreparedGraph } from './graph.js';
import { DoesNotCompose, letGo, ServedGraph, type ServedGraphParts } from './served-graph.js';

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
  /** The subgraphs that departments serve; left out where none can join. */
  readonly docking?: DockingDoor | undefined;
}

/** What a graph needs of those that departments serve. */
export interface DockingDoor {
  /** Those with which the first graph is composed. */
  readonly first: readonly DockedSubgraph[];
  /** What modules that keep a register are given. */
  readonly dock: Dock;
  sourceOf(subgraph: DockedSubgraph): Source;
}

/** A module whose code is not in this process: its subgraph, as composition reads it, and how it is asked. */
export interface ModuleElsewhere {
  readonly sdl: string;
  readonly source: Source;
}

type WithSubgraph = Module & { readonly subgraph: SubgraphDeclaration };

/** What a graph is to be made of. */
interface Members {
  readonly modules: readonly Module[];
  readonly docked: readonly DockedSubgraph[];
}

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
  #docked: readonly DockedSubgraph[];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(surroundings: GraphSurroundings) {
    this.#surroundings = surroundings;
    this.#docked = surroundings.docking?.first ?? [];
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
      const standing = this.#modules.filter(({ name }) => !names.has(name));
      return this.#serve({ modules: inOrderOfNeed([...standing, ...modules]), docked: this.#docked });
    });
  }

  /** Takes a module out. Refuses one that another needs. Its tables stay. */
  remove(name: string): Promise<Graph> {
    return this.#inTurn(async () => {
      const modules = inOrderOfNeed(this.#modules.filter((module) => module.name !== name));
      return this.#serve({ modules, docked: this.#docked });
    });
  }

  /** The subgraphs of departments that are part of the graph. */
  get docked(): readonly DockedSubgraph[] {
    return this.#docked;
  }

  /** Puts these in the place of those that are docked. Throws as `install` does, and then nothing changed. */
  dock(docked: readonly DockedSubgraph[]): Promise<Graph> {
    return this.#inTurn(async () => this.#serve({ modules: this.#modules, docked }));
  }

  /** Lets go of those that are docked before the first graph stands, where they do not fit. */
  forgetDocked(): void {
    this.#docked = [];
  }

  /** Makes the graph that `dock` would install, shows it, and lets it go. Throws as `dock` does. */
  async rehearse<T>(docked: readonly DockedSubgraph[], look: (prepared: PreparedGraph) => Promise<T>): Promise<T> {
    const prepared = await this.#inTurn(async () =>
      this.#served.prepare(await this.#request({ modules: this.#modules, docked })),
    );
    return look(prepared).finally(() => letGo(prepared));
  }

  /** The modules' subgraphs of this moment, as composition reads them. */
  subgraphs(): Promise<ComposeRequest['subgraphs']> {
    return this.#inTurn(() => this.#subgraphsOf(this.#modules));
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

  async #serve(members: Members): Promise<Graph> {
    const { modules, docked } = members;
    const graph = await this.#served.replace(await this.#request(members), modules, async () => {
      const built = await this.#buildAll(modules);
      const { database } = this.#surroundings.ground;
      // Only what composes may make tables, and those that stand have theirs; where the database is awaited, whoever prepares
      // it makes them later.
      const joining = modules.filter((each) => !this.#modules.includes(each));
      const hasTables = this.#modules.length === 0 || joining.some(bringsTables);
      if (hasTables && !database.isAwaited) await prepareTables(database, joining);
      return new Map<string, Source>([
        ...built.map((each) => [each.name, this.#source(each)] as const),
        ...this.#declared(modules).map(({ name, source }) => [name, source] as const),
        ...docked.flatMap((each) => this.#docking(each)),
      ]);
    });
    this.#modules = modules;
    this.#docked = docked;
    return graph;
  }

  async #request({ modules, docked }: Members): Promise<ComposeRequest> {
    const subgraphs = await this.#subgraphsOf(modules);
    const taken = docked.find(({ name }) => subgraphs.some((each) => each.name === name));
    if (taken) throw new DoesNotCompose([`The name "${taken.name}" is that of a module of the portal.`]);
    return { subgraphs: [...subgraphs, ...docked.map(({ name, url, sdl }) => ({ name, url, sdl }))] };
  }

  async #subgraphsOf(modules: readonly Module[]): Promise<ComposeRequest['subgraphs']> {
    const { remoteSubgraphs } = this.#surroundings;
    const built = await this.#buildAll(modules);
    return [
      ...built.map(({ name, sdl }) => ({ name, url: remoteSubgraphs.get(name) ?? `local:${name}`, sdl })),
      ...this.#declared(modules).map(({ name, sdl }) => ({ name, url: `child:${name}`, sdl })),
    ];
  }

  #buildAll(modules: readonly Module[]): Promise<BuiltSubgraph[]> {
    return Promise.all(modules.filter(hasSubgraph).map((module) => this.#build(module)));
  }

  #docking(subgraph: DockedSubgraph): [string, Source][] {
    const { docking } = this.#surroundings;
    return docking ? [[subgraph.name, docking.sourceOf(subgraph)]] : [];
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
    const { remoteStreams, calls, log, ground, ask, docking } = this.#surroundings;
    if (url === undefined) return new LocalSource(name, schema, { ...ground, dock: docking?.dock }, ask);
    const stream = remoteStreams.get(name);
    const known = this.#remote.get(name) ?? createRemoteSource({ name, url, stream, ...calls, log });
    this.#remote.set(name, known);
    return known;
  }
}

function bringsTables({ subgraph }: Module): boolean {
  return subgraph !== undefined && (subgraph.entities.length > 0 || subgraph.migrations.length > 0);
}

function hasSubgraph(module: Module): module is WithSubgraph {
  return module.subgraph !== undefined;
}
