import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { CoercedVariables } from '../operation/variables.js';
import type { Plan } from '../planning/plan.js';
import type { RequestContext } from '../request-context.js';
import type { Source, SubgraphResponse } from '../sources/source.js';
import { atAskedPlaces } from './asked-places.js';
import { completeAnswer } from './complete.js';
import { takeRootAnswer } from './fetch-root.js';
import { sender, type PlanRun } from './plan-run.js';
import { newReport } from './report.js';
import { newObject, type ResponseObject } from './response-tree.js';
import { runNode } from './run-plan.js';
import { selectedBy, type Shape } from './selections.js';

/** An operation that is ready to run. */
export interface ExecutionRequest {
  /** The public schema, which alone decides what the answer may hold. */
  readonly schema: GraphQLSchema;
  /** What was granted: the document that the plan was made from. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** What the client asked, when authorisation took something away: its fields are null in the answer, without a further error. */
  readonly asked?: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode } | undefined;
  /** Undefined when no subgraph has anything to answer. */
  readonly plan: Plan | undefined;
  readonly variables: CoercedVariables;
  readonly sources: ReadonlyMap<string, Source>;
  readonly context: RequestContext;
  /** The answer to the operation's introspection fields. */
  readonly introspection?: ExecutionResult | undefined;
  /** One event of a subscription's source stream, as its subgraph gave it. */
  readonly event?: SubgraphResponse | undefined;
}

/** The response map of the GraphQL specification, before the edge translates and masks its errors. */
export interface ExecutionAnswer {
  readonly data: ResponseObject | null;
  readonly errors?: readonly GraphQLError[];
  /** The plan that was run, settled for the request's values of `@skip` and `@include`. */
  readonly plan: Plan | undefined;
}

/**
 * Runs a plan and builds the answer. Never rejects for what a subgraph does: a failed fetch costs its own fields, each
 * null with an error that names the subgraph in `extensions.subgraph`; a Fault is its error's `originalError`, and so is
 * a defect, whose code is INTERNAL.
 */
export async function execute(request: ExecutionRequest): Promise<ExecutionAnswer> {
  const { variables, introspection } = request;
  const plan = await (request.plan?.under?.(variables.values) ?? request.plan);
  const root = newObject();
  const report = newReport();
  if (plan) {
    const run: PlanRun = {
      plan,
      ...variables,
      root,
      report,
      send: sender(request.sources, request.context),
    };
    if (plan.subscribe && request.event)
      takeRootAnswer(plan.subscribe, request.event, [{ object: root, path: undefined }], run);
    await runNode(plan.node, run);
  }
  report.errors.push(...(introspection?.errors ?? []));
  const shape = shapeOf(request, plan);
  const data = completeAnswer(shape, rootTypeOf(request), root, report, introspection?.data ?? {});
  return report.errors.length > 0 ? { data, errors: atAskedPlaces(report.errors, shape), plan } : { data, plan };
}

/** What decides the form of an operation's answer, under the plan that was settled for the request. */
export function shapeOf(request: ExecutionRequest, plan: Plan | undefined): Shape {
  const granted = selectedBy(request.document, request.operation);
  const asked = request.asked ? selectedBy(request.asked.document, request.asked.operation) : granted;
  const { schema, variables } = request;
  return { schema, asked, granted, values: variables.values, fetchedKeys: plan?.fetchedKeys };
}

/** The type on which an operation begins. */
export function rootTypeOf({ schema, operation }: ExecutionRequest): GraphQLObjectType {
  const rootType = schema.getRootType(operation.operation);
  if (!rootType) throw new Error(`The schema has no root type for a ${operation.operation}.`);
  return rootType;
}
