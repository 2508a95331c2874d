import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { Session } from '../kit/data/session.js';
import { buildSubgraph, type BuiltSubgraph } from '../kit/module/build.js';
import type { Context } from '../kit/module/context.js';
import type { Module, SubgraphDeclaration } from '../kit/module/define.js';
import { type Bilingual, Fault, faultCodes } from '../kit/module/fault.js';
import type { Log } from '../kit/module/host.js';
import { answerTypeFor, eventsFor } from './http/negotiate.js';
import { readBody } from './http/read-body.js';
import { type IncomingRequest, RequestIntake } from './http/request-intake.js';
import { PortalServer } from './http/server.js';
import { OpenStreams } from './http/streams/open-streams.js';
import { writeEventStream } from './http/streams/write-event-stream.js';
import type { Identity } from './identity/identify.js';
import type { AskingRequest } from './portal-questions.js';
import { LocalSource } from './sources/local-source.js';
import { asking } from './telemetry/asking.js';
import type { Telemetry } from './telemetry/telemetry.js';
import type { ModuleGround } from './sources/module-ground.js';
import { subgraphStream } from './subgraph-stream.js';
import { parseJson, readGraphQLRequest } from './operation/graphql-request.js';
import { guardedSchema } from './operation/guarded-schema.js';
import { callerPoliciesOf } from './supergraph/graph.js';

/** What a module needs to be a server of its own. */
export interface SubgraphServerParts {
  readonly module: Module & { readonly subgraph: SubgraphDeclaration };
  /** The same module as a subgraph; it is built here where left out. */
  readonly built?: BuiltSubgraph | undefined;
  readonly ground: ModuleGround;
  /** Asks the portal's graph with the caller's own token. */
  ask(query: string, variables: Readonly<Record<string, unknown>>, asking: AskingRequest): Promise<unknown>;
  readonly log: Log;
  readonly host: string;
  readonly port: number;
  identify(authorization: string | undefined): Promise<Identity>;
  /** What operators see of its requests; left out where nobody looks. */
  readonly telemetry?: Telemetry | undefined;
}

/** A module that is served. */
export interface SubgraphServer {
  readonly url: string;
  close(): Promise<void>;
}

const largestBody = 32 * 1024 * 1024;
const deadline = 30_000;

/**
 * Serves one module behind Apollo Server at `/graphql`. It verifies the caller's token itself and decides as it does in the
 * portal, on fields by their rules too, whoever asks; personal values always leave masked, because only the portal can audit
 * their reading. A gateway that asks for a federated trace (`ftv1`) is given one.
 */
export async function openSubgraphServer(parts: SubgraphServerParts): Promise<SubgraphServer> {
  const server = await PortalServer.listen(parts.host, parts.port);
  const { module } = parts;
  const built = parts.built ?? (await buildSubgraph(module));
  const schema = guardedSchema(built, callerPoliciesOf([module]));
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    csrfPrevention: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    formatError: withSentences,
    // Its errors are masked: what a trace says goes past `withSentences`.
    plugins: [ApolloServerPluginInlineTrace({ includeErrors: { masked: true } })],
  });
  await apollo.start();
  const serving: Serving = {
    intake: new RequestIntake({ ...parts, deadline, rates: null, proxies: 0 }),
    apollo,
    schema,
    source: new LocalSource(module.name, schema, parts.ground, (query, variables, { token, language }) =>
      parts.ask(query, variables, { authorization: token === null ? undefined : `Bearer ${token}`, language }),
    ),
    // The portal counts its callers' streams; here they are only closed in time.
    open: new OpenStreams(Number.POSITIVE_INFINITY),
  };
  server.open([
    {
      accepts: (path) => path === '/graphql',
      respond: (request, response) => respond(request, response, serving, parts),
    },
    {
      accepts: (path) => path === '/live',
      respond: async (_request, response) => void response.end('{"status":"ok"}'),
    },
  ]);
  return {
    url: `${server.origin}/graphql`,
    close: async () => {
      await serving.open.close();
      await server.close();
      await apollo.stop();
    },
  };
}

interface Serving {
  readonly intake: RequestIntake;
  readonly apollo: ApolloServer<Context>;
  readonly schema: GraphQLSchema;
  readonly source: LocalSource;
  readonly open: OpenStreams;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { intake, apollo, schema, source, open }: Serving,
  parts: SubgraphServerParts,
): Promise<void> {
  const incoming = intake.open(request, response);
  const answer = (status: number, body: unknown): void => {
    const type = answerTypeFor(request.headers.accept) ?? 'application/graphql-response+json';
    response.writeHead(status, { 'content-type': `${type}; charset=utf-8` });
    response.end(JSON.stringify(body));
  };
  try {
    const context = await incoming.identify();
    const { caller, requestId, language, trail } = context;
    const asked = readGraphQLRequest(parseJson(await readBody(request, largestBody)));
    const { query, operationName, variables } = asked;
    const takesEvents = eventsFor(request.headers.accept) !== 'none';
    const stream = takesEvents ? subgraphStream(schema, source, asked, context) : null;
    if (stream) {
      incoming.close();
      // What comes later are its events.
      trail?.came({ phase: 'stream' });
      trail?.over('subgraph');
      const letGo = open.hold(() => response.destroy());
      return await writeEventStream(response, stream).finally(letGo);
    }
    const { database, clock, bus } = parts.ground;
    const session = new Session(database, caller);
    const portal = { authorization: request.headers.authorization, language, traceparent: trail?.traceparent };
    const ask = <T>(question: string, given = {}): Promise<T> => parts.ask(question, given, portal) as Promise<T>;
    const execute = () =>
      apollo.executeOperation(
        { query, operationName: operationName ?? undefined, variables, http: traceAsked(request) },
        { contextValue: { caller, requestId, language, clock, disclosures: null, session, bus, ask } },
      );
    const { body } = await (trail ? asking.run(trail, execute) : execute());
    if (body.kind !== 'single') throw new Error('A subgraph answers no streams here.');
    const { data, errors, extensions } = body.singleResult;
    trail?.came({ phase: 'execution', body: { errors } });
    answer(200, { data, errors: errors?.map((error) => inLanguage(error, incoming)), extensions });
  } catch (error) {
    incoming.trail?.refused(error);
    if (response.headersSent) {
      incoming.mask(error);
      response.destroy();
    } else if (error instanceof Fault) {
      const refusal = { message: error.sentence[incoming.language], extensions: error.extensions };
      answer(faultCodes[error.code], { errors: [refusal] });
    } else answer(500, { errors: [incoming.mask(error)] });
  } finally {
    incoming.close();
    incoming.trail?.over('subgraph');
  }
}

/** Apollo Server formats without knowing the request; what the request decides is carried along and settled after. */
function withSentences(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const thrown = unwrapResolverError(error);
  const { path } = formatted;
  if (thrown instanceof Fault)
    return { path, message: '', extensions: { ...thrown.extensions, sentence: thrown.sentence } };
  if (thrown === error) return { ...formatted, extensions: { code: formatted.extensions?.['code'] ?? 'INVALID' } };
  return { path, message: '', extensions: { defect: thrown } };
}

function inLanguage(error: GraphQLFormattedError, { language, mask }: IncomingRequest): GraphQLFormattedError {
  const { sentence, defect, ...extensions } = error.extensions ?? {};
  if (defect !== undefined) return { ...mask(defect), path: error.path };
  if (sentence === undefined) return error;
  return { ...error, message: (sentence as Bilingual)[language], extensions };
}

const traceHeader = 'apollo-federation-include-trace';

/** What Apollo Server may know of the request: whether its gateway wants a trace, which is how long each field took. */
function traceAsked({ headers }: IncomingMessage): HTTPGraphQLRequest {
  const asked = headers[traceHeader];
  const known = new HeaderMap(typeof asked === 'string' ? [[traceHeader, asked]] : []);
  return { method: 'POST', headers: known, search: '', body: null };
}
