import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { Fault } from '../kit/module/fault.js';
import type { HookedRequest, HookHost } from '../kit/module/host.js';
import type { Limits } from './config.js';
import { execute } from './execution/execute.js';
import { checkDocument } from './guard/document-limits.js';
import { Hooking } from './hooking.js';
import { refusedUnder } from './operation/authorise.js';
import type { GraphQLRequest } from './operation/graphql-request.js';
import { type KnownOperation, learn, plannedFor } from './operation/known-operation.js';
import { operationKey } from './operation/operation-cache.js';
import { presentError } from './operation/present-error.js';
import { type CoercedVariables, coerceVariables } from './operation/variables.js';
import { visibleSchema } from './operation/visible-schema.js';
import { answerIntrospection } from './planning/introspection.js';
import { describePlan } from './planning/describe-plan.js';
import type { RequestContext } from './request-context.js';
import type { Graph } from './supergraph/graph.js';
import type { Graphs } from './supergraph/graphs.js';
import { verdictOverAll } from './supergraph/rules.js';

/** A response map of the GraphQL specification. */
export interface AnswerBody {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** An answer, and how far its request came: refused for its method, for its document or variables, or executed. */
export interface Answer {
  readonly phase: 'method' | 'document' | 'execution';
  readonly body: AnswerBody;
}

/** What the pipeline works with. */
export interface PipelineParts {
  readonly graphs: Graphs;
  readonly host: HookHost;
  readonly limits: Limits;
  /** Whether every caller may see query plans, or only holders of `plan:read`. */
  readonly explainToAll: boolean;
}

/**
 * A request's way once it is negotiated and its caller known: operation → authorise → plan → execute. No step is visited
 * twice; what can be remembered is remembered with the graph it is true of.
 */
export class Pipeline {
  readonly #parts: PipelineParts;

  constructor(parts: PipelineParts) {
    this.#parts = parts;
  }

  /** Answers one request; what is wrong with its document or variables is an answer too. Only defects reject. */
  async answer(
    request: GraphQLRequest,
    context: RequestContext,
    { readOnly }: { readonly readOnly: boolean },
  ): Promise<Answer> {
    const graph = this.#parts.graphs.current;
    try {
      const known = await this.#operationOf(graph, request, context);
      if ('errors' in known) return { phase: 'document', body: { errors: known.errors } };
      const refusal = methodRefusal(known, readOnly);
      if (refusal) return { phase: refusal.phase, body: { errors: [presentError(refusal.fault, context)] } };
      return { phase: 'execution', body: await this.#run(graph, known, request, context) };
    } catch (error) {
      if (context.signal.aborted) throw context.signal.reason;
      if (!(error instanceof GraphQLError)) throw error;
      return { phase: 'document', body: { errors: [presentError(error, context)] } };
    }
  }

  async #operationOf(
    graph: Graph,
    { query, operationName }: GraphQLRequest,
    { caller }: RequestContext,
  ): Promise<KnownOperation | { readonly errors: readonly GraphQLFormattedError[] }> {
    const key = operationKey(query, operationName);
    const isAnonymous = caller.kind === 'anonymous';
    const known = graph.operations.get(key, isAnonymous);
    if (known) return known;
    // Validation is more than linear in places, so what is too large is refused before it.
    const checked = checkDocument(query, this.#parts.limits);
    if ('errors' in checked) return checked;
    const valid = await graph.validator.validate(query, operationName);
    if ('errors' in valid) return valid;
    const learned = learn(graph, key, valid);
    graph.operations.set(key, learned, query.length, isAnonymous);
    return learned;
  }

  async #run(
    graph: Graph,
    known: KnownOperation,
    request: GraphQLRequest,
    context: RequestContext,
  ): Promise<AnswerBody> {
    const variables = coerceVariables(graph.schema, known.operation, request.variables);
    const { host } = this.#parts;
    const hooking = new Hooking(graph.modules, host, hookedRequest(known, context, host.clock.now()));
    const mask = (defect: unknown): GraphQLFormattedError => {
      hooking.defect(defect);
      return context.mask(defect);
    };
    await hooking.before();
    const { recorded, disclosures } = hooking.request;
    if (known.operation.operation === OperationTypeNode.MUTATION && !recorded) throw unrecorded();
    const body = await this.#execute(graph, known, variables, { ...context, disclosures, mask }, hooking);
    await hooking.after(body.errors ?? []);
    return body;
  }

  async #execute(
    graph: Graph,
    known: KnownOperation,
    variables: CoercedVariables,
    context: RequestContext,
    hooking: Hooking,
  ): Promise<AnswerBody> {
    const { authorised, plan, introspection } = await plannedFor(graph, known, context.caller);
    const refused = refusedUnder(authorised, variables.values);
    const refusals = refused.errors.map((error) => presentError(error, context));
    if (refused.whole) return { errors: refusals, data: null };
    const result = await execute({
      schema: graph.schema,
      document: authorised.document,
      operation: authorised.operation,
      asked: authorised.document === authorised.shape.document ? undefined : authorised.shape,
      plan,
      variables,
      sources: hooking.watched(graph.sources),
      context,
      introspection: introspection && answerIntrospection(visibleTo(graph, context), introspection, variables.values),
    });
    const errors = [...refusals, ...(result.errors ?? []).map((error) => presentError(error, context))];
    return {
      ...(errors.length > 0 ? { errors } : {}),
      data: result.data,
      ...(this.#mayExplain(context) ? { extensions: { queryPlan: describePlan(result.plan) } } : {}),
    };
  }

  #mayExplain({ explain, caller }: RequestContext): boolean {
    return explain && (this.#parts.explainToAll || caller.scopes.has('plan:read'));
  }
}

function visibleTo(graph: Graph, { caller }: RequestContext): GraphQLSchema {
  const { schema, rules, callerPolicies } = graph;
  return visibleSchema(schema, rules, verdictOverAll(rules, callerPolicies, caller));
}

function methodRefusal({ operation }: KnownOperation, readOnly: boolean) {
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) return { phase: 'document' as const, fault: noStream() };
  if (readOnly && operation.operation === OperationTypeNode.MUTATION)
    return { phase: 'method' as const, fault: getChanges() };
  return null;
}

function hookedRequest(known: KnownOperation, context: RequestContext, receivedAt: Date): HookedRequest {
  return {
    requestId: context.requestId,
    caller: context.caller,
    kind: known.operation.operation,
    operationName: known.operation.name?.value ?? null,
    documentDigest: known.digest,
    rootFields: known.rootFields,
    purpose: context.purpose,
    receivedAt,
    recorded: false,
    disclosures: null,
  };
}

function unrecorded(): Fault {
  return new Fault(
    'FORBIDDEN',
    { zh: '没有审计记录,不能办理变更。', en: 'Nothing records this change, so it is refused.' },
    { reason: 'AUDIT_UNAVAILABLE' },
  );
}

function noStream(): Fault {
  return new Fault(
    'INVALID',
    { zh: '订阅不能经普通 HTTP 请求。', en: 'A subscription cannot be asked over a plain HTTP request.' },
    { reason: 'SUBSCRIPTION_OVER_HTTP' },
  );
}

function getChanges(): Fault {
  return new Fault(
    'INVALID',
    { zh: 'GET 只能查询;变更请用 POST。', en: 'GET runs queries only; send a mutation by POST.' },
    { reason: 'MUTATION_BY_GET' },
  );
}
