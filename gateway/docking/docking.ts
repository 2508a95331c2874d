import { type GraphQLError, parse } from 'graphql';
import type { Database } from '../../kit/data/database.js';
import type { Dock, DockedSubgraph, LiveOperation, Obstacle, Rehearsal } from '../../kit/docking/dock.js';
import type { Clock } from '../../kit/module/context.js';
import type { Module } from '../../kit/module/define.js';
import { Fault } from '../../kit/module/fault.js';
import type { Log } from '../../kit/module/host.js';
import type { CallSettings } from '../call-settings.js';
import { Quarantine } from '../guard/quarantine.js';
import { createRemoteSource, type RemoteSource } from '../sources/remote-source.js';
import type { DockingDoor, Graphs } from '../supergraph/graphs.js';
import { DoesNotCompose } from '../supergraph/served-graph.js';
import type { Addresses } from './addresses.js';
import { brokenOperations } from './broken-operations.js';
import { keepDocked, readKeptDocked } from './kept-docked.js';
import { streamOutside } from './stream-outside.js';
import { visitService } from './visit-service.js';
import { Watch } from './watch.js';

/** What docking is opened with. */
export interface DockingParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly dataFolder: string;
  readonly calls: CallSettings;
  readonly addresses: Addresses;
  /** The modules of the start; those that come later keep no register. */
  readonly modules: readonly Module[];
}

/** How a docked subgraph is reached, and whether it is left alone. */
interface MooredSource {
  readonly source: RemoteSource;
  readonly quarantine: Quarantine;
}

/**
 * The subgraphs of departments in this replica: what the registers say is composed and served here, one change after the
 * other. What cannot be served changes nothing and is written down; it is tried again when something else is said.
 */
export class Docking implements DockingDoor {
  readonly first: readonly DockedSubgraph[];
  readonly dock: Dock;
  readonly #parts: DockingParts;
  readonly #sources = new Map<string, MooredSource>();
  readonly #watch: Watch;
  readonly #graphs = Promise.withResolvers<Graphs>();
  #turn: Promise<void> = Promise.resolve();
  #kept: readonly DockedSubgraph[] | null = null;
  /** What could not be served when it was last tried, with the modules of then. */
  #refused: { readonly said: string; readonly modules: readonly Module[] } | null = null;

  private constructor(parts: DockingParts, first: readonly DockedSubgraph[]) {
    this.#parts = parts;
    this.first = first;
    this.dock = {
      rehearse: (docked, operations) => this.#rehearse(docked, operations),
      visit: (subgraph) => visitService(subgraph, parts.addresses),
      follow: () => this.follow(),
    };
    this.#graphs.promise.catch(() => {});
    this.#watch = new Watch({
      ...parts,
      mooringOf: (subgraph) => {
        const { source, quarantine } = this.#sourceOf(subgraph);
        return { subgraph, quarantine, calls: source.calls };
      },
    });
  }

  /** Reads the registers; where they cannot be read, what this replica served when it was last well. */
  static async open(parts: DockingParts): Promise<Docking> {
    const first = await said(parts).catch((error: unknown) => {
      parts.log.error({ err: error }, 'The register of subgraphs cannot be read; those that served last are taken.');
      return readKeptDocked(parts.dataFolder);
    });
    return new Docking(parts, first);
  }

  /** From now on the graph follows the registers. */
  serve(graphs: Graphs): void {
    this.#watch.keep(graphs.docked);
    this.#graphs.resolve(graphs);
  }

  /** Asks each docked subgraph once whether it is well. */
  beat(): Promise<void> {
    return this.#watch.beat();
  }

  readonly sourceOf = (subgraph: DockedSubgraph): RemoteSource => this.#sourceOf(subgraph).source;

  #sourceOf({ name, url }: DockedSubgraph): MooredSource {
    const { calls, log, addresses } = this.#parts;
    const key = `${name} ${url}`;
    // It stays when the subgraph leaves: requests in flight are still on the graph that asks it.
    const known = this.#sources.get(key);
    if (known) return known;
    addresses.requireHost(new URL(url));
    const quarantine = new Quarantine();
    const remote = createRemoteSource({ name, url, ...calls, log, lookup: addresses.lookup, quarantine });
    const source: RemoteSource = {
      ...remote,
      subscribe: (request, context) => streamOutside(quarantine, remote, request, context),
    };
    const moored = { source, quarantine };
    this.#sources.set(key, moored);
    return moored;
  }

  /** Serves what the registers say by now; resolves also where that cannot be read or served. */
  follow(): Promise<void> {
    const turn = this.#turn.then(() => this.#follow());
    this.#turn = turn;
    return turn;
  }

  async close(): Promise<void> {
    this.#graphs.reject(new Error('The portal closes.'));
    await this.#turn;
    await Promise.all([...this.#sources.values()].map(({ source }) => source.close()));
  }

  async #follow(): Promise<void> {
    const { log } = this.#parts;
    try {
      const graphs = await this.#graphs.promise;
      const docked = await said(this.#parts);
      const now = JSON.stringify(docked);
      if (now === JSON.stringify(graphs.docked)) this.#refused = null;
      else if (now !== this.#refused?.said || graphs.modules !== this.#refused.modules) {
        await this.#put(graphs, docked, now);
      }
      await this.#keep(graphs.docked);
    } catch (error) {
      log.error({ err: error }, 'The register of subgraphs cannot be followed; the graph is as before.');
    }
  }

  async #put(graphs: Graphs, docked: readonly DockedSubgraph[], now: string): Promise<void> {
    try {
      for (const each of docked) parse(each.sdl, { noLocation: true });
      await this.#dock(graphs, docked);
      this.#refused = null;
      this.#parts.log.info(
        { docked: docked.map(({ name }) => name) },
        'The docked subgraphs are those of the register.',
      );
    } catch (error) {
      this.#refused = { said: now, modules: graphs.modules };
      // A graph that began without any has none to lose: each is tried by itself.
      if (graphs.docked.length === 0) for (const each of docked) await this.#putBeside(graphs, each);
      throw error;
    }
  }

  async #putBeside(graphs: Graphs, each: DockedSubgraph): Promise<void> {
    try {
      parse(each.sdl, { noLocation: true });
      await this.#dock(graphs, [...graphs.docked, each]);
    } catch (error) {
      this.#parts.log.error(
        { subgraph: each.name, err: error },
        'A docked subgraph does not fit; the graph is without it.',
      );
    }
  }

  async #dock(graphs: Graphs, docked: readonly DockedSubgraph[]): Promise<void> {
    await graphs.dock(docked);
    this.#watch.keep(graphs.docked);
  }

  async #keep(docked: readonly DockedSubgraph[]): Promise<void> {
    const { dataFolder, log } = this.#parts;
    if (docked === this.#kept) return;
    this.#kept = docked;
    // It serves without; only a start without the register would not know them.
    await keepDocked(dataFolder, docked).catch((error: unknown) =>
      log.warn({ err: error }, 'The docked subgraphs could not be kept.'),
    );
  }

  async #rehearse(docked: readonly DockedSubgraph[], operations: readonly LiveOperation[]): Promise<Rehearsal> {
    const graphs = await this.#graphs.promise;
    const unread = docked.flatMap(unreadable);
    if (unread.length > 0) return { obstacles: unread, broken: [], modules: await graphs.subgraphs() };
    try {
      const after = await graphs.rehearse(docked);
      const broken = await brokenOperations({ before: graphs.current.schema, after }, operations);
      return { obstacles: [], broken, modules: await graphs.subgraphs() };
    } catch (error) {
      return { obstacles: obstaclesOf(error), broken: [], modules: await graphs.subgraphs() };
    }
  }
}

async function said({ database, modules }: DockingParts): Promise<readonly DockedSubgraph[]> {
  const registers = modules.flatMap(({ register }) => register ?? []);
  const docked = await Promise.all(
    registers.map((each) => each.read((sql, given) => database.execute(sql, given ?? []))),
  );
  return docked.flat().map(({ name, url, sdl }) => ({ name, url, sdl }));
}

function unreadable({ name, sdl }: DockedSubgraph): Obstacle[] {
  try {
    parse(sdl, { noLocation: true });
    return [];
  } catch (error) {
    const { message, locations } = error as GraphQLError;
    const at = `${locations?.[0]?.line ?? 1}:${locations?.[0]?.column ?? 1}`;
    return [
      {
        rule: 'SDL_NOT_GRAPHQL',
        sentence: {
          zh: `子图 ${name} 的 SDL 不合 GraphQL 语法(${at}):${message}`,
          en: `The SDL of "${name}" is not GraphQL (${at}): ${message}`,
        },
      },
    ];
  }
}

function obstaclesOf(error: unknown): Obstacle[] {
  if (error instanceof DoesNotCompose) {
    return error.reasons.map((reason) => ({
      rule: 'DOES_NOT_COMPOSE',
      sentence: { zh: `与现有子图不能合成:${reason}`, en: `It does not compose: ${reason}` },
    }));
  }
  if (error instanceof Fault)
    return [{ rule: String(error.extensions['reason'] ?? error.code), sentence: error.sentence }];
  throw error;
}
