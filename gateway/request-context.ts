import type { GraphQLFormattedError, OperationTypeNode } from 'graphql';
import type { Caller } from '../kit/identity/caller.js';
import type { Disclosures } from '../kit/identity/personal.js';
import type { Trail } from './telemetry/trail.js';

/** Whether the client wants no answer any more, which its deadline would not say. Timers may run a little early. */
export function hasLeft({ signal, deadline }: Pick<RequestContext, 'signal' | 'deadline'>): boolean {
  return signal.aborted && (deadline === undefined || performance.now() < deadline - 5);
}

/** What one client request carries through the pipeline and to every fetch. */
export interface RequestContext {
  readonly requestId: string;
  readonly caller: Caller;
  /** The bearer token as it came, for subgraphs that verify it themselves. */
  readonly token: string | null;
  readonly language: 'zh' | 'en';
  /** The header `x-purpose`: a code of the county's closed list of purposes for reading personal data. */
  readonly purpose: string | null;
  /** What the client calls itself; left out where it says nothing. */
  readonly clientName?: string | undefined;
  /** Whether the caller asked for the query plan in `extensions`. */
  readonly explain: boolean;
  /** Where plain personal values are noted; null while nothing records them, and then they leave masked. */
  readonly disclosures: Disclosures | null;
  /** Aborted at the request's deadline or when the client leaves. */
  readonly signal: AbortSignal;
  /** When that deadline is, by `performance.now()`; left out where there is none. */
  readonly deadline?: number;
  /** What the client runs; left out until that is known. A mutation's question to another module stays a mutation's. */
  readonly runs?: OperationTypeNode;
  /** What is noted of it for operators; left out where nobody wants to see anything. */
  readonly trail?: Trail | undefined;
  /** Logs a defect once and answers what the client may know of it: INTERNAL and the request id. */
  mask(defect: unknown): GraphQLFormattedError;
}
