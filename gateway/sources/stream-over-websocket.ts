import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { Fault } from '../../kit/module/fault.js';
import type { RequestContext } from '../request-context.js';
import { keepingLongNumbers, keepingMinusZero } from './json-text.js';
import { relayedHeaders } from './relayed-headers.js';
import { StreamRefused, type SubgraphRequest, type SubgraphResponse } from './source.js';
import type { RemoteSubgraph } from './stream-over-sse.js';
import { readErrors } from './read-errors.js';
import { unreachable } from './call-faults.js';
import { believable, interrupted } from './subgraph-answer.js';

/** Responses that wait before the socket is read no further. */
const mostWaiting = 100;

/** Milliseconds between two pings; a subgraph that answers none is away. */
const pingInterval = 12_000;

/**
 * Opens a source stream by graphql-transport-ws, on a socket of its own, because the socket carries the caller's token.
 * A socket that closes before `complete` broke off: Fault UPSTREAM; it is not opened again.
 */
export async function streamOverWebSocket(
  subgraph: RemoteSubgraph,
  request: SubgraphRequest,
  context: RequestContext,
): Promise<AsyncIterable<SubgraphResponse>> {
  const headers = relayedHeaders(context);
  let socket: WebSocket | null = null;
  let silent: NodeJS.Timeout | undefined;
  const client = createClient({
    url: subgraph.url.replace(/^http/, 'ws'),
    webSocketImpl: socketWith(headers, subgraph),
    connectionParams: headers,
    connectionAckWaitTimeout: subgraph.timeout,
    retryAttempts: 0,
    keepAlive: pingInterval,
    jsonMessageReplacer: keepingMinusZero,
    jsonMessageReviver: keepingLongNumbers,
    on: {
      opened: (opened) => (socket = opened as WebSocket),
      ping: (received) => {
        if (!received) silent = setTimeout(() => client.terminate(), pingInterval);
      },
      pong: (received) => {
        if (received) clearTimeout(silent);
      },
      closed: () => clearTimeout(silent),
    },
  });
  const waiting = new WaitingResponses({ pause: () => socket?.pause(), resume: () => socket?.resume() });
  const { operation: query, operationName, variables } = request;
  const leave = client.subscribe<SubgraphResponse['data']>(
    { query, operationName, variables: { ...variables } },
    {
      next: (received) => {
        const response = readEvent(subgraph.name, received);
        if (response instanceof Error) waiting.end(response);
        else waiting.add(response);
      },
      error: (thrown) => waiting.end(reasonOf(subgraph.name, thrown, socket !== null)),
      complete: () => waiting.end(),
    },
  );
  const stop = (): void => {
    waiting.end();
    leave();
  };
  context.signal.addEventListener('abort', stop, { once: true });
  waiting.left = () => {
    context.signal.removeEventListener('abort', stop);
    stop();
  };
  if (context.signal.aborted) stop();
  return waiting;
}

function readEvent(subgraph: string, received: unknown): SubgraphResponse | Error {
  try {
    const response = believable(subgraph, received, { zh: '事件流', en: 'in its stream' });
    return response.data === undefined ? new StreamRefused(response.errors ?? []) : response;
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown;
    throw thrown;
  }
}

function socketWith(headers: Record<string, string>, { answerLimit, timeout }: RemoteSubgraph) {
  return class extends WebSocket {
    constructor(address: string, protocol: string) {
      super(address, protocol, { headers, maxPayload: answerLimit, handshakeTimeout: timeout });
    }
  };
}

function reasonOf(subgraph: string, thrown: unknown, wasOpen: boolean): Error {
  if (Array.isArray(thrown)) return new StreamRefused(readErrors(thrown));
  if (wasOpen) return interrupted(subgraph, thrown);
  const error = typeof thrown === 'object' && thrown !== null && 'error' in thrown ? thrown.error : thrown;
  return unreachable(subgraph, error);
}

/** Responses between the socket and their reader, who holds the socket back by reading slowly. */
class WaitingResponses implements AsyncIterableIterator<SubgraphResponse> {
  /** Called once the reader wants no more. */
  left: () => void = () => {};
  readonly #flow: { pause(): void; resume(): void };
  readonly #waiting: SubgraphResponse[] = [];
  #reader: PromiseWithResolvers<IteratorResult<SubgraphResponse>> | null = null;
  #end: { readonly reason: Error | undefined } | null = null;

  constructor(flow: { pause(): void; resume(): void }) {
    this.#flow = flow;
  }

  add(response: SubgraphResponse): void {
    if (this.#end) return;
    if (this.#reader) {
      this.#reader.resolve({ value: response, done: false });
      this.#reader = null;
      return;
    }
    this.#waiting.push(response);
    if (this.#waiting.length === mostWaiting) this.#flow.pause();
  }

  end(reason?: Error): void {
    this.#end ??= { reason };
    this.#flow.resume();
    if (this.#reader) this.#finish(this.#reader);
    this.#reader = null;
  }

  next(): Promise<IteratorResult<SubgraphResponse>> {
    const value = this.#waiting.shift();
    const reader = Promise.withResolvers<IteratorResult<SubgraphResponse>>();
    if (value) {
      if (this.#waiting.length === mostWaiting - 1) this.#flow.resume();
      reader.resolve({ value, done: false });
    } else if (this.#end) this.#finish(reader);
    else this.#reader = reader;
    return reader.promise;
  }

  async return(): Promise<IteratorResult<SubgraphResponse>> {
    this.#waiting.length = 0;
    this.left();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #finish(reader: PromiseWithResolvers<IteratorResult<SubgraphResponse>>): void {
    const reason = this.#end?.reason;
    this.#end = { reason: undefined };
    if (reason) reader.reject(reason);
    else reader.resolve({ value: undefined, done: true });
  }
}
