import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

/** What a fault is done to. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What a healthy subgraph would answer. */
  readonly answer: string;
  /** Counts the requests from 0. */
  readonly number: number;
  /** Milliseconds that an answer of `answers late` takes. */
  readonly late: number;
}

/** Bytes of the answer that is too large. */
const hundredMegabytes = 100_000_000;
const piece = ' '.repeat(100_000);

/** How a subgraph's server may be at fault. Those of its address, TLS and DNS, are not its own doing. */
const faults = {
  none: ({ response, answer }) => well(response, answer),
  'never answers': () => {},
  'answers late': async ({ response, answer, late }) => {
    await pause(late, undefined, { ref: false });
    well(response, answer);
  },
  flaps: ({ response, request, answer, number }) =>
    number % 8 < 4 ? request.socket.resetAndDestroy() : well(response, answer),
  resets: ({ request }) => request.socket.resetAndDestroy(),
  'resets mid-body': ({ request, response, answer }) =>
    begun(response, answer, () => setTimeout(() => request.socket.resetAndDestroy(), 20)),
  // It ends its half of the connection and goes on listening to the other.
  'half-open': ({ request }) => request.socket.end(),
  'status 500': ({ response }) => written(response, 500, 'application/json', '{"message":"no"}'),
  'status 503': ({ response }) => written(response, 503, 'application/json', '{"message":"not yet"}'),
  HTML: ({ response }) => written(response, 200, 'text/html; charset=utf-8', '<!doctype html><title>Log in</title>'),
  truncated: ({ response, answer }) => written(response, 200, 'application/json', answer.slice(0, -3)),
  'ends early': ({ request, response, answer }) => begun(response, answer, () => request.socket.end()),
  '100 MB': ({ response }) => large(response),
  'slow drip': ({ response, answer }) => drip(response, answer),
  redirect: ({ response, request }) => response.writeHead(307, { location: `${request.url}?elsewhere` }).end(),
  'wrong content type': ({ response, answer }) => written(response, 200, 'text/plain', answer),
} satisfies Record<string, (exchange: Exchange) => unknown>;

/** One of the faults of a server, or `none`. */
export type FaultName = keyof typeof faults;

/** The faults of a server's own. */
export const serverFaults = (Object.keys(faults) as FaultName[]).filter((name) => name !== 'none');

/** A server whose fault can be chosen while it serves. */
export interface FaultyServer {
  readonly port: number;
  fault: FaultName;
  /** Called in its process when an answer has been written. */
  afterAnswer: () => void;
  /** What it was asked since its fault was last set to another. */
  readonly requests: readonly string[];
  /** Bytes that it has written altogether. */
  readonly bytesWritten: number;
  close(): Promise<void>;
}

/** Opens it on loopback; `answerTo` is what it answers while nothing is wrong. */
export async function openFaultyServer(
  answerTo: (body: string) => string | Promise<string>,
  { port = 0, late = 1_000 }: { readonly port?: number; readonly late?: number } = {},
): Promise<FaultyServer> {
  let fault: FaultName = 'none';
  let requests: string[] = [];
  let bytesWritten = 0;
  let afterAnswer = (): void => {};
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    response.once('finish', () => afterAnswer());
    const number = requests.push(`${request.url}\n${body}`) - 1;
    await faults[fault]({ request, response, answer: await answerTo(body), number, late });
  };
  const server = createServer((request, response) => {
    // A client that breaks off is what most faults come to.
    respond(request, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    socket.on('error', () => {});
    socket.on('close', () => (bytesWritten += socket.bytesWritten));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get fault() {
      return fault;
    },
    set fault(next) {
      fault = next;
      requests = [];
    },
    set afterAnswer(next: () => void) {
      afterAnswer = next;
    },
    get requests() {
      return requests;
    },
    get bytesWritten() {
      return bytesWritten;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function well(response: ServerResponse, answer: string): void {
  written(response, 200, 'application/json', answer);
}

function written(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}

/** Writes the head of a whole answer and half of its body. */
function begun(response: ServerResponse, answer: string, then: () => void): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) });
  response.write(answer.slice(0, answer.length / 2), then);
}

/** Writes 100 MB without saying so, as fast as they are taken. */
async function large(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  const left = new AbortController();
  response.once('close', () => left.abort());
  response.write('{"data":{"faulty":"');
  for (let written = 0; written < hundredMegabytes && !left.signal.aborted; written += piece.length)
    if (!response.write(piece)) await once(response, 'drain', left);
  response.end('"}}');
}

/** Writes an answer, byte by byte. */
async function drip(response: ServerResponse, answer: string): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) });
  for (const byte of Buffer.from(answer)) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await pause(100, undefined, { ref: false });
  }
  response.end();
}
