import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { Fault } from '../../kit/module/fault.js';
import type { RequestContext } from '../request-context.js';
import type { Sign } from './call.js';
import { relayedHeaders } from './relayed-headers.js';
import { EventTooLarge, readEvents } from './server-sent-events.js';
import { StreamRefused, type SubgraphRequest, type SubgraphResponse } from './source.js';
import { redirected, tooLate, unreachable } from './call-faults.js';
import { bodyOf, interrupted, readSubgraphResponse, requestBytes, textOf, unusable } from './subgraph-answer.js';

/** A subgraph that is served elsewhere. */
export interface RemoteSubgraph {
  readonly name: string;
  readonly url: string;
  /** Milliseconds until the subgraph must have begun to answer. */
  readonly timeout: number;
  /** Bytes that one answer, or one event of a stream, may have. */
  readonly answerLimit: number;
  /** Signs what opens a stream over SSE; nothing is signed when left out. */
  readonly sign?: Sign | undefined;
}

/**
 * Opens a source stream by GraphQL over SSE, distinct connections. A stream that ends without `complete` broke off:
 * Fault UPSTREAM; it is not opened again, because what happened meanwhile would be lost unseen.
 */
export async function streamOverSse(
  subgraph: RemoteSubgraph,
  connections: Dispatcher,
  request: SubgraphRequest,
  context: RequestContext,
): Promise<AsyncIterable<SubgraphResponse>> {
  const answer = await opened(subgraph, connections, request, context);
  const [type] = String(answer.headers['content-type'] ?? '').split(';');
  if (answer.statusCode === 200 && type?.trim().toLowerCase() === 'text/event-stream')
    return responses(subgraph, answer.body);
  throw await refusalOf(subgraph, answer);
}

async function opened(
  { name, url, timeout, sign }: RemoteSubgraph,
  connections: Dispatcher,
  request: SubgraphRequest,
  context: RequestContext,
): Promise<Dispatcher.ResponseData> {
  const { origin, pathname, search } = new URL(url);
  const message = {
    path: pathname + search,
    headers: {
      ...relayedHeaders(context),
      accept: 'text/event-stream, application/graphql-response+json;q=0.9, application/json;q=0.9',
      'content-type': 'application/json',
    },
    body: requestBytes(request),
  };
  const { path, headers, body } = sign ? sign(message) : message;
  try {
    return await connections.request({
      origin,
      method: 'POST',
      path,
      headers,
      body: Buffer.from(body, 'latin1'),
      signal: context.signal,
    });
  } catch (thrown) {
    const isLate = thrown instanceof Error && thrown.name === 'HeadersTimeoutError';
    throw isLate ? tooLate(name, timeout) : unreachable(name, thrown);
  }
}

async function refusalOf(
  { name, answerLimit }: RemoteSubgraph,
  { statusCode, body }: Dispatcher.ResponseData,
): Promise<Error> {
  if (statusCode >= 300 && statusCode < 400) {
    await body.dump();
    return redirected(name, statusCode);
  }
  const origin = { zh: `状态 ${statusCode}`, en: `status ${statusCode}` };
  const { errors } = readSubgraphResponse(name, textOf(name, await bodyOf(name, body, answerLimit)), origin);
  if (errors?.length) return new StreamRefused(errors);
  return unusable(name, 'it answers a subscription without a stream', '订阅没有得到事件流');
}

async function* responses(
  { name, answerLimit }: RemoteSubgraph,
  body: Readable,
): AsyncGenerator<SubgraphResponse, void> {
  try {
    for await (const { event, content } of readEvents(body, answerLimit)) {
      if (event === 'complete') return;
      if (event !== 'next') continue;
      const response = readSubgraphResponse(name, content, { zh: '事件流', en: 'in its stream' });
      if (response.data === undefined) throw new StreamRefused(response.errors ?? []);
      yield response;
    }
  } catch (thrown) {
    if (thrown instanceof Fault || thrown instanceof StreamRefused) throw thrown;
    if (thrown instanceof EventTooLarge)
      throw unusable(name, `an event of its stream exceeds ${answerLimit} characters`, `事件超过 ${answerLimit} 字符`);
    throw interrupted(name, thrown);
  }
  throw interrupted(name);
}
