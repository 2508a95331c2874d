import type { Database } from '../data/database.js';
import { Session } from '../data/session.js';
import type { Bus } from '../events/bus.js';
import { moduleCaller } from '../identity/caller.js';
import type { Clock, Context } from './context.js';

/** The context in which a module acts by itself: on an event, or when a timer runs out. */
export function contextOfModule(
  module: string,
  requestId: string,
  parts: { readonly database: Database; readonly clock: Clock; readonly bus: Bus },
): Context {
  const caller = moduleCaller(module);
  return {
    caller,
    requestId,
    language: 'zh',
    clock: parts.clock,
    disclosures: null,
    session: new Session(parts.database, caller),
    bus: parts.bus,
    ask: () => Promise.reject(new Error(`The module ${module} acts by itself, so nobody stands behind a question.`)),
  };
}
