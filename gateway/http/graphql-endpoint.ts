import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseJson, readSentRequest, type SentRequest } from '../operation/graphql-request.js';
import type { Limits } from '../config.js';
import { answerBatch } from './batch.js';
import type { AnswerBody, AnswerPart, StreamedAnswers } from '../answer.js';
import type { Pipeline } from '../pipeline.js';
import type { RequestContext } from '../request-context.js';
import { atEndOfTurn } from '../end-of-turn.js';
import { jsonText } from '../sources/json-text.js';
import type { IncomingRequest, RequestIntake } from './request-intake.js';
import { failedRequest, jsonAnswer, pipelineAnswer, refusedRequest } from './graphql-answer.js';
import { writeParts } from './multipart.js';
import { type AnswerType, answerTypeFor, eventsFor, takesParts } from './negotiate.js';
import { bodyText, readBody } from './read-body.js';
import { remembered } from './remembered.js';
import { clientOf, type OpenStreams } from './streams/open-streams.js';
import { writeEventStream } from './streams/write-event-stream.js';
import { type AskedHead, sizeOf, type Visit, type WholeAnswer, type WholeRequest } from './whole/whole-answer.js';

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
    const { method = '', url = '', headers, socket } = request;
    const asked = { method, url, headers, remoteAddress: socket.remoteAddress };
    const incoming = this.#intake.open(request, response);
    response.setHeader('x-request-id', incoming.requestId);
    const forms = formsFor(headers.accept);
    try {
      const outcome = await this.#outcome(asked, () => readBody(request, this.#limits.bodyBytes), incoming, forms);
      if ('stream' in outcome) await this.#stream(response, incoming, outcome);
      else if ('parts' in outcome) await writeParts(response, outcome.parts);
      else if ('events' in outcome) await writeEventStream(response, outcome.events);
      else send(response, outcome);
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
      send(response, failedRequest(error, incoming, { type: forms.type, requestId: incoming.requestId }));
    } finally {
      incoming.close();
      incoming.trail?.over('http');
    }
  }

  /** Answers a request that came as a whole; null for one that takes other answers than whole ones. */
  visit(request: WholeRequest): Visit | null {
    const forms = formsFor(request.headers.accept);
    if (forms.events !== 'none' || forms.parts) return null;
    const incoming = this.#intake.openWhole(request);
    return { answer: this.#answerWhole(request, incoming, forms), leave: () => incoming.leave() };
  }

  async #answerWhole(request: WholeRequest, incoming: IncomingRequest, forms: Forms): Promise<WholeAnswer> {
    try {
      const outcome = await this.#outcome(
        request,
        () => bodyText(request.body, this.#limits.bodyBytes),
        incoming,
        forms,
      );
      if ('status' in outcome) return outcome;
      throw new Error('Who takes whole answers alone is given one.');
    } catch (error) {
      incoming.trail?.refused(error);
      incoming.leave();
      return failedRequest(error, incoming, { type: forms.type, requestId: incoming.requestId });
    } finally {
      incoming.close();
      incoming.trail?.over('http');
    }
  }

  async #outcome(
    { method, url, headers }: AskedHead,
    bodyOf: () => string | Promise<string>,
    incoming: IncomingRequest,
    { type, events, parts, takesWhole }: Forms,
  ): Promise<WholeAnswer | Streaming> {
    const telling = { type, requestId: incoming.requestId };
    if (method !== 'GET' && method !== 'POST') {
      const sentence = `${method} is not served here; use POST or GET.`;
      return refusedRequest({ status: 405, reason: 'METHOD_NOT_ALLOWED', sentence }, telling);
    }
    if (events === 'none' && !parts && !takesWhole) {
      const sentence = 'Answers come as application/graphql-response+json or application/json.';
      return refusedRequest({ status: 406, reason: 'NOT_ACCEPTABLE', sentence }, telling);
    }
    if (method === 'POST' && !isJson(headers['content-type'])) {
      const sentence = 'A POST needs the content type application/json with charset utf-8.';
      return refusedRequest({ status: 415, reason: 'CONTENT_TYPE', sentence }, telling);
    }
    // The caller comes before the body: who is not known shall not cost the reading of a megabyte.
    const context = await incoming.identify();
    const body = method === 'GET' ? null : parseJson(await bodyOf());
    if (Array.isArray(body)) {
      const answers = await answerBatch(this.#pipeline, body, this.#limits.batch, context);
      incoming.trail?.cameTogether();
      return jsonAnswer(jsonText(answers), telling);
    }
    const asked = method === 'GET' ? fromAddress(url) : readSentRequest(body);
    const outcome = await this.#pipeline.deliver(asked, context, {
      readOnly: method === 'GET',
      streams: events !== 'none',
      parts,
      asText: events !== 'all' && takesWhole,
    });
    incoming.trail?.came(outcome);
    if (outcome.phase === 'stream') return { stream: outcome.answers, context };
    if (outcome.phase === 'parts') return { parts: outcome.parts };
    if (outcome.phase !== 'method') {
      if (events === 'all') return { events: oneAnswer(outcome.body) };
      if (parts && !takesWhole) return { parts: oneAnswer({ ...outcome.body, hasNext: false }) };
    }
    return pipelineAnswer(outcome, telling);
  }

  async #stream(response: ServerResponse, incoming: IncomingRequest, { stream, context }: LiveStream): Promise<void> {
    const letGo = this.#open.hold(() => response.destroy());
    try {
      const leave = this.#open.count(clientOf(context.caller, incoming.address));
      // The deadline was for the stream to open.
      incoming.close();
      incoming.trail?.over('sse');
      await writeEventStream(response, stream).finally(leave);
    } finally {
      letGo();
    }
  }
}

/** A subscription's answers, and who asked for them. */
interface LiveStream {
  readonly stream: StreamedAnswers['answers'];
  readonly context: RequestContext;
}

/** Answers that do not go out in one piece. */
type Streaming =
  LiveStream | { readonly parts: AsyncIterable<AnswerPart> } | { readonly events: AsyncIterable<AnswerBody> };

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

function send(response: ServerResponse, answer: WholeAnswer): void {
  const { status, headers, text, isBytes, rest, ends } = answer;
  if (ends) response.setHeader('connection', 'close');
  response.writeHead(status, { ...headers, 'content-length': sizeOf(answer) });
  atEndOfTurn(() => {
    if (!rest) return void response.end(text, isBytes ? 'latin1' : 'utf8');
    response.write(text, 'latin1');
    response.write(rest.bytes, rest.giveBack);
    response.end(rest.after, 'latin1');
  });
}

async function* oneAnswer<Body extends AnswerBody>(body: Body): AsyncGenerator<Body, void> {
  yield body;
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
