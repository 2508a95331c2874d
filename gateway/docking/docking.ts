import type { JSONWebKeySet } from 'jose';
import type { Database } from '../../kit/data/database.js';
import type { Ailing, Dock, DockedSubgraph, Relief } from '../../kit/docking/dock.js';
import type { Bus } from '../../kit/events/bus.js';
import type { Clock, Context } from '../../kit/module/context.js';
import type { Module } from '../../kit/module/define.js';
import { contextOfModule } from '../../kit/module/module-context.js';
import type { SignedCopies } from '../signed-copies.js';
import type { RemoteSource } from '../sources/remote-source.js';
import type { DockingDoor, Graphs } from '../supergraph/graphs.js';
import { DepartmentLines } from './department-lines.js';
import { examineService } from './examine-service.js';
import { type MooringParts, MooredSources } from './moored-sources.js';
import { rehearse } from './rehearse.js';
import { sufferingOperations } from './suffering-operations.js';
import { visitService } from './visit-service.js';
import { Watch } from './watch.js';

/** What docking is opened with. */
export interface DockingParts extends MooringParts {
  readonly database: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly copies: SignedCopies;
  /** Those that were docked when the graph was last well; null where that is not known. */
  readonly kept: readonly DockedSubgraph[] | null;
  /** Items of a list of which nothing is said. */
  readonly listSize: number;
  /** Works of each kind that a department may begin in a minute. */
  readonly perDepartment: number;
  /** The modules of the start; those that come later keep no register. */
  readonly modules: readonly Module[];
}

/** The name of the copy that is kept of those that are docked. */
const copyOfDocked = 'docked';

/** The subgraphs that were docked when the graph was last well; null where that was never kept. */
export async function keptDocked(copies: SignedCopies): Promise<readonly DockedSubgraph[] | null> {
  return (await copies.read(copyOfDocked)) as readonly DockedSubgraph[] | null;
}

/**
 * The subgraphs of departments in this replica: what the registers say is composed and served here, one change after the
 * other. What cannot be served changes nothing and is written down; it is tried again when something else is said.
 */
export class Docking implements DockingDoor {
  readonly first: readonly DockedSubgraph[];
  readonly dock: Dock;
  readonly #parts: DockingParts;
  readonly #sources: MooredSources;
  readonly #watch: Watch;
  /** What was told last of one in whose place nothing can come: it is told once. */
  readonly #unrelieved = new Map<string, string>();
  readonly #graphs = Promise.withResolvers<Graphs>();
  #turn: Promise<void> = Promise.resolve();
  #kept: readonly DockedSubgraph[] | null = null;
  /** What could not be served when it was last tried, with the modules of then. */
  #refused: { readonly said: string; readonly modules: readonly Module[] } | null = null;

  private constructor(parts: DockingParts, first: readonly DockedSubgraph[]) {
    this.#parts = parts;
    this.#sources = new MooredSources(parts);
    this.first = first;
    const lines = new DepartmentLines(parts.perDepartment, parts.clock);
    this.dock = {
      inTurn: async (department, kind, work) => lines.inTurn(department, kind, work),
      rehearse: async (docked, operations, compared = []) =>
        rehearse(await this.#graphs.promise, docked, { operations, compared, listSize: parts.listSize }),
      visit: (subgraph) => visitService(subgraph, parts),
      examine: (subgraph, expectations) => examineService(subgraph, expectations, parts),
      health: (subgraph) => this.#watch.healthOf(subgraph),
      suffering: async (subgraph, operations) =>
        sufferingOperations((await this.#graphs.promise).current, subgraph, operations),
      follow: () => this.follow(),
    };
    this.#graphs.promise.catch(() => {});
    this.#watch = new Watch({
      ...parts,
      mooringOf: (subgraph) => {
        const { source, quarantine } = this.#sources.of(subgraph);
        return { subgraph, quarantine, calls: source.calls };
      },
      sufferersOf: (subgraph) => this.#sufferersOf(subgraph),
      relieve: (ailing) => this.#relieve(ailing),
    });
  }

  /** Reads the registers; where they cannot be read, what this replica served when it was last well. */
  static async open(parts: DockingParts): Promise<Docking> {
    const first = await said(parts).catch((error: unknown) => {
      parts.log.error({ err: error }, 'The register of subgraphs cannot be read; those that served last are taken.');
      return parts.kept ?? [];
    });
    return new Docking(parts, first);
  }

  /** From now on the graph follows the registers. */
  serve(graphs: Graphs): void {
    this.#watch.keep(graphs.docked);
    this.#graphs.resolve(graphs);
  }

  /** The public keys by which subgraphs know the portal. */
  get keys(): JSONWebKeySet {
    return this.#parts.signer.keys;
  }

  /** Asks each docked subgraph once whether it is well. */
  beat(): Promise<void> {
    return this.#watch.beat();
  }

  readonly sourceOf = (subgraph: DockedSubgraph): RemoteSource => this.#sources.of(subgraph).source;

  /** Serves what the registers say by now; resolves also where that cannot be read or served. */
  follow(): Promise<void> {
    const turn = this.#turn.then(() => this.#follow());
    this.#turn = turn;
    return turn;
  }

  async close(): Promise<void> {
    this.#graphs.reject(new Error('The portal closes.'));
    this.#watch.keep([]);
    await this.#turn;
    await this.#sources.close();
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
      await this.#dock(graphs, [...graphs.docked, each]);
    } catch (error) {
      this.#parts.log.error(
        { subgraph: each.name, err: error },
        'A docked subgraph does not fit; the graph is without it.',
      );
    }
  }

  async #sufferersOf(subgraph: string): Promise<readonly string[] | null> {
    const { modules } = this.#parts;
    try {
      const told = modules.map(async (module) => module.register?.sufferers(subgraph, this.#contextOf(module)) ?? []);
      return (await Promise.all(told)).flat();
    } catch {
      // It is told without them: where the database is away, that is told elsewhere.
      return null;
    }
  }

  async #relieve(ailing: Ailing): Promise<void> {
    const { modules, log } = this.#parts;
    const fields = { subgraph: ailing.subgraph.name, why: ailing.why };
    for (const module of modules) {
      try {
        const relief = await module.register?.relieve(ailing, this.#contextOf(module));
        if (relief) this.#tellRelief(fields, relief);
      } catch (error) {
        log.warn({ ...fields, err: error }, 'What could be done about a docked subgraph in quarantine is not known.');
      }
    }
  }

  #tellRelief(fields: { readonly subgraph: string }, { version, instead, obstacle }: Relief): void {
    const { log } = this.#parts;
    const told = { ...fields, version, instead };
    if (!obstacle) return log.warn(told, 'A version of a docked subgraph gave way to the one before it.');
    const said = `${version} ${obstacle.en}`;
    if (said === this.#unrelieved.get(fields.subgraph)) return;
    this.#unrelieved.set(fields.subgraph, said);
    log.warn({ ...told, obstacle: obstacle.en }, 'The version before one in quarantine cannot take its place.');
  }

  #contextOf({ name, roles = [] }: Module): Context {
    const scopes = roles.flatMap((role) => role.scopes);
    return contextOfModule(name, 'docking', { ...this.#parts, dock: this.dock, scopes });
  }

  async #dock(graphs: Graphs, docked: readonly DockedSubgraph[]): Promise<void> {
    await graphs.dock(docked);
    this.#watch.keep(graphs.docked);
  }

  async #keep(docked: readonly DockedSubgraph[]): Promise<void> {
    const { copies, log } = this.#parts;
    if (docked === this.#kept) return;
    this.#kept = docked;
    // It serves without; only a start without the register would not know them.
    await copies
      .keep(copyOfDocked, docked)
      .catch((error: unknown) => log.warn({ err: error }, 'The docked subgraphs could not be kept.'));
  }
}

async function said({ database, modules }: DockingParts): Promise<readonly DockedSubgraph[]> {
  const registers = modules.flatMap(({ register }) => register ?? []);
  const docked = await Promise.all(
    registers.map((each) => each.read((sql, given) => database.execute(sql, given ?? []))),
  );
  return docked.flat().map(({ name, url, sdl, identity }) => ({ name, url, sdl, identity }));
}
