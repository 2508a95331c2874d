import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLFormattedError } from 'graphql';
import { Fault, faultCodes } from '../../kit/module/fault.js';
import { type GraphQLRequest, parseJson, readGraphQLRequest } from '../operation/graphql-request.js';
import type { Answer, AnswerBody, StreamedAnswers } from '../answer.js';
import type { Pipeline } from '../pipeline.js';
import type { RequestContext } from '../request-context.js';
import { jsonText } from '../sources/json-text.js';
import type { IncomingRequest, RequestIntake } from './request-intake.js';
import { type AnswerType, answerTypeFor, eventsFor } from './negotiate.js';
import { readBody } from './read-body.js';
import { clientOf, type OpenStreams } from './streams/open-streams.js';
import { writeEventStream } from './streams/write-event-stream.js';

/** What answers, and where streams are counted. */
export interface EndpointParts {
  readonly pipeline: Pipeline;
  readonly intake: RequestIntake;
  readonly open: OpenStreams;
}

/**
 * GraphQL over HTTP at `/graphql`: POST with JSON, GET for queries. No cookie authenticates here and only a JSON type is
 * taken, so a foreign page can make no request that counts. Who accepts `text/event-stream` is answered by GraphQL over SSE,
 * distinct connections.
 */
export class GraphQLEndpoint {
  readonly #pipeline: Pipeline;
  readonly #intake: RequestIntake;
  readonly #open: OpenStreams;
  readonly #bodyBytes: number;

  constructor({ pipeline, intake, open }: EndpointParts, bodyBytes: number) {
    this.#pipeline = pipeline;
    this.#intake = intake;
    this.#open = open;
    this.#bodyBytes = bodyBytes;
  }

  async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const incoming = this.#intake.open(request, response);
    response.setHeader('x-request-id', incoming.requestId);
    const type = answerTypeFor(request.headers.accept) ?? 'application/json';
    try {
      await this.#serve(request, response, incoming, type);
    } catch (error) {
      incoming.leave();
      if (response.headersSent || response.destroyed) return;
      this.#refuse(response, error, incoming, type);
    } finally {
      incoming.close();
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse, incoming: IncomingRequest, type: AnswerType) {
    if (request.method !== 'GET' && request.method !== 'POST') {
      response.setHeader('allow', 'GET, POST');
      return send(response, 405, type, {
        errors: [describe('INVALID', `${request.method} is not served here; use POST or GET.`, 'METHOD_NOT_ALLOWED')],
      });
    }
    const events = eventsFor(request.headers.accept);
    if (events === 'none' && answerTypeFor(request.headers.accept) === null) {
      const sentence = 'Answers come as application/graphql-response+json or application/json.';
      return send(response, 406, type, { errors: [describe('INVALID', sentence, 'NOT_ACCEPTABLE')] });
    }
    if (request.method === 'POST' && !isJson(request.headers['content-type'])) {
      const sentence = 'A POST needs the content type application/json with charset utf-8.';
      return send(response, 415, type, { errors: [describe('INVALID', sentence, 'CONTENT_TYPE')] });
    }
    // The caller comes before the body: who is not known shall not cost the reading of a megabyte.
    const context = await incoming.identify();
    const asked = request.method === 'GET' ? fromAddress(request.url ?? '') : await this.#fromBody(request);
    const reading = { readOnly: request.method === 'GET' };
    if (events !== 'none') {
      const outcome = await this.#pipeline.stream(asked, context, reading);
      if (outcome.phase === 'stream') return this.#stream(request, response, incoming, outcome, context);
      if (events === 'all' && outcome.phase !== 'method') return writeEventStream(response, oneAnswer(outcome.body));
      return this.#send(response, outcome, type);
    }
    this.#send(response, await this.#pipeline.answer(asked, context, reading), type);
  }

  #send(response: ServerResponse, answer: Answer, type: AnswerType): void {
    if (answer.phase === 'method') response.setHeader('allow', 'POST');
    send(response, statusOf(answer, type), type, answer.body);
  }

  async #stream(
    request: IncomingMessage,
    response: ServerResponse,
    incoming: IncomingRequest,
    { answers }: StreamedAnswers,
    context: RequestContext,
  ): Promise<void> {
    const letGo = this.#open.hold(() => response.destroy());
    try {
      const leave = this.#open.count(clientOf(context.caller, request));
      // The deadline was for the stream to open.
      incoming.close();
      await writeEventStream(response, answers).finally(leave);
    } finally {
      letGo();
    }
  }

  async #fromBody(request: IncomingMessage): Promise<GraphQLRequest> {
    return readGraphQLRequest(parseJson(await readBody(request, this.#bodyBytes)));
  }

  #refuse(response: ServerResponse, error: unknown, incoming: IncomingRequest, type: AnswerType): void {
    if (error instanceof Fault) {
      if (error.code === 'UNAUTHENTICATED') response.setHeader('www-authenticate', 'Bearer error="invalid_token"');
      const tooLarge = error.extensions['reason'] === 'BODY_TOO_LARGE';
      // What is still on its way is not read, so the connection cannot be used again.
      if (tooLarge) response.setHeader('connection', 'close');
      const status = tooLarge ? 413 : faultCodes[error.code];
      send(response, status, type, {
        errors: [{ message: error.sentence[incoming.language], extensions: { ...error.extensions } }],
      });
      return;
    }
    send(response, 500, type, { errors: [incoming.mask(error)] });
  }
}

function statusOf(answer: Answer, type: AnswerType): number {
  if (answer.phase === 'method') return 405;
  if (answer.phase === 'execution') return 200;
  // GraphQL over HTTP, 6.4.1: plain JSON keeps 200 for a request that was understood.
  return type === 'application/json' ? 200 : 400;
}

function send(response: ServerResponse, status: number, type: AnswerType, body: unknown): void {
  const text = jsonText(body);
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    vary: 'accept, accept-language, authorization',
  });
  response.end(text);
}

async function* oneAnswer(body: AnswerBody): AsyncGenerator<AnswerBody, void> {
  yield body;
}

function describe(code: string, message: string, reason: string): GraphQLFormattedError {
  return { message, extensions: { code, reason } };
}

function isJson(contentType: string | undefined): boolean {
  const [type, ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  return type === 'application/json' && (charset === undefined || charset === 'utf-8' || charset === 'utf8');
}

function fromAddress(address: string): GraphQLRequest {
  const { searchParams } = new URL(address, 'http://portal');
  const json = (name: string): unknown => {
    const text = searchParams.get(name);
    return text === null || text === '' ? undefined : parseJson(text);
  };
  return readGraphQLRequest({
    query: searchParams.get('query') ?? undefined,
    operationName: searchParams.get('operationName'),
    variables: json('variables'),
    extensions: json('extensions'),
  });
}
