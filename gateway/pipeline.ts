import { GraphQLError, type GraphQLFormattedError, OperationTypeNode } from 'graphql';
import type { Clock } from '../kit/module/context.js';
import type { HookHost } from '../kit/module/host.js';
import type { Answer, PartedAnswer, StreamedAnswers } from './answer.js';
import { answerEvents } from './answer-events.js';
import { answerInParts } from './answer-in-parts.js';
import { answerOperation, answerOperationAsText, type PreparedOperation } from './answer-operation.js';
import type { Introspection } from './caller-settings.js';
import type { Limits } from './config.js';
import { checkDocument } from './guard/document-limits.js';
import { refuseTooCostly } from './guard/operation-cost.js';
import { mayReadSchema, schemaClosed } from './guard/schema-readers.js';
import { checkSubscriptionRoot } from './guard/subscription-root.js';
import { hookedRequest, Hooking } from './hooking.js';
import type { TokenWatch } from './identity/token-watch.js';
import { hasDefer } from './operation/defer-directive.js';
import type { Documents } from './operation/documents.js';
import type { GraphQLRequest, SentRequest } from './operation/graphql-request.js';
import { type KnownOperation, learn, plannedFor } from './operation/known-operation.js';
import { operationDigest, operationKey } from './operation/operation-cache.js';
import { presentError } from './operation/present-error.js';
import { methodRefusal, unrecorded } from './operation/refusals.js';
import { coerceVariables } from './operation/variables.js';
import type { RequestContext } from './request-context.js';
import type { Graph } from './supergraph/graph.js';
import type { Graphs } from './supergraph/graphs.js';

/** What the pipeline works with. */
export interface PipelineParts {
  readonly graphs: Pick<Graphs, 'current'>;
  readonly clock: Clock;
  /** What hooks may use; null where no modules are hosted: nothing hooks there, and no mutation is owed a record. */
  readonly host: HookHost | null;
  readonly limits: Limits;
  readonly documents: Documents;
  /** Ends the streams of tokens that are no longer good. */
  readonly tokens: TokenWatch;
  /** Who may ask for the schema. */
  readonly introspection: Introspection;
  /** Whether every caller may see plans and what they demand, or only holders of `plan:read` and of `rules:read`. */
  readonly explainToAll: boolean;
}

/** Which forms of an answer a client takes. */
interface Delivery {
  readonly readOnly: boolean;
  readonly streams: boolean;
  readonly parts: boolean;
  /** Whether a whole answer may have its `data` as text. */
  readonly asText: boolean;
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
    sent: SentRequest,
    context: RequestContext,
    { readOnly }: { readonly readOnly: boolean },
  ): Promise<Answer | StreamedAnswers> {
    return this.#known<Answer | StreamedAnswers>(sent, context, (graph, known, request) =>
      known.operation.operation === OperationTypeNode.SUBSCRIPTION
        ? this.#subscribe(graph, known, request, context)
        : this.#respond(graph, known, request, context, readOnly),
    );
  }

  /** Answers in the best of the forms that the client takes: a stream, parts where the operation defers, or whole. */
  deliver(
    sent: SentRequest,
    context: RequestContext,
    { readOnly, streams, parts, asText }: Delivery,
  ): Promise<Answer | StreamedAnswers | PartedAnswer> {
    return this.#known<Answer | StreamedAnswers | PartedAnswer>(sent, context, (graph, known, request) => {
      if (streams && known.operation.operation === OperationTypeNode.SUBSCRIPTION)
        return this.#subscribe(graph, known, request, context);
      return parts && hasDefer(known.document)
        ? this.#respondInParts(graph, known, request, context, readOnly)
        : this.#respond(graph, known, request, context, readOnly, asText);
    });
  }

  async #known<Outcome>(
    sent: GraphQLRequest | SentRequest,
    context: RequestContext,
    run: (graph: Graph, known: KnownOperation, request: GraphQLRequest) => Promise<Outcome>,
  ): Promise<Outcome | Answer> {
    const graph = this.#parts.graphs.current;
    try {
      const isAnonymous = context.caller.kind === 'anonymous';
      const request = 'documentId' in sent ? this.#parts.documents.find(sent, isAnonymous) : sent;
      const key = operationKey(request.query, request.operationName);
      const known = this.#remembered(graph, key, context) ?? (await this.#learnt(graph, key, request, context));
      if ('errors' in known) return { phase: 'document', body: { errors: known.errors } };
      request.validated?.();
      return await run(graph, known, request);
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
    asText = false,
  ): Promise<Answer> {
    const ready = await this.#ready(graph, known, request, context, readOnly);
    if ('phase' in ready) return ready;
    const { hooking } = ready;
    const answering = asText ? answerOperationAsText : answerOperation;
    const body = await answering(ready, { ...ready.context, disclosures: hooking.request.disclosures });
    if (hooking.isHooked) await hooking.after(body.errors ?? []);
    return { phase: 'execution', body };
  }

  async #respondInParts(
    graph: Graph,
    known: KnownOperation,
    request: GraphQLRequest,
    context: RequestContext,
    readOnly: boolean,
  ): Promise<Answer | PartedAnswer> {
    const ready = await this.#ready(graph, known, request, context, readOnly);
    return 'phase' in ready ? ready : answerInParts(ready);
  }

  async #ready(
    graph: Graph,
    known: KnownOperation,
    request: GraphQLRequest,
    context: RequestContext,
    readOnly: boolean,
  ): Promise<PreparedOperation | Answer> {
    const refusal = methodRefusal(known, readOnly);
    if (refusal) return { phase: refusal.phase, body: { errors: [presentError(refusal.fault, context)] } };
    const prepared = await this.#prepare(graph, known, request, context);
    if (known.operation.operation === OperationTypeNode.MUTATION && !prepared.hooking.request.recorded)
      throw unrecorded();
    return prepared;
  }

  async #subscribe(
    graph: Graph,
    known: KnownOperation,
    request: GraphQLRequest,
    asking: RequestContext,
  ): Promise<Answer | StreamedAnswers> {
    return answerEvents(await this.#prepare(graph, known, request, asking), this.#parts);
  }

  #remembered(graph: Graph, key: string, { caller, trail }: RequestContext): KnownOperation | undefined {
    const known = graph.operations.get(key, caller.kind === 'anonymous');
    trail?.lookedUp(known !== undefined);
    if (known?.introspects && !mayReadSchema(caller, this.#parts.introspection)) throw schemaClosed(caller);
    return known;
  }

  async #learnt(
    graph: Graph,
    key: string,
    { query, operationName }: GraphQLRequest,
    { caller, trail }: RequestContext,
  ): Promise<KnownOperation | { readonly errors: readonly GraphQLFormattedError[] }> {
    const isAnonymous = caller.kind === 'anonymous';
    const readsSchema = mayReadSchema(caller, this.#parts.introspection);
    // Validation is more than linear in places, so what is too large is refused before it.
    const { limits } = this.#parts;
    const checked = checkDocument(query, limits);
    if ('errors' in checked) return checked;
    const conditional = checkSubscriptionRoot(checked);
    if (conditional) return { errors: [conditional] };
    const since = trail ? performance.now() : 0;
    const valid = await graph.validator.validate(query, operationName, readsSchema);
    trail?.validated(since);
    if ('errors' in valid) return valid;
    // Several may have asked it meanwhile; it is learnt, and planned, once.
    const digest = operationDigest(query, operationName);
    const learned = graph.operations.get(key, isAnonymous) ?? learn(graph, digest, valid, limits.listSize);
    graph.operations.set(key, learned, query.length, isAnonymous);
    if (learned.introspects && !readsSchema) throw schemaClosed(caller);
    return learned;
  }

  async #prepare(
    graph: Graph,
    known: KnownOperation,
    request: GraphQLRequest,
    asking: RequestContext,
  ): Promise<PreparedOperation> {
    const { clock, host, limits } = this.#parts;
    const variables = coerceVariables(graph.schema, known, request.variables);
    const cost = known.cost(variables.values);
    asking.trail?.prepared(known, cost);
    refuseTooCostly(cost, limits.cost);
    const { operation: kind } = known.operation;
    const hooking = new Hooking(graph.modules, host, hookedRequest(graph, known, asking, clock.now(), host === null));
    const mask = (defect: unknown): GraphQLFormattedError => {
      hooking.defect(defect);
      return asking.mask(defect);
    };
    if (hooking.isHooked) await hooking.before();
    const planned = await plannedFor(graph, known, asking.caller, asking.trail);
    return {
      graph,
      planned,
      touched: known.touched,
      variables,
      cost,
      hooking,
      sources: hooking.watched(graph.sources),
      context: { ...asking, mask, runs: asking.runs === OperationTypeNode.MUTATION ? asking.runs : kind },
      explainsPlan: this.#mayExplain(asking, 'plan:read'),
      explainsRules: this.#mayExplain(asking, 'rules:read'),
    };
  }

  #mayExplain({ explain, caller }: RequestContext, scope: 'plan:read' | 'rules:read'): boolean {
    return explain && (this.#parts.explainToAll || caller.scopes.has(scope));
  }
}
