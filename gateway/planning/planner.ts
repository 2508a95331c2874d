import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Plan } from './plan.js';

/** A valid, authorised operation as a planner takes it. */
export interface PlanRequest {
  /** One operation and the fragments it uses; root introspection fields are split off before. */
  readonly text: string;
  readonly operationName: string | undefined;
  /** The installation's own labels of `@override(label:)` that are in force. */
  readonly labels: ReadonlySet<string>;
  /** From 0 to 100: a label `percent(n)` is in force where this is below n. */
  readonly percentage: number;
}

/** What a planner is opened on: a supergraph, and the schema of it that clients see. */
export interface PlannedGraph {
  readonly supergraphSdl: string;
  /** The same, parsed; parsed here where it is left out. */
  readonly supergraph?: DocumentNode;
  readonly schema: GraphQLSchema;
}

/** Turns an operation into a plan. The native planner is preferred; Apollo's serves machines without a native build. */
export interface Planner {
  readonly name: 'native' | 'apollo';
  /** Raises Fault TIMEOUT when planning takes longer than the planner's limit. */
  plan(request: PlanRequest): Promise<Plan>;
  /** Ends what the planner keeps running; whoever asks it for a plan again starts that again. */
  close(): void;
}

/** Milliseconds that one plan may take. */
export const planningLimit = 5_000;
