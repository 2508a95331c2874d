import { AsyncLocalStorage } from 'node:async_hooks';
import type { Span } from '@opentelemetry/api';
import type { Trail } from './trail.js';

/** On whose behalf a module works: a request, one of its fetches, a field of one, or a job. */
export interface Asker {
  readonly trail: Pick<Trail, 'span' | 'stated'>;
  /** What is asked is a child of it; null where it is not traced. */
  readonly span: Span | null;
}

/** The asker of the work that runs now: a module's statements are told by whoever hands them over to the database. */
export const asking = new AsyncLocalStorage<Asker>();
