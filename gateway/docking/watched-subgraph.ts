import { createHash } from 'node:crypto';
import { aside } from '../../kit/aside/aside.js';
import type { Ailment, DockedSubgraph } from '../../kit/docking/dock.js';
import type { Clock } from '../../kit/module/context.js';
import type { Quarantine } from '../guard/quarantine.js';
import { inQuarantine } from '../sources/call-faults.js';
import type { CallNumbers } from '../sources/source.js';
import type { OwnAccount } from './ask-service.js';
import { servesAllOf } from './same-schema.js';
import { visitService } from './visit-service.js';

/** Heartbeats without a usable answer, one after the other, that are a quarantine: one alone may be lost on the way. */
const mostMissed = 2;

/** Heartbeats of a minute; where calls failed at more than half of them the budget of errors is burnt. */
export const looks = 12;

/** Heartbeats that find a subgraph well, one after the other, before its calls are tried again that burnt the budget. */
const rest = 6;

/** A docked subgraph with all that a watch over it needs. */
export interface Mooring {
  readonly subgraph: DockedSubgraph;
  readonly quarantine: Quarantine;
  /** What its calls have been through; the breaker decides which of them failed by the subgraph's fault. */
  readonly calls: Pick<CallNumbers, 'isFailing'> | undefined;
}

/** One version of a docked subgraph under watch, from the moment at which it is part of the graph. */
export class WatchedSubgraph {
  readonly subgraph: DockedSubgraph;
  readonly #mooring: Mooring;
  readonly #account: OwnAccount;
  readonly #clock: Clock;
  #since: Date;
  /** The schema that was told last, where it was another text, and whether it will do. */
  #told = { digest: '', agrees: false };
  #missed = 0;
  #well = 0;
  #failing: readonly boolean[] = [];
  #isAsking = false;
  #isReleased = false;
  #sameFor = 0;

  constructor(mooring: Mooring, account: OwnAccount, clock: Clock) {
    this.subgraph = mooring.subgraph;
    this.#mooring = mooring;
    this.#account = account;
    this.#clock = clock;
    this.#since = clock.now();
  }

  /** Why it is in quarantine; null while it is not. */
  get why(): Ailment | null {
    return this.#mooring.quarantine.why;
  }

  /** Since when it is as it is. */
  get since(): Date {
    return this.#since;
  }

  /** Heartbeats since it became as it is. */
  get sameFor(): number {
    return this.#sameFor;
  }

  /**
   * Asks once whether it is well, and begins or ends its quarantine by the answer. Whether that changed anything; null where nothing
   * was found out, because the heartbeat before still waits or it is watched no more.
   */
  async beat(): Promise<boolean | null> {
    if (this.#isAsking) return null;
    this.#isAsking = true;
    try {
      return await this.#beat();
    } finally {
      this.#isAsking = false;
    }
  }

  /** It is watched no more: whatever stands at its address now is another version, or nothing. */
  release(): void {
    this.#mooring.quarantine.end();
    this.#isReleased = true;
  }

  async #beat(): Promise<boolean | null> {
    const obstacle = await visitService(this.subgraph, this.#account, this.#agrees);
    if (this.#isReleased) return null;
    const before = this.why;
    const why = this.#judge(obstacle === null ? null : obstacle.rule === 'SDL_DIFFERS' ? 'DRIFTED' : 'AWAY');
    this.#sameFor = why === before ? this.#sameFor + 1 : 0;
    if (why === before) return false;
    this.#well = 0;
    const { quarantine, subgraph } = this.#mooring;
    if (why === null) quarantine.end();
    else quarantine.begin(why, inQuarantine(subgraph.name, why));
    this.#since = this.#clock.now();
    return true;
  }

  /** Why it is to be in quarantine after a heartbeat that found this. */
  #judge(found: 'AWAY' | 'DRIFTED' | null): Ailment | null {
    this.#missed = found === 'AWAY' ? this.#missed + 1 : 0;
    this.#well = found === null ? this.#well + 1 : 0;
    this.#failing = [...this.#failing, this.#mooring.calls?.isFailing === true].slice(-looks);
    if (found === 'DRIFTED') return found;
    if (found === 'AWAY') return this.#missed < mostMissed ? this.why : found;
    if (this.why === 'BUDGET' && this.#well < rest) return this.why;
    // What it is tried for again is not what burnt the budget before.
    if (this.why !== null) this.#failing = [];
    return this.#failing.filter(Boolean).length * 2 > looks ? 'BUDGET' : null;
  }

  readonly #agrees = async (published: string, told: string): Promise<boolean> => {
    if (told === published) return true;
    const digest = createHash('sha256').update(told).digest('base64');
    // Once for each that is told, and beside the loop: a large schema takes a second.
    if (digest !== this.#told.digest) {
      const agrees = await aside(new URL('./same-schema.ts', import.meta.url), servesAllOf, published, told);
      this.#told = { digest, agrees };
    }
    return this.#told.agrees;
  };
}
