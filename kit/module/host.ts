import type { GraphQLFormattedError, OperationTypeNode } from 'graphql';
import type { Caller } from '../identity/caller.js';
import type { Disclosures } from '../identity/personal.js';
import type { Clock } from './context.js';
import type { Database } from '../data/database.js';

/** Structured log of the host: an object of fields and a sentence. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, sentence: string): void;
  warn(fields: Readonly<Record<string, unknown>>, sentence: string): void;
  error(fields: Readonly<Record<string, unknown>>, sentence: string): void;
}

/** What a hook may use of its host. */
export interface HookHost {
  readonly log: Log;
  readonly clock: Clock;
  readonly database: Database;
}

/** What a module may use of its host while it runs. */
export interface Host extends HookHost {
  /** Aborted when the module is removed or the portal stops. */
  readonly signal: AbortSignal;
}

/** One client request as hooks see it: after its operation is known and authorised, before anything is fetched. */
export interface HookedRequest {
  readonly requestId: string;
  readonly caller: Caller;
  readonly kind: OperationTypeNode;
  readonly operationName: string | null;
  /** SHA-256 of the document, in hexadecimal. */
  readonly documentDigest: string;
  /** What the client calls itself (header `graphql-client-name`); null for one that says nothing. */
  readonly clientName: string | null;
  /** The operation without any value that its sender wrote: what others may read of it. Made when it is asked for. */
  shape(): string;
  /** Names of the operation's root fields, whatever their aliases. */
  readonly rootFields: readonly string[];
  /** The purpose code that the caller states for reading personal data. */
  readonly purpose: string | null;
  readonly receivedAt: Date;
  /** Set by the hook that records this request; without a record a mutation is refused. */
  recorded: boolean;
  /** Set by the hook that records disclosures; without it personal values leave masked. */
  disclosures: Disclosures | null;
}

/** What was answered. */
export interface HookedResponse {
  readonly errors: readonly GraphQLFormattedError[];
  readonly milliseconds: number;
}

/**
 * The four moments at which a plug-in takes part in every request. A Fault thrown by `onRequest` or `onResponse` refuses
 * the request; any other error there is a defect and refuses it too.
 */
export interface Hooks {
  onRequest?(request: HookedRequest, host: HookHost): void | Promise<void>;
  onFetch?(fetch: { readonly subgraph: string; readonly operation: string }, request: HookedRequest): void;
  onResponse?(request: HookedRequest, response: HookedResponse, host: HookHost): void | Promise<void>;
  onError?(error: unknown, request: HookedRequest): void;
}
