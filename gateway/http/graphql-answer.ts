import type { GraphQLFormattedError } from 'graphql';
import { Fault, faultCodes } from '../../kit/module/fault.js';
import type { Answer, AnswerBody, WrittenJson } from '../answer.js';
import { jsonText } from '../sources/json-text.js';
import type { AnswerType } from './negotiate.js';
import type { IncomingRequest } from './request-intake.js';
import type { WholeAnswer } from './whole/whole-answer.js';

/** How an answer is told: its media type and the id of its request. */
export interface Telling {
  readonly type: AnswerType;
  readonly requestId: string;
}

/** What an answer's head says beside what all of them do. */
interface More {
  readonly [name: string]: string;
}

/** An answer of the pipeline as GraphQL over HTTP tells it. */
export function pipelineAnswer(answer: Answer, telling: Telling): WholeAnswer {
  const { text, isBytes, rest } = answer.body.written
    ? writtenBody(answer.body, answer.body.written)
    : unwritten(answer.body);
  const more = answer.phase === 'method' ? post : none;
  return { ...wholeAnswer(statusOf(answer, telling.type), telling, text, isBytes, more), rest };
}

/** An answer whose body is JSON already. */
export function jsonAnswer(text: string, telling: Telling): WholeAnswer {
  return wholeAnswer(200, telling, text, false, none);
}

/** Why a request is none of GraphQL over HTTP. */
interface Refused {
  readonly status: 405 | 406 | 415;
  readonly reason: string;
  readonly sentence: string;
}

/** A request that GraphQL over HTTP does not allow. */
export function refusedRequest({ status, reason, sentence }: Refused, telling: Telling): WholeAnswer {
  const errors: GraphQLFormattedError[] = [{ message: sentence, extensions: { code: 'INVALID', reason } }];
  return wholeAnswer(status, telling, jsonText({ errors }), false, status === 405 ? getAndPost : none);
}

/** The answer to a request that met a Fault or a defect. */
export function failedRequest(error: unknown, incoming: IncomingRequest, telling: Telling): WholeAnswer {
  if (!(error instanceof Fault)) {
    return wholeAnswer(500, telling, jsonText({ errors: [incoming.mask(error)] }), false, none);
  }
  const { retryAfter } = (error.extensions['details'] ?? {}) as { readonly retryAfter?: unknown };
  const tooLarge = error.extensions['reason'] === 'BODY_TOO_LARGE';
  const more = {
    ...(error.code === 'UNAUTHENTICATED' && { 'www-authenticate': 'Bearer error="invalid_token"' }),
    ...(typeof retryAfter === 'number' && { 'retry-after': String(retryAfter) }),
  };
  const errors = [{ message: error.sentence[incoming.language], extensions: { ...error.extensions } }];
  const answer = wholeAnswer(tooLarge ? 413 : faultCodes[error.code], telling, jsonText({ errors }), false, more);
  // What is still on its way is not read, so the connection cannot be used again.
  return tooLarge ? { ...answer, ends: true } : answer;
}

const none: More = {};
const post: More = { allow: 'POST' };
const getAndPost: More = { allow: 'GET, POST' };

function wholeAnswer(
  status: number,
  { type, requestId }: Telling,
  text: string,
  isBytes: boolean,
  more: More,
): WholeAnswer {
  const headers = {
    'x-request-id': requestId,
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    vary: 'accept, accept-language, authorization, origin',
  };
  return { status, headers: more === none ? headers : { ...headers, ...more }, text, isBytes, rest: null, ends: false };
}

function statusOf(answer: Answer, type: AnswerType): number {
  if (answer.phase === 'method') return 405;
  if (answer.phase === 'execution') return 200;
  // GraphQL over HTTP, 6.4.1: plain JSON keeps 200 for a request that was understood.
  return type === 'application/json' ? 200 : 400;
}

type Body = Pick<WholeAnswer, 'text' | 'isBytes' | 'rest'>;

function unwritten(body: AnswerBody): Body {
  return { text: jsonText(body), isBytes: false, rest: null };
}

/** A body whose data is written: the others of it before that. */
function writtenBody({ written: _, ...others }: AnswerBody, written: WrittenJson): Body {
  const text = jsonText(others);
  const begun = text === '{}' ? '{' : Buffer.from(`${text.slice(0, -1)},`).toString('latin1');
  const before = `${begun}"data":`;
  if ('bytes' in written) return { text: before, isBytes: true, rest: { ...written, after: '}' } };
  return { text: `${before}${written.text}}`, isBytes: true, rest: null };
}
