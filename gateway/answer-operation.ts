import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { AnswerBody } from './answer.js';
import type { WrittenAnswer } from './execution/compiled/run-compiled.js';
import { executeAsText } from './execution/execute-as-text.js';
import { execute, type ExecutionAnswer, type ExecutionRequest } from './execution/execute.js';
import type { ResponseError } from './execution/report.js';
import type { Hooking } from './hooking.js';
import { refusedUnder, type TouchedRules } from './operation/authorise.js';
import { describeAuthorisation } from './operation/describe-authorisation.js';
import type { PlannedOperation } from './operation/known-operation.js';
import { presentError } from './operation/present-error.js';
import type { CoercedVariables } from './operation/variables.js';
import { visibleSchema } from './operation/visible-schema.js';
import { describePlan } from './planning/describe-plan.js';
import { answerIntrospection } from './planning/introspection.js';
import type { RequestContext } from './request-context.js';
import type { Source, SubgraphResponse } from './sources/source.js';
import type { Graph } from './supergraph/graph.js';
import { verdictOverAll } from './supergraph/rules.js';

/** An operation whose variables fit and whose hooks have let it pass. */
export interface PreparedOperation {
  readonly graph: Graph;
  readonly planned: PlannedOperation;
  /** The rules that it touches. */
  readonly touched: TouchedRules;
  readonly variables: CoercedVariables;
  /** What it may cost with these variables. */
  readonly cost: number;
  readonly hooking: Hooking;
  readonly sources: ReadonlyMap<string, Source>;
  readonly context: RequestContext;
  /** Whether the answer tells the plan that was run, and the cost. */
  readonly explainsPlan: boolean;
  /** Whether it tells what was demanded of the caller. */
  readonly explainsRules: boolean;
}

/** The answer to a prepared operation, or to one event of its stream. */
export async function answerOperation(
  prepared: PreparedOperation,
  context: RequestContext,
  event?: SubgraphResponse,
): Promise<AnswerBody> {
  return answerBy((request) => execute({ ...request, event }), prepared, context);
}

/** The same with `data` as text where that is cheaper to make. */
export function answerOperationAsText(prepared: PreparedOperation, context: RequestContext): Promise<AnswerBody> {
  return answerBy(executeAsText, prepared, context);
}

async function answerBy(
  run: (request: ExecutionRequest) => Promise<ExecutionAnswer | WrittenAnswer>,
  prepared: PreparedOperation,
  context: RequestContext,
): Promise<AnswerBody> {
  const refused = refusedUnder(prepared.planned.authorised, prepared.variables.values);
  const refusals = refused.errors.map((error) => presentError(error, context));
  if (refused.whole) {
    return { errors: refusals, data: null, ...explained({ plan: undefined }, prepared) };
  }
  const result = await run(executionOf(prepared, context));
  return bodyOf(result, prepared, [...refusals, ...presented(result.errors, context)]);
}

/** What is executed for a prepared operation. */
export function executionOf(
  { graph, planned, variables, sources }: PreparedOperation,
  context: RequestContext,
): ExecutionRequest {
  const { authorised, plan, introspection } = planned;
  return {
    schema: graph.schema,
    document: authorised.document,
    operation: authorised.operation,
    asked: authorised.document === authorised.shape.document ? undefined : authorised.shape,
    plan,
    variables,
    sources,
    context,
    introspection: introspection && answerIntrospection(visibleTo(graph, context), introspection, variables.values),
  };
}

/** The answer that an execution amounts to, with these errors. */
export function bodyOf(
  answer: ExecutionAnswer | WrittenAnswer,
  prepared: PreparedOperation,
  errors: readonly GraphQLFormattedError[],
): AnswerBody {
  return {
    ...(errors.length > 0 ? { errors } : {}),
    ...('written' in answer ? { written: answer.written } : { data: answer.data }),
    ...explained(answer, prepared),
  };
}

const nothing = {};

function explained(
  { plan }: Pick<ExecutionAnswer, 'plan'>,
  { explainsPlan, explainsRules, cost, touched, planned }: PreparedOperation,
): Pick<AnswerBody, 'extensions'> {
  if (!explainsPlan && !explainsRules) return nothing;
  return {
    extensions: {
      ...(explainsPlan ? { queryPlan: describePlan(plan), cost } : {}),
      ...(explainsRules ? { authorisation: describeAuthorisation(touched, planned.authorised) } : {}),
    },
  };
}

/** Errors as the client may read them. */
export function presented(
  errors: readonly ResponseError[] | undefined,
  context: RequestContext,
): GraphQLFormattedError[] {
  return (errors ?? []).map((error) => presentError(error, context));
}

function visibleTo(graph: Graph, { caller }: RequestContext): GraphQLSchema {
  const { schema, rules, callerPolicies } = graph;
  return visibleSchema(schema, rules, verdictOverAll(rules, callerPolicies, caller));
}
