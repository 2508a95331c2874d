import type { DocumentNode, GraphQLFormattedError, OperationTypeNode } from 'graphql';
import type { Quarantine } from '../guard/quarantine.js';
import type { RequestContext } from '../request-context.js';
import type { Trail } from '../telemetry/trail.js';
import type { LocalObject } from './local-execution/local-object.js';

/** One operation that a plan sends to one subgraph. */
export interface SubgraphRequest {
  readonly kind: OperationTypeNode;
  /** The operation's text, equal for every execution of the plan, so a source may cache by it. */
  readonly operation: string;
  /** The same text parsed, made once per plan. */
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What a subgraph answers, as the GraphQL specification's response map. */
export interface SubgraphResponse {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** An event of a source stream: what a subgraph answers to it. */
export interface SourceEvent extends SubgraphResponse {
  /** What is noted of the event, where its source has begun that. */
  readonly trail?: Trail | undefined;
}

/** Thrown where a subgraph answers a subscription with errors alone, in place of its stream or at the end of it. */
export class StreamRefused extends Error {
  readonly errors: readonly GraphQLFormattedError[];

  constructor(errors: readonly GraphQLFormattedError[]) {
    super('The subgraph ended a stream with errors.');
    this.errors = errors;
  }
}

/**
 * How a fetch reaches a subgraph. A failure of transport is a Fault UPSTREAM or TIMEOUT whose details name the subgraph;
 * an answer of the subgraph, errors included, is returned.
 */
export interface Source {
  readonly name: string;
  fetch(request: SubgraphRequest, context: RequestContext): Promise<SubgraphResponse>;
  /** Whether it has answers from before the deadline; it then refuses by itself what it would have to ask after it. */
  readonly remembers?: boolean;
  /** What its calls have been through; left out by a source without calls. */
  readonly calls?: CallNumbers | undefined;
  /** How a source over HTTP is reached without its answers being read; left out by others. */
  readonly http?: HttpExchange | undefined;
  /** How a module in this process is asked without its answer being made into a response map; left out by others. */
  readonly local?: LocalExchange | undefined;
  /**
   * Opens a subscription's source stream: a response for each event. It is read until it ends or `return` is called, and
   * ends by itself when the context's signal is aborted. Opening and reading reject with StreamRefused for errors of the
   * subgraph and with a Fault for a failure of transport. Left out by a source that has no streams.
   */
  subscribe?(request: SubgraphRequest, context: RequestContext): Promise<AsyncIterable<SourceEvent>>;
}

/** What operators see of the calls to one subgraph. */
export interface CallNumbers {
  /** Whether the subgraph is left alone. */
  readonly isOpen: boolean;
  /** Whether it is, and the last call that was made failed just now: somebody asks, and nobody is answered. */
  readonly isFailing: boolean;
  /** Whether, and how often, it was left alone as a whole; null where nobody watches over it. */
  readonly quarantine: Pick<Quarantine, 'why' | 'times'> | null;
  readonly retries: number;
  /** Calls that joined an equal one. */
  readonly joined: number;
}

/** A source that has streams. */
export type StreamingSource = Source & Required<Pick<Source, 'subscribe'>>;

/** An answer of GraphQL over HTTP that nobody has read yet; its bytes are its reader's for the time of the call only. */
export interface RawAnswer {
  readonly status: number;
  readonly body: Buffer;
  /** Set by `HttpExchange.read` where it made no sense of it. */
  isUnusable?: boolean;
}

/** What a module in this process made, before anybody makes a response map of it. */
export interface LocalAnswer {
  readonly data?: LocalObject | Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** A module's execution alone. */
export interface LocalExchange {
  execute(request: SubgraphRequest, context: RequestContext): Promise<LocalAnswer>;
  /** The same answer as `fetch` gives it. */
  read(answer: LocalAnswer): SubgraphResponse;
}

/** A source's HTTP alone. */
export interface HttpExchange {
  /**
   * Sends a request's JSON, whose characters are its bytes, and resolves to what `read` makes of the answer. Rejects as
   * `fetch` does for a failure of transport.
   */
  send<T>(
    request: { readonly operation: string; readonly body: string },
    context: RequestContext,
    read: (answer: RawAnswer) => T,
  ): Promise<T>;
  /** Reads an answer as `fetch` reads it. */
  read(answer: RawAnswer): SubgraphResponse;
}
