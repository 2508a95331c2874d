import type { Caller } from '../identity/caller.js';
import type { Disclosures } from '../identity/personal.js';
import type { Session } from '../data/session.js';
import type { Dock } from '../docking/dock.js';
import type { Bus } from '../events/bus.js';

/** The only source of the present moment. */
export interface Clock {
  now(): Date;
}

/** What every resolver receives: who asks, when, and the rows as that caller may see them. One per fetch. */
export interface Context {
  readonly caller: Caller;
  readonly requestId: string;
  readonly language: 'zh' | 'en';
  readonly clock: Clock;
  readonly disclosures: Disclosures | null;
  readonly session: Session;
  /** Carries events and timers, and tells of changes live. */
  readonly bus: Bus;
  /** Tries subgraphs on the running graph; left out where a module acts by itself. */
  readonly dock?: Dock | undefined;
  /**
   * Asks the whole graph a query, as this caller: what another domain says of its own. Before a verb's transaction, never
   * inside it. Throws the Fault that the graph answers with.
   */
  ask<T>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<T>;
}
