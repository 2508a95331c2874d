import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { openOn, supergraphOf } from '../plain/plain-graph.js';

/** What a client reads. */
export interface RawOutcome {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: { readonly details?: { readonly cause?: string } };
  }[];
}

/** A gateway over one subgraph whose every byte is the test's. */
export interface RawGraph {
  /** Of the gateway. */
  readonly origin: string;
  /** Connections that the gateway has opened. */
  readonly connections: number;
  /** The requests as they came, head and body. */
  readonly requests: readonly string[];
  ask(query?: string): Promise<RawOutcome>;
  close(): Promise<void>;
}

/** Answers a request on its socket; `number` counts the requests from 1. */
export type Script = (socket: Socket, number: number) => unknown;

/** Opens a plain gateway over a subgraph that answers by a script of bytes. */
export async function openRawGraph(script: Script): Promise<RawGraph> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    let text = '';
    socket.setNoDelay(true).on('error', () => {});
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
      const [head = '', body] = text.split('\r\n\r\n');
      const length = Number(/content-length: (\d+)/.exec(head)?.[1]);
      if (body === undefined || body.length < length) return;
      requests.push(text);
      text = '';
      script(socket, requests.length);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sdl = 'type Query { greeting: String other: String }';
  // Each question is sent, and sent once.
  const settings = { SUBGRAPH_SHARING: 'off', SUBGRAPH_RETRY: 'off' };
  const address = `http://127.0.0.1:${port}/here?now=1`;
  const gateway = await openOn(
    supergraphOf({ greetings: { sdl } }, () => address),
    settings,
  );
  return {
    origin: gateway.origin,
    get connections() {
      return connections;
    },
    requests,
    ask: async (query = '{ greeting }') => {
      const response = await fetch(`${gateway.origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': 'en', 'x-request-id': 'fixed' },
        body: JSON.stringify({ query }),
      });
      return (await response.json()) as RawOutcome;
    },
    close: async () => {
      await gateway.close();
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** An answer of these pieces, each a chunk. */
export function chunked(...pieces: readonly Buffer[]): Buffer {
  const lines = pieces.flatMap((piece) => [
    Buffer.from(`${piece.length.toString(16)}\r\n`),
    piece,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([
    Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'),
    ...lines,
    Buffer.from('0\r\n\r\n'),
  ]);
}
