import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type ExecutionResult, GraphQLSchema, type GraphQLFormattedError, parse } from 'graphql';
import { makeServer, type Server, type SubscribePayload } from 'graphql-ws';
import { Fault } from '../../../kit/module/fault.js';
import { readSentRequest } from '../../operation/graphql-request.js';
import { presentError } from '../../operation/present-error.js';
import type { AnswerBody } from '../../answer.js';
import type { Pipeline } from '../../pipeline.js';
import { plainlyWritable } from '../../sources/json-text.js';
import type { IncomingRequest, RequestIntake } from '../request-intake.js';
import { clientOf, type OpenStreams } from './open-streams.js';

/** What answers the operations of sockets. */
export interface GraphQLSocketParts {
  readonly pipeline: Pipeline;
  readonly intake: RequestIntake;
  readonly open: OpenStreams;
  /** Streams that one socket may have at a time. */
  readonly streams: number;
}

/** One WebSocket's connection. */
export interface Connection {
  /** The request by which the socket was opened. */
  readonly request: IncomingMessage;
  close(code: number, reason: string): void;
}

/** A connection whose caller is known. */
interface KnownConnection {
  /** Headers of every operation: those of the handshake, and over them what `connection_init` brought. */
  readonly headers: IncomingHttpHeaders;
  readonly request: IncomingMessage;
  /** The operations under way, by their ids. */
  readonly underWay: Map<string, IncomingRequest>;
  streams: number;
  leave(): void;
}

/** Milliseconds until `connection_init` must have come. */
const patience = 3_000;

/** Operations that one socket may have under way; streams have their own, smaller number. */
const operationsAtOnce = 100;

/** Members of `connection_init` that stand for the HTTP headers of the same name. */
const initHeaders = ['authorization', 'accept-language', 'x-purpose', 'x-query-plan'] as const;

/** An answer of errors alone, which ends its operation with the message `error`. */
class EndedByErrors extends Error {
  readonly errors: readonly GraphQLFormattedError[];

  constructor(errors: readonly GraphQLFormattedError[]) {
    super('An operation ended by errors.');
    this.errors = errors;
  }
}

/** Answers as the library reads them: those of a stream or the only one. */
type Answers = AsyncIterableIterator<AnswerBody, undefined>;

/**
 * Serves the protocol graphql-transport-ws. The library keeps its states and messages; what an operation is, the pipeline
 * decides, so the library is shown a document that says nothing.
 */
export function serveGraphQLSockets(parts: GraphQLSocketParts): Server<Connection> {
  const known = new WeakMap<Connection, KnownConnection>();
  return makeServer<Record<string, unknown> | undefined, Connection>({
    connectionInitWaitTimeout: patience,
    onConnect: async ({ extra, connectionParams }) => {
      const connection = await admitted(parts, extra, headersOf(extra.request, connectionParams ?? {}));
      if (connection) known.set(extra, connection);
      return connection !== null;
    },
    onSubscribe: async ({ extra }, id, payload) => {
      const connection = known.get(extra);
      if (!connection) throw new Error('An operation came before its connection was known.');
      return { schema: nothing, document, contextValue: await begun(parts, connection, id, payload) };
    },
    execute: ({ contextValue }) => contextValue as AsyncIterable<ExecutionResult>,
    // Left to itself the library formats errors anew.
    onNext: (_context, _id, _payload, _args, body) => plainlyWritable(body),
    onError: (_context, _id, _payload, errors) => errors.flatMap(({ originalError }) => formatted(originalError)),
    onClose: ({ extra }) => {
      const connection = known.get(extra);
      for (const incoming of connection?.underWay.values() ?? []) incoming.leave();
      connection?.leave();
    },
  });
}

const nothing = new GraphQLSchema({});
const document = parse('{ __typename }');

function formatted(error: Error | undefined): readonly GraphQLFormattedError[] {
  if (error instanceof EndedByErrors) return error.errors;
  throw error ?? new Error('An operation ended by an error without a cause.');
}

function headersOf({ headers }: IncomingMessage, init: Readonly<Record<string, unknown>>): IncomingHttpHeaders {
  const taken: IncomingHttpHeaders = { ...headers };
  for (const [given, value] of Object.entries(init)) {
    const name = initHeaders.find((each) => each === given.toLowerCase());
    if (name && typeof value === 'string') taken[name] = value;
  }
  return taken;
}

async function admitted(
  { intake, open }: GraphQLSocketParts,
  connection: Connection,
  headers: IncomingHttpHeaders,
): Promise<KnownConnection | null> {
  const incoming = intake.begin(connection.request.socket.remoteAddress, headers);
  try {
    const { caller } = await incoming.identify();
    const leave = open.count(clientOf(caller, incoming.address));
    return { headers, request: connection.request, underWay: new Map(), streams: 0, leave };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    // After this the library's own 4403 comes too late. 1013: try again later.
    if (error.code !== 'UNAUTHENTICATED') connection.close(1013, String(error.extensions['reason'] ?? error.code));
    return null;
  } finally {
    incoming.close();
  }
}

async function begun(
  { intake, pipeline, streams }: GraphQLSocketParts,
  connection: KnownConnection,
  id: string,
  payload: SubscribePayload,
): Promise<Answers> {
  const incoming = intake.begin(connection.request.socket.remoteAddress, connection.headers);
  try {
    if (connection.underWay.size >= operationsAtOnce) throw tooMany(operationBound, operationsAtOnce);
    connection.underWay.set(id, incoming);
    const context = await incoming.identify();
    const outcome = await pipeline.stream(readSentRequest(payload), context, { readOnly: false });
    incoming.trail?.came(outcome);
    if (outcome.phase !== 'stream') {
      connection.underWay.delete(id);
      return answersOf(oneAnswer(outcome.body), () => {});
    }
    if (connection.streams >= streams) throw tooMany(streamBound, streams);
    connection.streams += 1;
    return answersOf(outcome.answers, () => {
      connection.streams -= 1;
      connection.underWay.delete(id);
      incoming.leave();
    });
  } catch (error) {
    connection.underWay.delete(id);
    incoming.trail?.refused(error);
    incoming.leave();
    return answersOf(oneAnswer({ errors: [presentError(error, incoming)] }), () => {});
  } finally {
    incoming.close();
    incoming.trail?.over('websocket');
  }
}

async function* oneAnswer(body: AnswerBody): AsyncGenerator<AnswerBody, void, undefined> {
  yield body;
}

/** Answers until they end or the client completes them, whichever is first; `over` is then called once. */
function answersOf(answers: AsyncGenerator<AnswerBody, void, undefined>, over: () => void): Answers {
  let isOver = false;
  const done = { value: undefined, done: true } as const;
  const finish = (): void => {
    if (!isOver) over();
    isOver = true;
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => {
      const step = isOver ? done : await answers.next();
      // What is ready only after the client completed is not sent.
      if (isOver) return done;
      if (!step.done && step.value.data !== undefined) return step;
      if (!step.done) await answers.return();
      finish();
      if (!step.done) throw new EndedByErrors(step.value.errors ?? []);
      return done;
    },
    return: async () => {
      finish();
      return done;
    },
  };
}

const operationBound = { reason: 'TOO_MANY_OPERATIONS', zh: '操作', en: 'operations' };
const streamBound = { reason: 'TOO_MANY_STREAMS', zh: '订阅', en: 'streams' };

function tooMany({ reason, zh, en }: typeof streamBound, limit: number): Fault {
  return new Fault(
    'LIMITED',
    {
      zh: `一个连接同时进行的${zh}不得超过 ${limit} 个。`,
      en: `One socket may have ${limit} ${en} at a time.`,
    },
    { reason, details: { limit } },
  );
}
