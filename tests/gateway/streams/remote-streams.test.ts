import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { OperationTypeNode, parse } from 'graphql';
import { type WebSocket, WebSocketServer } from 'ws';
import type { RequestContext } from '../../../gateway/request-context.js';
import { createRemoteSource, type StreamProtocol } from '../../../gateway/sources/remote-source.js';
import { readEvents } from '../../../gateway/sources/server-sent-events.js';
import { StreamRefused, type SubgraphResponse } from '../../../gateway/sources/source.js';
import { Fault } from '../../../kit/module/fault.js';
import { anonymousContext } from '../execution/federation.js';

const closing: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const operation = 'subscription ($x: Float) { heard(x: $x) { id } }';
const request = {
  kind: OperationTypeNode.SUBSCRIPTION,
  operation,
  document: parse(operation),
  operationName: undefined,
  variables: { x: -0 },
};

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume));
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resume) => server.close(resume));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql?v=1`;
}

/** A context whose stream the test can end. */
function endable(more: Partial<RequestContext> = {}): { context: RequestContext; end: () => void } {
  const abort = new AbortController();
  closing.push(() => abort.abort());
  return { context: { ...anonymousContext(abort.signal), ...more }, end: () => abort.abort() };
}

function subscribe(
  url: string,
  stream: StreamProtocol,
  context: RequestContext = endable().context,
): Promise<AsyncIterable<SubgraphResponse>> {
  const source = createRemoteSource({ name: 'gas', url, stream, timeout: 300, answerLimit: 2_000 });
  closing.push(() => source.close());
  return source.subscribe(request, context);
}

/** The responses of a stream, and what it ended with. */
async function read(opening: Promise<AsyncIterable<SubgraphResponse>>) {
  const responses: SubgraphResponse[] = [];
  try {
    for await (const response of await opening) responses.push(response);
  } catch (thrown) {
    if (thrown instanceof StreamRefused) return { responses, errors: thrown.errors };
    if (!(thrown instanceof Fault)) throw thrown;
    return { responses, fault: `${thrown.code} ${String(thrown.extensions['reason'])}`, sentence: thrown.sentence.en };
  }
  return { responses };
}

const heard = (id: string): SubgraphResponse => ({ data: { heard: { id } } });

test('an event stream is read alike in any pieces', async () => {
  const text =
    'event: next\r\ndata: {"名":\r\ndata:1}\r\n\r\n: beat\n\nid: 7\ndata\n\nevent:a\rdata: b\r\r\ndata: cut off';
  for (const size of [1, 2, 3, 7, 1_000]) {
    async function* pieces(): AsyncGenerator<Uint8Array> {
      const bytes = Buffer.from(text);
      for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
    }
    const events = [];
    for await (const event of readEvents(pieces(), 1_000)) events.push(event);
    expect(events).toEqual([
      { event: 'next', content: '{"名":\n1}' },
      { event: 'message', content: '' },
      { event: 'a', content: 'b' },
    ]);
  }
});

describe('Over SSE', () => {
  type Answer = (response: ServerResponse, request: IncomingMessage, body: string) => void;

  function subgraph(answer: Answer): Promise<string> {
    return listening(
      createServer((incoming, response) => {
        let body = '';
        incoming.on('data', (chunk) => (body += chunk));
        incoming.on('end', () => answer(response, incoming, body));
      }),
    );
  }

  const streaming =
    (text: string, whole = true): Answer =>
    (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      response.write(text);
      if (whole) response.end();
    };

  test('a subgraph is asked on behalf of the caller, and its events are responses', async () => {
    let seen: unknown;
    const url = await subgraph((response, { headers, url: address }, body) => {
      const { authorization, accept } = headers;
      seen = {
        authorization,
        accept,
        address,
        body,
        language: headers['accept-language'],
        id: headers['x-request-id'],
      };
      const first = JSON.stringify(heard('1'));
      const text = `: hello\r\n\r\nid: 7\r\nevent: next\r\ndata: ${first.slice(0, 9)}\r\ndata: ${first.slice(9)}\r\n\r\nevent: other\ndata: {}\n\nevent:next\rdata:${JSON.stringify(heard('二'))}\r\revent: complete\ndata\n\n`;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      // Each byte by itself: lines and characters arrive in pieces.
      for (const byte of Buffer.from(text)) response.write(Buffer.of(byte));
      response.end();
    });
    const { context } = endable({ token: 'abc', language: 'zh', requestId: 'r-1' });
    expect(await read(subscribe(url, 'sse', context))).toEqual({ responses: [heard('1'), heard('二')] });
    expect(seen).toEqual({
      authorization: 'Bearer abc',
      accept: 'text/event-stream, application/graphql-response+json;q=0.9, application/json;q=0.9',
      address: '/graphql?v=1',
      body: `{"query":${JSON.stringify(operation)},"variables":{"x":-0}}`,
      language: 'zh',
      id: 'r-1',
    });
  });

  const next = `event: next\ndata: ${JSON.stringify(heard('1'))}\n\n`;
  test.each([
    ['that breaks off', streaming(next), 'UPSTREAM SUBGRAPH_STREAM_BROKEN', 'The stream of subgraph "gas" broke off.'],
    [
      'whose event is no response',
      streaming(`${next}event: next\ndata: <html>\n\n`),
      'UPSTREAM SUBGRAPH_ANSWER_UNUSABLE',
      'Subgraph "gas" gave no usable answer: its answer is not a GraphQL response (in its stream).',
    ],
    [
      'whose event is too large',
      streaming(`${next}event: next\ndata: ${'x'.repeat(2_001)}`, false),
      'UPSTREAM SUBGRAPH_ANSWER_UNUSABLE',
      'Subgraph "gas" gave no usable answer: an event of its stream exceeds 2000 characters.',
    ],
  ])('a stream %s ends with a Fault after what came', async (_name, answer, fault, sentence) => {
    expect(await read(subscribe(await subgraph(answer), 'sse'))).toEqual({ responses: [heard('1')], fault, sentence });
  });

  test.each<[string, Answer, string]>([
    ['a response', (response) => response.end('{"data":{"heard":null}}'), 'UPSTREAM SUBGRAPH_ANSWER_UNUSABLE'],
    ['a page', (response) => response.end('<html>'), 'UPSTREAM SUBGRAPH_ANSWER_UNUSABLE'],
    ['a redirect', (response) => response.writeHead(302, { location: '/' }).end(), 'UPSTREAM SUBGRAPH_ANSWER_UNUSABLE'],
    ['nothing', () => undefined, 'TIMEOUT SUBGRAPH_TIMEOUT'],
    ['a broken connection', (response) => void response.destroy(), 'UPSTREAM SUBGRAPH_UNREACHABLE'],
  ])('%s in place of a stream is a Fault', async (_name, answer, fault) => {
    expect(await read(subscribe(await subgraph(answer), 'sse'))).toMatchObject({ responses: [], fault });
  });

  test('errors alone, in place of a stream or at its end, are the subgraph’s own', async () => {
    const errors = [{ message: 'no', extensions: { code: 'FORBIDDEN' } }];
    const refusing = await subgraph((response) => response.writeHead(403).end(JSON.stringify({ errors })));
    expect(await read(subscribe(refusing, 'sse'))).toEqual({ responses: [], errors });
    const ending = await subgraph(streaming(`${next}event: next\ndata: ${JSON.stringify({ errors })}\n\n`, false));
    expect(await read(subscribe(ending, 'sse'))).toEqual({ responses: [heard('1')], errors });
  });

  test('an idle stream stays open beyond the time for an answer, and ends when the reader leaves', async () => {
    let gone: (() => void) | undefined;
    const left = new Promise<void>((resolve) => (gone = resolve));
    const url = await subgraph((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      response.on('close', () => gone?.());
      setTimeout(() => response.write(next), 600);
    });
    const { context, end } = endable();
    const iterator = (await subscribe(url, 'sse', context))[Symbol.asyncIterator]();
    expect(await iterator.next()).toEqual({ value: heard('1'), done: false });
    end();
    await left;
  });

  test('a hundred streams leave room for fetches', async () => {
    const url = await subgraph((response, { headers }) => {
      if (headers.accept?.startsWith('text/event-stream')) streaming(': open\n\n', false)(response, response.req, '');
      else response.end('{"data":{"a":1}}');
    });
    const source = createRemoteSource({ name: 'gas', url });
    const { context, end } = endable();
    closing.push(() => source.close());
    await Promise.all(Array.from({ length: 100 }, () => source.subscribe(request, context)));
    expect(await source.fetch(request, anonymousContext())).toEqual({ data: { a: 1 } });
    end();
  });
});

describe('Over WebSocket', () => {
  interface Said {
    readonly type: string;
    readonly id: string;
    readonly payload: unknown;
  }
  type Answer = (socket: WebSocket, id: string, payload: unknown) => void;

  const say = (socket: WebSocket, message: object): void => socket.send(JSON.stringify(message));
  const sayNext = (socket: WebSocket, id: string, payload: object): void => say(socket, { type: 'next', id, payload });

  async function subgraph(answer: Answer, opened: (request: IncomingMessage, init: unknown) => void = () => {}) {
    const server = createServer();
    const sockets = new WebSocketServer({ server, handleProtocols: () => 'graphql-transport-ws' });
    sockets.on('connection', (socket, incoming) => {
      closing.push(() => socket.terminate());
      socket.on('message', (text) => {
        const { type, id, payload } = JSON.parse(String(text)) as Said;
        if (type === 'connection_init') {
          opened(incoming, payload);
          say(socket, { type: 'connection_ack' });
        } else if (type === 'subscribe') answer(socket, id, payload);
      });
    });
    return listening(server);
  }

  test('a subgraph is asked on behalf of the caller, and its messages are responses', async () => {
    const seen: unknown[] = [];
    const url = await subgraph(
      (socket, id, payload) => {
        seen.push(payload);
        sayNext(socket, id, heard('1'));
        sayNext(socket, id, { data: null, errors: [{ message: 'half' }] });
        sayNext(socket, id, heard('2'));
        say(socket, { type: 'complete', id });
      },
      ({ headers, url: address }, init) => seen.push(headers.authorization, address, init),
    );
    const { context } = endable({ token: 'abc', language: 'zh', requestId: 'r-1', purpose: 'P1' });
    expect(await read(subscribe(url, 'ws', context))).toEqual({
      responses: [heard('1'), { data: null, errors: [{ message: 'half' }] }, heard('2')],
    });
    const relayed = { authorization: 'Bearer abc', 'accept-language': 'zh', 'x-request-id': 'r-1', 'x-purpose': 'P1' };
    expect(seen).toEqual(['Bearer abc', '/graphql?v=1', relayed, { query: operation, variables: { x: -0 } }]);
  });

  test('errors alone are the subgraph’s own', async () => {
    const errors = [{ message: 'no', extensions: { code: 'FORBIDDEN' } }];
    const url = await subgraph((socket, id) => {
      sayNext(socket, id, heard('1'));
      say(socket, { type: 'error', id, payload: errors });
    });
    expect(await read(subscribe(url, 'ws'))).toEqual({ responses: [heard('1')], errors });
  });

  test.each<[string, Answer]>([
    ['that is closed', (socket) => socket.close(4500, 'Internal server error')],
    ['that is cut', (socket) => socket.terminate()],
    ['that sends too much', (socket) => socket.send('x'.repeat(2_001))],
    ['that sends nonsense', (socket) => socket.send('{')],
  ])('a socket %s ends the stream with a Fault after what came, and is not opened again', async (_name, end) => {
    let sockets = 0;
    const url = await subgraph(
      (socket, id) => {
        sayNext(socket, id, heard('1'));
        end(socket, id, undefined);
      },
      () => (sockets += 1),
    );
    expect(await read(subscribe(url, 'ws'))).toEqual({
      responses: [heard('1')],
      fault: 'UPSTREAM SUBGRAPH_STREAM_BROKEN',
      sentence: 'The stream of subgraph "gas" broke off.',
    });
    await pause(50);
    expect(sockets).toBe(1);
  });

  test('a subgraph that is not there is unreachable, without its address', async () => {
    const ended = await read(subscribe('http://127.0.0.1:9/graphql', 'ws'));
    expect(ended).toEqual({
      responses: [],
      fault: 'UPSTREAM SUBGRAPH_UNREACHABLE',
      sentence: 'Subgraph "gas" cannot be reached: the connection failed (ECONNREFUSED).',
    });
  });

  test('a reader that leaves completes the operation and closes the socket', async () => {
    const closed = Promise.withResolvers<number>();
    const url = await subgraph((socket, id) => {
      socket.on('close', (code) => closed.resolve(code));
      sayNext(socket, id, heard('1'));
    });
    const { context, end } = endable();
    const iterator = (await subscribe(url, 'ws', context))[Symbol.asyncIterator]();
    expect(await iterator.next()).toEqual({ value: heard('1'), done: false });
    end();
    expect(await closed.promise).toBe(1000);
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
  });

  test('a slow reader holds the socket back and still gets all', async () => {
    let buffered = (): number => 0;
    const url = await subgraph((socket, id) => {
      buffered = () => socket.bufferedAmount;
      for (let number = 0; number < 20_000; number += 1) sayNext(socket, id, heard(`${number} ${'x'.repeat(1_000)}`));
      say(socket, { type: 'complete', id });
    });
    const iterator = (await subscribe(url, 'ws'))[Symbol.asyncIterator]();
    await iterator.next();
    await pause(500);
    const held = buffered();
    expect(held).toBeGreaterThan(1_000_000);
    await pause(500);
    expect(buffered()).toBe(held);
    let rest = 0;
    for (let step = await iterator.next(); !step.done; step = await iterator.next()) rest += 1;
    expect(rest).toBe(19_999);
  });
});
