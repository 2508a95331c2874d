import {
  type Ailing,
  type Ailment,
  type DockedHealth,
  type DockedSubgraph,
  isSameDocked,
} from '../../kit/docking/dock.js';
import type { Clock } from '../../kit/module/context.js';
import type { Log } from '../../kit/module/host.js';
import { ailments } from '../sources/call-faults.js';
import type { OwnAccount } from './ask-service.js';
import { looks, type Mooring, WatchedSubgraph } from './watched-subgraph.js';

/** Operations that the log names of those that suffer. */
const mostTold = 20;

/** What a watch is kept with. */
export interface WatchParts extends OwnAccount {
  readonly clock: Clock;
  readonly log: Log;
  mooringOf(subgraph: DockedSubgraph): Mooring;
  /** The operations that suffer while one is in quarantine; null where nobody can say. */
  sufferersOf(subgraph: string): Promise<readonly string[] | null>;
  /** Does what can be done about one. */
  relieve(ailing: Ailing): Promise<void>;
}

/** This replica's watch over the docked subgraphs: which of them are well, and which are in quarantine. */
export class Watch {
  readonly #parts: WatchParts;
  #watched: readonly WatchedSubgraph[] = [];

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** Watches exactly these from now on. One that is as it was stays as it is; another version of it begins anew. */
  keep(docked: readonly DockedSubgraph[]): void {
    const parts = this.#parts;
    const before = this.#watched;
    const stays = docked.map((each) => before.find(({ subgraph }) => isSameDocked(subgraph, each)));
    // Released first: the next version may stand at the same address.
    for (const each of before) if (!stays.includes(each)) each.release();
    this.#watched = docked.map(
      (each, index) => stays[index] ?? new WatchedSubgraph(parts.mooringOf(each), parts, parts.clock),
    );
  }

  /** Asks each of them once. */
  async beat(): Promise<void> {
    await Promise.all(this.#watched.map((each) => this.#beat(each)));
  }

  async #beat(watched: WatchedSubgraph): Promise<void> {
    const changed = await watched.beat();
    if (changed === null) return;
    // As it is now: to tell of it may take longer than to the next heartbeat.
    const { subgraph, why, sameFor } = watched;
    if (changed) await this.#tell(subgraph.name, why);
    if (why !== null && sameFor % looks === 0) await this.#parts.relieve({ subgraph, why });
  }

  async #tell(name: string, why: Ailment | null): Promise<void> {
    const { log, sufferersOf } = this.#parts;
    if (why === null) return log.info({ subgraph: name }, 'A docked subgraph is well again and is asked as before.');
    const suffering = await sufferersOf(name);
    const told = { subgraph: name, why, operations: suffering?.length, suffering: suffering?.slice(0, mostTold) };
    log.warn(told, 'A docked subgraph is in quarantine and is not asked.');
  }

  /** How a subgraph is; null for one that is not watched. */
  healthOf(name: string): DockedHealth | null {
    const watched = this.#watched.find(({ subgraph }) => subgraph.name === name);
    if (!watched) return null;
    const { why, since } = watched;
    return { ailment: why === null ? null : { why, sentence: ailments[why] }, since };
  }
}
