import { execute, type ExecutionResult, GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Database } from '../../kit/data/database.js';
import { Session } from '../../kit/data/session.js';
import type { Clock, Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import type { RequestContext } from '../request-context.js';
import type { Source, SubgraphRequest, SubgraphResponse } from './source.js';

/** A module in the portal's own process: no HTTP, no JSON, and no validation of what the planner made. */
export class LocalSource implements Source {
  readonly name: string;
  readonly #schema: GraphQLSchema;
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(name: string, schema: GraphQLSchema, database: Database, clock: Clock) {
    this.name = name;
    this.#schema = schema;
    this.#database = database;
    this.#clock = clock;
  }

  async fetch(request: SubgraphRequest, context: RequestContext): Promise<SubgraphResponse> {
    const result = (await execute({
      schema: this.#schema,
      document: request.document,
      operationName: request.operationName,
      variableValues: request.variables,
      contextValue: this.#contextOf(context),
    })) as ExecutionResult;
    return {
      data: result.data as Record<string, unknown> | null | undefined,
      errors: result.errors?.map((error) => present(error, context)),
    };
  }

  #contextOf({ caller, requestId, language, disclosures }: RequestContext): Context {
    const session = new Session(this.#database, caller);
    return { caller, requestId, language, clock: this.#clock, disclosures, session };
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
