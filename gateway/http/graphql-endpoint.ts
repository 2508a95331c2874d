import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLFormattedError } from 'graphql';
import { Fault, faultCodes } from '../../kit/module/fault.js';
import { parseJson, readSentRequest, type SentRequest } from '../operation/graphql-request.js';
import type { Limits } from '../config.js';
import { answerBatch } from './batch.js';
import type { Answer, AnswerBody, StreamedAnswers, WrittenJson } from '../answer.js';
import type { Pipeline } from '../pipeline.js';
import type { RequestContext } from '../request-context.js';
import { atEndOfTurn } from '../end-of-turn.js';
import { jsonText } from '../sources/json-text.js';
import type { IncomingRequest, RequestIntake } from './request-intake.js';
import { writeParts } from './multipart.js';
import { type AnswerType, answerTypeFor, eventsFor, takesParts } from './negotiate.js';
import { readBody } from './read-body.js';
import { remembered } from './remembered.js';
import { clientOf, type OpenStreams } from './streams/open-streams.js';
import { writeEventStream } from './streams/write-event-stream.js';

/** Bounds of what one body may hold. */
type BodyLimits = Pick<Limits, 'bodyBytes' | 'batch'>;

/** What answers, and where streams are counted. */
export interface EndpointParts {
  readonly pipeline: Pipeline;
  readonly intake: RequestIntake;
  readonly open: OpenStreams;
}

/**
 * GraphQL over HTTP at `/graphql`: POST with JSON, GET for queries. No cookie authenticates here and only a JSON type is
 * taken, so a foreign page can make no request that counts. Who accepts `text/event-stream` is answered by GraphQL over SSE,
 * distinct connections; who accepts `multipart/mixed` gets what is deferred in parts of its own.
 */
export class GraphQLEndpoint {
  readonly #pipeline: Pipeline;
  readonly #intake: RequestIntake;
  readonly #open: OpenStreams;
  readonly #limits: BodyLimits;

  constructor({ pipeline, intake, open }: EndpointParts, limits: BodyLimits) {
    this.#pipeline = pipeline;
    this.#intake = intake;
    this.#open = open;
    this.#limits = limits;
  }

  async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const incoming = this.#intake.open(request, response);
    response.setHeader('x-request-id', incoming.requestId);
    const forms = formsFor(request.headers.accept);
    const { type } = forms;
    try {
      await this.#serve(request, response, incoming, forms);
    } catch (error) {
      incoming.trail?.refused(error);
      incoming.leave();
      if (response.destroyed) return;
      if (response.headersSent) {
        // An answer that has begun can say no more than that it breaks off.
        incoming.mask(error);
        response.destroy();
        return;
      }
      this.#refuse(response, error, incoming, type);
    } finally {
      incoming.close();
      incoming.trail?.over('http');
    }
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
    incoming: IncomingRequest,
    { type, events, parts, takesWhole }: Forms,
  ) {
    if (request.method !== 'GET' && request.method !== 'POST') {
      response.setHeader('allow', 'GET, POST');
      return send(response, 405, type, {
        errors: [describe('INVALID', `${request.method} is not served here; use POST or GET.`, 'METHOD_NOT_ALLOWED')],
      });
    }
    if (events === 'none' && !parts && !takesWhole) {
      const sentence = 'Answers come as application/graphql-response+json or application/json.';
      return send(response, 406, type, { errors: [describe('INVALID', sentence, 'NOT_ACCEPTABLE')] });
    }
    if (request.method === 'POST' && !isJson(request.headers['content-type'])) {
      const sentence = 'A POST needs the content type application/json with charset utf-8.';
      return send(response, 415, type, { errors: [describe('INVALID', sentence, 'CONTENT_TYPE')] });
    }
    // The caller comes before the body: who is not known shall not cost the reading of a megabyte.
    const context = await incoming.identify();
    const body = request.method === 'GET' ? null : parseJson(await readBody(request, this.#limits.bodyBytes));
    if (Array.isArray(body)) {
      const answers = await answerBatch(this.#pipeline, body, this.#limits.batch, context);
      incoming.trail?.cameTogether();
      return sendText(response, 200, type, jsonText(answers), false);
    }
    const asked = request.method === 'GET' ? fromAddress(request.url ?? '') : readSentRequest(body);
    const outcome = await this.#pipeline.deliver(asked, context, {
      readOnly: request.method === 'GET',
      streams: events !== 'none',
      parts,
      asText: events !== 'all' && takesWhole,
    });
    incoming.trail?.came(outcome);
    if (outcome.phase === 'stream') return this.#stream(request, response, incoming, outcome, context);
    if (outcome.phase === 'parts') return writeParts(response, outcome.parts);
    if (outcome.phase === 'method') return this.#send(response, outcome, type);
    if (events === 'all') return writeEventStream(response, oneAnswer(outcome.body));
    if (parts && !takesWhole) return writeParts(response, oneAnswer({ ...outcome.body, hasNext: false }));
    this.#send(response, outcome, type);
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
      const leave = this.#open.count(clientOf(context.caller, incoming.address));
      // The deadline was for the stream to open.
      incoming.close();
      incoming.trail?.over('sse');
      await writeEventStream(response, answers).finally(leave);
    } finally {
      letGo();
    }
  }

  #refuse(response: ServerResponse, error: unknown, incoming: IncomingRequest, type: AnswerType): void {
    if (error instanceof Fault) {
      if (error.code === 'UNAUTHENTICATED') response.setHeader('www-authenticate', 'Bearer error="invalid_token"');
      const { retryAfter } = (error.extensions['details'] ?? {}) as { readonly retryAfter?: unknown };
      if (typeof retryAfter === 'number') response.setHeader('retry-after', retryAfter);
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

/** The forms of an answer that a client takes. */
interface Forms {
  readonly type: AnswerType;
  readonly events: ReturnType<typeof eventsFor>;
  readonly parts: boolean;
  readonly takesWhole: boolean;
}

const formsFor = remembered((accept): Forms => {
  const type = answerTypeFor(accept);
  return {
    type: type ?? 'application/json',
    events: eventsFor(accept),
    parts: takesParts(accept),
    takesWhole: type !== null,
  };
});

function statusOf(answer: Answer, type: AnswerType): number {
  if (answer.phase === 'method') return 405;
  if (answer.phase === 'execution') return 200;
  // GraphQL over HTTP, 6.4.1: plain JSON keeps 200 for a request that was understood.
  return type === 'application/json' ? 200 : 400;
}

function send(response: ServerResponse, status: number, type: AnswerType, body: AnswerBody): void {
  const { text, isBytes } = 'written' in body ? writtenBody(body) : { text: jsonText(body), isBytes: false };
  sendText(response, status, type, text, isBytes);
}

function sendText(response: ServerResponse, status: number, type: AnswerType, text: string, isBytes: boolean): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-length': isBytes ? text.length : Buffer.byteLength(text),
    'cache-control': 'no-store',
    vary: 'accept, accept-language, authorization, origin',
  });
  atEndOfTurn(() => response.end(text, isBytes ? 'latin1' : 'utf8'));
}

/** A body whose data is written: the rest of it around that. */
function writtenBody({ written, ...rest }: AnswerBody): WrittenJson {
  const { text = 'null', isBytes = false } = written ?? {};
  const others = jsonText(rest);
  const begun = others === '{}' ? '{' : `${others.slice(0, -1)},`;
  return { text: `${isBytes ? Buffer.from(begun).toString('latin1') : begun}"data":${text}}`, isBytes };
}

async function* oneAnswer<Body extends AnswerBody>(body: Body): AsyncGenerator<Body, void> {
  yield body;
}

function describe(code: string, message: string, reason: string): GraphQLFormattedError {
  return { message, extensions: { code, reason } };
}

const isJson = remembered((contentType): boolean => {
  const [type, ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  return type === 'application/json' && (charset === undefined || charset === 'utf-8' || charset === 'utf8');
});

function fromAddress(address: string): SentRequest {
  const { searchParams } = new URL(address, 'http://portal');
  const json = (name: string): unknown => {
    const text = searchParams.get(name);
    return text === null || text === '' ? undefined : parseJson(text);
  };
  return readSentRequest({
    documentId: searchParams.get('documentId'),
    query: searchParams.get('query') ?? undefined,
    operationName: searchParams.get('operationName'),
    variables: json('variables'),
    extensions: json('extensions'),
  });
}
