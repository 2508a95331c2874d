import {
  createSourceEventStream,
  execute,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { Session } from '../../kit/data/session.js';
import { mapEvents } from '../../kit/live/map-events.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import type { Ask } from '../questions.js';
import type { RequestContext } from '../request-context.js';
import type { ModuleGround } from './module-ground.js';
import { type Source, StreamRefused, type SubgraphRequest, type SubgraphResponse } from './source.js';

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

  fetch(request: SubgraphRequest, context: RequestContext): Promise<SubgraphResponse> {
    return this.#execute(request, context, undefined);
  }

  async subscribe(request: SubgraphRequest, context: RequestContext): Promise<AsyncIterable<SubgraphResponse>> {
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
    return mapEvents(opened, (event) => this.#execute(request, context, event));
  }

  async #execute(request: SubgraphRequest, context: RequestContext, rootValue: unknown): Promise<SubgraphResponse> {
    const result = (await execute({
      schema: this.#schema,
      document: request.document,
      operationName: request.operationName,
      variableValues: request.variables,
      contextValue: this.#contextOf(context),
      rootValue,
    })) as ExecutionResult;
    return {
      data: result.data as Record<string, unknown> | null | undefined,
      errors: result.errors?.map((error) => present(error, context)),
    };
  }

  #contextOf(context: RequestContext): Context {
    const { caller, requestId, language, disclosures } = context;
    const { database, clock, bus } = this.#ground;
    const session = new Session(database, caller);
    const ask = <T>(query: string, variables = {}): Promise<T> => this.#ask(query, variables, context) as Promise<T>;
    return { caller, requestId, language, clock, disclosures, session, bus, ask };
  }
}

/** An error of a resolver as the client may read it: a Fault in the client's language, a defect masked. */
function present(error: GraphQLError, context: RequestContext): GraphQLFormattedError {
  const { originalError, path } = error;
  if (error instanceof Fault || originalError instanceof Fault) {
    const fault = (error instanceof Fault ? error : originalError) as Fault;
    return { message: fault.sentence[context.language], path, extensions: fault.extensions };
  }
  // graphql-js itself refuses values of the wrong shape, without an original error; a scalar refuses a variable, before
  // there is a path.
  const unfit = !originalError || (originalError instanceof GraphQLError && !path);
  if (unfit) return { message: error.message, path, extensions: { ...error.extensions, code: 'INVALID' } };
  return { ...context.mask(originalError), path };
}
