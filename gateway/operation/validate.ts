import { ApolloServer, type ApolloServerOptionsWithGateway, type BaseContext } from '@apollo/server';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { deferRules } from './defer-rules.js';

/** A document that fits the schema, and the one operation of it that is meant. */
export interface ValidOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

interface Capture extends BaseContext {
  /** An object of its own, because Apollo Server copies the context value that it is given. */
  readonly slot: { captured: ValidOperation | null };
}

/**
 * Parses and validates with Apollo Server, whose plug-ins run on the way. The server stands on one graph; its gateway
 * executes nothing and only hands over what passed.
 */
export class Validator {
  readonly #open: (suggests: boolean) => ApolloServer<Capture>;
  readonly #reserved: OpenServer;
  #suggesting: OpenServer | undefined;

  constructor(schema: GraphQLSchema, supergraphSdl: string) {
    this.#open = (suggests) =>
      new ApolloServer<Capture>({
        gateway: capturing(schema, supergraphSdl),
        introspection: true,
        validationRules: [...deferRules],
        // The pipeline remembers operations itself, by document and name.
        documentStore: null,
        persistedQueries: false,
        csrfPrevention: false,
        stopOnTerminationSignals: false,
        hideSchemaDetailsFromClientErrors: !suggests,
        includeStacktraceInErrorResponses: false,
        logger: silent,
      });
    this.#reserved = started(this.#open(false));
  }

  /**
   * The operation, or the specification's errors with the protocol's codes; for who may read the schema they suggest what a wrong
   * name could have been.
   */
  async validate(
    query: string,
    operationName: string | null,
    suggests = false,
  ): Promise<ValidOperation | { readonly errors: readonly GraphQLFormattedError[] }> {
    const { server, started: ready } = suggests ? (this.#suggesting ??= started(this.#open(true))) : this.#reserved;
    await ready;
    const slot: Capture['slot'] = { captured: null };
    const { body } = await server.executeOperation(
      { query, operationName: operationName ?? undefined },
      { contextValue: { slot } },
    );
    if (slot.captured) return slot.captured;
    if (body.kind !== 'single' || !body.singleResult.errors) throw new Error('Validation neither passed nor refused.');
    return { errors: body.singleResult.errors.map(withProtocolCode) };
  }

  /** Resolves when it has started. */
  get ready(): Promise<void> {
    return this.#reserved.started;
  }

  async stop(): Promise<void> {
    for (const open of [this.#reserved, this.#suggesting]) {
      await open?.started;
      await open?.server.stop();
    }
  }
}

interface OpenServer {
  readonly server: ApolloServer<Capture>;
  readonly started: Promise<void>;
}

function started(server: ApolloServer<Capture>): OpenServer {
  return { server, started: server.start() };
}

function capturing(schema: GraphQLSchema, supergraphSdl: string): ApolloServerOptionsWithGateway<Capture>['gateway'] {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: supergraphSdl });
      return () => {};
    },
    async load() {
      return {
        executor: async ({ document, operation, request, context }) => {
          const refusal = operationRefusal(schema, operation, request.operationName);
          if (refusal) return { errors: [refusal] };
          (context as Capture).slot.captured = { document, operation };
          return { data: null };
        },
      };
    },
    async stop() {},
  };
}

/** What validation leaves to execution: that the operation meant exists ("GetOperation"), and that the schema has its root type. */
function operationRefusal(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode | undefined,
  operationName: string | null | undefined,
): GraphQLError | null {
  if (operation) {
    if (schema.getRootType(operation.operation)) return null;
    return new GraphQLError(`The schema has no operation of the kind "${operation.operation}".`, {
      nodes: [operation],
    });
  }
  if (operationName) return new GraphQLError(`The document has no operation named "${operationName.slice(0, 100)}".`);
  return new GraphQLError('The document has several operations; operationName must say which is meant.');
}

function withProtocolCode(error: GraphQLFormattedError): GraphQLFormattedError {
  const given = error.extensions?.['code'];
  const code = given === 'GRAPHQL_PARSE_FAILED' ? given : 'GRAPHQL_VALIDATION_FAILED';
  return { message: error.message, locations: error.locations, extensions: { code } };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };
