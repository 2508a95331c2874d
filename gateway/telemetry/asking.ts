import { AsyncLocalStorage } from 'node:async_hooks';
import type { Span } from '@opentelemetry/api';
import type { Trail } from './trail.js';

/** On whose behalf a module works: a request, one of its fetches, or a field of one. */
export interface Asker {
  readonly trail: Trail;
  /** What is asked is a child of it; null where the request is not traced. */
  readonly span: Span | null;
}

/** The asker of the work that runs now: a module's statements are told by whoever hands them over to the database. */
export const asking = new AsyncLocalStorage<Asker>();
