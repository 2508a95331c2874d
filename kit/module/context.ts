import type { Caller } from '../identity/caller.js';
import type { Disclosures } from '../identity/personal.js';
import type { Session } from '../data/session.js';

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
}
