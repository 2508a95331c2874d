import type { Database } from '../data/database.js';
import { Session } from '../data/session.js';
import type { Dock } from '../docking/dock.js';
import type { Bus } from '../events/bus.js';
import { moduleCaller } from '../identity/caller.js';
import type { Clock, Context } from './context.js';

/** What a module acts by itself with. */
interface ModuleParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly bus: Bus;
  /** Where it is to deal with what is docked. */
  readonly dock?: Dock | undefined;
  /** The graph's scopes that open rows to it; none when left out. */
  readonly scopes?: readonly string[] | undefined;
}

/** The context in which a module acts by itself: on an event, when a timer runs out, or when what it docked is ill. */
export function contextOfModule(module: string, requestId: string, parts: ModuleParts): Context {
  const caller = { ...moduleCaller(module), scopes: new Set(parts.scopes) };
  return {
    caller,
    requestId,
    language: 'zh',
    clock: parts.clock,
    disclosures: null,
    session: new Session(parts.database, caller),
    bus: parts.bus,
    dock: parts.dock,
    ask: () => Promise.reject(new Error(`The module ${module} acts by itself, so nobody stands behind a question.`)),
  };
}
