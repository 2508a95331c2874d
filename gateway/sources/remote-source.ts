import type { LookupFunction } from 'node:net';
import { Pool } from 'undici';
import { type CallSettings, callSettings } from '../call-settings.js';
import { type CalledSubgraph, Calls, type CallSurroundings } from './calls.js';
import type { Carrier, Sign } from './call.js';
import { exchange } from './exchange.js';
import { Connections } from './http1/connections.js';
import { overUndici } from './over-undici.js';
import type { HttpExchange, RawAnswer, Source, StreamingSource, SubgraphResponse } from './source.js';
import { readSubgraphResponse, requestBytes, textOf } from './subgraph-answer.js';
import { streamOverSse } from './stream-over-sse.js';
import { streamOverWebSocket } from './stream-over-websocket.js';

/** A source with connections of its own. */
export interface RemoteSource extends StreamingSource {
  /** Waits for the requests under way and closes the connections. */
  close(): Promise<void>;
}

/** The protocols over which a subgraph may take subscriptions: GraphQL over SSE, or over WebSocket (graphql-transport-ws). */
export type StreamProtocol = 'sse' | 'ws';

interface RemoteOptions extends Partial<CallSettings>, CallSurroundings {
  readonly name: string;
  /** Where the subgraph takes GraphQL over HTTP. */
  readonly url: string;
  /** Connections kept to the subgraph; 64 when left out. Streams have connections of their own. */
  readonly connections?: number;
  /** How the subgraph takes subscriptions, at the same address; GraphQL over SSE when left out. */
  readonly stream?: StreamProtocol | undefined;
  /** Signs what is sent over HTTP and SSE; nothing is signed when left out. */
  readonly sign?: Sign | undefined;
  /** Looks names up for its connections over HTTP and its streams over SSE; Node's own when left out. */
  readonly lookup?: LookupFunction | undefined;
}

/**
 * Reaches a subgraph by GraphQL over HTTP, relaying the caller's token, language and purpose. Raises Fault TIMEOUT at the
 * source's or the request's deadline and Fault UPSTREAM for every answer that is not a GraphQL response. Settings that are
 * left out are those of an empty environment.
 */
export function createRemoteSource(options: RemoteOptions): RemoteSource {
  const { name, url, connections = 64, stream = 'sse', lookup, sign } = options;
  const settings: CallSettings = { ...callSettings({}), ...options };
  const { timeout, answerLimit } = settings;
  const address = new URL(url);
  const { origin, pathname, search } = address;
  const { carrier, close } = carriage(address, { connections, timeout, lookup, sign });
  // Each stream keeps its connection, so streams must not use up those of the fetches.
  const streams = new Pool(origin, { connections: null, headersTimeout: timeout, bodyTimeout: 0, connect: { lookup } });
  const subgraph = { name, url, timeout, answerLimit, sign };
  return {
    ...askingOver({ name, path: pathname + search, carrier }, settings, options),
    subscribe: (request, context) =>
      stream === 'sse'
        ? streamOverSse(subgraph, streams, request, context)
        : streamOverWebSocket(subgraph, request, context),
    close: async () => {
      await streams.destroy();
      await close();
    },
  };
}

/** What of a source asks by calls, whatever carries them. */
type Asking = Pick<Source, 'name' | 'calls' | 'fetch'> & { readonly http: HttpExchange };

/** The part of a source that asks by calls: everything but its streams and its end. Raises what `createRemoteSource` does. */
export function askingOver(subgraph: CalledSubgraph, settings: CallSettings, surroundings: CallSurroundings): Asking {
  const { name } = subgraph;
  const calls = new Calls(subgraph, settings, surroundings);
  const http: HttpExchange = {
    send: (question, context, read) => exchange(calls, question, context, read),
    read: (answer) => responseFrom(name, answer),
  };
  return {
    name,
    calls,
    http,
    fetch: async (request, context) => {
      return exchange(calls, { operation: request.operation, body: requestBytes(request) }, context, http.read);
    },
  };
}

interface Carriage {
  readonly connections: number;
  readonly timeout: number;
  readonly lookup: LookupFunction | undefined;
  readonly sign: Sign | undefined;
}

function carriage(address: URL, { connections, timeout, lookup, sign }: Carriage) {
  if (address.protocol === 'http:') {
    const own = new Connections(address, connections, lookup);
    return { carrier: signing(own, sign), close: () => own.close() };
  }
  const times = { headersTimeout: timeout, bodyTimeout: timeout };
  const pool = new Pool(address.origin, { connections, ...times, connect: { lookup } });
  return { carrier: signing(overUndici(pool), sign), close: () => pool.close() };
}

function signing(carrier: Carrier, sign: Sign | undefined): Carrier {
  return sign ? { send: (message, taker) => carrier.send(sign(message), taker) } : carrier;
}

function responseFrom(name: string, answer: RawAnswer): SubgraphResponse {
  const { status, body } = answer;
  try {
    return readSubgraphResponse(name, textOf(name, body), { zh: `状态 ${status}`, en: `status ${status}` });
  } catch (thrown) {
    answer.isUnusable = true;
    throw thrown;
  }
}
