import {
  createSourceEventStream,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  isValueNode,
} from 'graphql';
import { Session } from '../../kit/data/session.js';
import { mapEvents } from '../../kit/live/map-events.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import type { Ask } from '../questions.js';
import type { RequestContext } from '../request-context.js';
import { executeLocally } from './local-execution/execute-locally.js';
import { LocalObject, plainObject } from './local-execution/local-object.js';
import type { ModuleGround } from './module-ground.js';
import {
  type LocalAnswer,
  type LocalExchange,
  type Source,
  type SourceEvent,
  StreamRefused,
  type SubgraphRequest,
  type SubgraphResponse,
} from './source.js';

/** A module in the portal's own process: no HTTP, no JSON, and no validation of what the planner made. */
export class LocalSource implements Source {
  readonly name: string;
  readonly #schema: GraphQLSchema;
  readonly #ground: ModuleGround;
  readonly #ask: Ask;

  constructor(name: string, schema: GraphQLSchema, ground: ModuleGround, ask: Ask) {
    this.name = name;
    this.#schema = schema;
    this.#ground = ground;
    this.#ask = ask;
  }

  readonly local: LocalExchange = {
    execute: (request, context) => this.#execute(request, context, undefined),
    read: plainAnswer,
  };

  async fetch(request: SubgraphRequest, context: RequestContext): Promise<SubgraphResponse> {
    return plainAnswer(await this.#execute(request, context, undefined));
  }

  async subscribe(request: SubgraphRequest, context: RequestContext): Promise<AsyncIterable<SourceEvent>> {
    const opened = await createSourceEventStream({
      schema: this.#schema,
      document: request.document,
      operationName: request.operationName,
      variableValues: request.variables,
      contextValue: this.#contextOf(context),
    });
    if (!(Symbol.asyncIterator in opened))
      throw new StreamRefused((opened.errors ?? []).map((error) => present(error, context)));
    // Each event has a context of its own, so that it sees the rows of its moment.
    return mapEvents(opened, async (event) => {
      const trail = context.trail?.event();
      const each = trail === context.trail ? context : { ...context, trail };
      return { ...plainAnswer(await this.#execute(request, each, event)), trail };
    });
  }

  async #execute(request: SubgraphRequest, context: RequestContext, rootValue: unknown): Promise<LocalAnswer> {
    const fetched = context.trail?.fetch(this.name, true);
    const execution = {
      schema: this.#schema,
      document: request.document,
      operationName: request.operationName,
      variableValues: request.variables,
      contextValue: this.#contextOf(context),
      rootValue,
      fetched: fetched?.span ? fetched : undefined,
    };
    const { data, errors } = await (fetched
      ? fetched.watch(() => executeLocally(execution))
      : executeLocally(execution));
    fetched?.over(errors ? 'errors' : 'ok');
    return { data, errors: errors?.map((error) => present(error, context)) };
  }

  #contextOf(context: RequestContext): Context {
    return new ModuleContext(context, this.#ground, this.#ask);
  }
}

/** What the resolvers of one fetch are given. Its session is opened by the first that asks for it: some never read. */
class ModuleContext implements Context {
  readonly caller: Context['caller'];
  readonly requestId: string;
  readonly language: Context['language'];
  readonly disclosures: Context['disclosures'];
  readonly clock: Context['clock'];
  readonly bus: Context['bus'];
  readonly dock: Context['dock'];
  readonly ask: Context['ask'];
  readonly #ground: ModuleGround;
  #session: Session | undefined;

  constructor(context: RequestContext, ground: ModuleGround, ask: Ask) {
    this.caller = context.caller;
    this.requestId = context.requestId;
    this.language = context.language;
    this.disclosures = context.disclosures;
    this.clock = ground.clock;
    this.bus = ground.bus;
    this.dock = ground.dock;
    this.ask = <T>(query: string, variables = {}) => ask(query, variables, context) as Promise<T>;
    this.#ground = ground;
  }

  get session(): Session {
    this.#session ??= new Session(this.#ground.database, this.caller);
    return this.#session;
  }
}

function plainAnswer({ data, errors }: LocalAnswer): SubgraphResponse {
  return { data: data instanceof LocalObject ? plainObject(data) : data, errors };
}

/** An error of a resolver as the client may read it: a Fault in the client's language, a defect masked. */
function present(error: GraphQLError, context: RequestContext): GraphQLFormattedError {
  const { originalError, path } = error;
  if (error instanceof Fault || originalError instanceof Fault) {
    const fault = (error instanceof Fault ? error : originalError) as Fault;
    return { message: fault.sentence[context.language], path, extensions: fault.extensions };
  }
  // graphql-js itself refuses values of the wrong shape, without an original error; a scalar refuses a variable, before
  // there is a path, or a literal, which the error then names.
  const unfit = !originalError || (originalError instanceof GraphQLError && (!path || isAboutLiteral(originalError)));
  if (unfit) return { message: error.message, path, extensions: { ...error.extensions, code: 'INVALID' } };
  return { ...context.mask(originalError), path };
}

function isAboutLiteral({ nodes }: GraphQLError): boolean {
  const [node] = nodes ?? [];
  return node !== undefined && isValueNode(node);
}
