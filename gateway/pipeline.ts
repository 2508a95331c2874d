import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Clock } from '../kit/module/context.js';
import type { HookHost } from '../kit/module/host.js';
import type { Answer, AnswerBody, StreamedAnswers } from './answer.js';
import { AnswerStream } from './answer-stream.js';
import type { Limits } from './config.js';
import { execute } from './execution/execute.js';
import { errorOfSource, errorOfSubgraph } from './execution/report.js';
import { openSourceStream } from './execution/subscribe.js';
import { checkDocument } from './guard/document-limits.js';
import { checkSubscriptionRoot } from './guard/subscription-root.js';
import { hookedRequest, Hooking } from './hooking.js';
import type { TokenWatch } from './identity/token-watch.js';
import { refusedUnder } from './operation/authorise.js';
import type { GraphQLRequest } from './operation/graphql-request.js';
import { type KnownOperation, learn, plannedFor, type PlannedOperation } from './operation/known-operation.js';
import { operationKey } from './operation/operation-cache.js';
import { presentError } from './operation/present-error.js';
import { methodRefusal, unrecorded } from './operation/refusals.js';
import { type CoercedVariables, coerceVariables } from './operation/variables.js';
import { visibleSchema } from './operation/visible-schema.js';
import { answerIntrospection } from './planning/introspection.js';
import { describePlan } from './planning/describe-plan.js';
import type { RequestContext } from './request-context.js';
import { type Source, StreamRefused, type SubgraphResponse } from './sources/source.js';
import type { Graph } from './supergraph/graph.js';
import type { Graphs } from './supergraph/graphs.js';
import { verdictOverAll } from './supergraph/rules.js';

/** What the pipeline works with. */
export interface PipelineParts {
  readonly graphs: Pick<Graphs, 'current'>;
  readonly clock: Clock;
  /** What hooks may use; null where no modules are hosted: nothing hooks there, and no mutation is owed a record. */
  readonly host: HookHost | null;
  readonly limits: Limits;
  /** Ends the streams of tokens that are no longer good. */
  readonly tokens: TokenWatch;
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
    return this.#known(request, context, (graph, known) => this.#respond(graph, known, request, context, readOnly));
  }

  /**
   * Answers over a transport that can stream: a subscription is opened, and each of its events then goes through the
   * plan. It keeps the graph it began with. Other operations are answered as `answer` does.
   */
  async stream(
    request: GraphQLRequest,
    context: RequestContext,
    { readOnly }: { readonly readOnly: boolean },
  ): Promise<Answer | StreamedAnswers> {
    return this.#known<Answer | StreamedAnswers>(request, context, (graph, known) =>
      known.operation.operation === OperationTypeNode.SUBSCRIPTION
        ? this.#subscribe(graph, known, request, context)
        : this.#respond(graph, known, request, context, readOnly),
    );
  }

  async #known<Outcome>(
    request: GraphQLRequest,
    context: RequestContext,
    run: (graph: Graph, known: KnownOperation) => Promise<Outcome>,
  ): Promise<Outcome | Answer> {
    const graph = this.#parts.graphs.current;
    try {
      const known = await this.#operationOf(graph, request, context);
      if ('errors' in known) return { phase: 'document', body: { errors: known.errors } };
      return await run(graph, known);
    } catch (error) {
      if (context.signal.aborted) throw context.signal.reason;
      if (!(error instanceof GraphQLError)) throw error;
      return { phase: 'document', body: { errors: [presentError(error, context)] } };
    }
  }

  async #respond(
    graph: Graph,
    known: KnownOperation,
    request: GraphQLRequest,
    context: RequestContext,
    readOnly: boolean,
  ): Promise<Answer> {
    const refusal = methodRefusal(known, readOnly);
    if (refusal) return { phase: refusal.phase, body: { errors: [presentError(refusal.fault, context)] } };
    const prepared = await this.#prepare(graph, known, request, context);
    const { hooking } = prepared;
    const { recorded, disclosures } = hooking.request;
    if (known.operation.operation === OperationTypeNode.MUTATION && !recorded) throw unrecorded();
    const body = await this.#execute(prepared, { ...prepared.context, disclosures });
    await hooking.after(body.errors ?? []);
    return { phase: 'execution', body };
  }

  async #subscribe(
    graph: Graph,
    known: KnownOperation,
    request: GraphQLRequest,
    asking: RequestContext,
  ): Promise<Answer | StreamedAnswers> {
    const prepared = await this.#prepare(graph, known, request, asking);
    // Personal values leave only when their disclosure is written down, which is done when a request ends: so in a
    // stream, whose answers leave before its end, they stay masked.
    const context = { ...prepared.context, disclosures: null };
    const { hooking, variables, planned } = prepared;
    const refused = refusedUnder(planned.authorised, variables.values);
    if (refused.whole) {
      const errors = refused.errors.map((error) => presentError(error, context));
      await hooking.after(errors);
      return { phase: 'execution', body: { errors } };
    }
    const plan = (await planned.plan?.under?.(variables.values)) ?? planned.plan;
    const { subscribe } = plan ?? {};
    if (!plan || !subscribe) throw new Error('A subscription was planned without a source stream.');
    const { limits, tokens } = this.#parts;
    const failure = (thrown: unknown): readonly GraphQLFormattedError[] =>
      errorsOfStream(thrown, subscribe.subgraph).map((error) => presentError(error, context));
    try {
      const answers = await AnswerStream.open({
        context,
        tokens,
        deadline: limits.deadline,
        patience: limits.streamPatience,
        open: (opening) =>
          openSourceStream({ plan: { ...plan, subscribe }, variables, sources: prepared.sources, context: opening }),
        answer: (event, each) => this.#execute({ ...prepared, planned: { ...planned, plan } }, each, event),
        failure,
        ended: (errors) => hooking.after(errors),
      });
      return { phase: 'stream', answers };
    } catch (thrown) {
      if (context.signal.aborted) throw thrown;
      return { phase: 'execution', body: { errors: failure(thrown) } };
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
    const conditional = checkSubscriptionRoot(checked);
    if (conditional) return { errors: [conditional] };
    const valid = await graph.validator.validate(query, operationName);
    if ('errors' in valid) return valid;
    const learned = learn(graph, key, valid);
    graph.operations.set(key, learned, query.length, isAnonymous);
    return learned;
  }

  async #prepare(
    graph: Graph,
    known: KnownOperation,
    request: GraphQLRequest,
    asking: RequestContext,
  ): Promise<PreparedOperation> {
    const variables = coerceVariables(graph.schema, known.operation, request.variables);
    const { clock, host } = this.#parts;
    const hooking = new Hooking(graph.modules, host, hookedRequest(known, asking, clock.now(), host === null));
    const mask = (defect: unknown): GraphQLFormattedError => {
      hooking.defect(defect);
      return asking.mask(defect);
    };
    await hooking.before();
    const planned = await plannedFor(graph, known, asking.caller);
    return {
      graph,
      planned,
      variables,
      hooking,
      sources: hooking.watched(graph.sources),
      context: { ...asking, mask },
    };
  }

  async #execute(
    { graph, planned, variables, sources }: PreparedOperation,
    context: RequestContext,
    event?: SubgraphResponse,
  ): Promise<AnswerBody> {
    const { authorised, plan, introspection } = planned;
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
      sources,
      context,
      introspection: introspection && answerIntrospection(visibleTo(graph, context), introspection, variables.values),
      event,
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

/** An operation whose variables fit and whose hooks have let it pass. */
interface PreparedOperation {
  readonly graph: Graph;
  readonly planned: PlannedOperation;
  readonly variables: CoercedVariables;
  readonly hooking: Hooking;
  readonly sources: ReadonlyMap<string, Source>;
  readonly context: RequestContext;
}

function errorsOfStream(thrown: unknown, subgraph: string): GraphQLError[] {
  if (!(thrown instanceof StreamRefused)) return [errorOfSource(thrown, subgraph)];
  return thrown.errors.map((error) => errorOfSubgraph(error, subgraph, error.path));
}

function visibleTo(graph: Graph, { caller }: RequestContext): GraphQLSchema {
  const { schema, rules, callerPolicies } = graph;
  return visibleSchema(schema, rules, verdictOverAll(rules, callerPolicies, caller));
}
