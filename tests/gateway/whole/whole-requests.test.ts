import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openRawGraph } from '../http1/raw-subgraph.js';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';
import { openRawClient } from './raw-client.js';
import { fastestOf } from '../../support/fastest.js';

let graph: PlainGraph;
let hold: Promise<void> | null = null;
beforeAll(async () => {
  const subgraphs = {
    towns: {
      sdl: 'type Query { town: String long(size: Int!): String slow: String } type Subscription { counted: Int }',
      answer: async ({ query, variables }: { query: string; variables?: Readonly<Record<string, unknown>> }) => {
        if (query.startsWith('subscription')) {
          return {
            type: 'text/event-stream',
            body: 'event: next\ndata: {"data":{"counted":1}}\n\nevent: complete\n\n',
          };
        }
        if (query.includes('slow')) await hold;
        const size = Number(variables?.['size'] ?? /size: ?(\d+)/.exec(query)?.[1] ?? 0);
        const field = ['slow', 'long', 'town'].find((each) => query.includes(each)) ?? '';
        return { body: JSON.stringify({ data: { [field]: size > 0 ? '长'.repeat(size) : '周庄镇' } }) };
      },
    },
  };
  const settings = { SUBGRAPH_SHARING: 'off', RATE_CLIENT: '10000000', RATE_CALLER: '10000000' };
  graph = await openPlainGraph(subgraphs, settings);
});
afterAll(() => graph.close());

/** A request as a client with nothing to say writes it. */
function request(query: string, fields: readonly string[] = []): string {
  const body = JSON.stringify({ query });
  const all = ['host: portal', 'content-type: application/json', `content-length: ${body.length}`, ...fields];
  return `POST /graphql HTTP/1.1\r\n${all.join('\r\n')}\r\n\r\n${body}`;
}

const town = '{"data":{"town":"周庄镇"}}';

test('an answer says in its head what answers say, and its connection is kept', async () => {
  const client = await openRawClient(graph.origin);
  await client.send(request('{ town }', ['x-request-id: first']));
  const [answer] = await client.answers(1);
  expect(answer?.status).toBe(200);
  const { date, ...headers } = Object.fromEntries(answer?.headers ?? []);
  expect(headers).toEqual({
    'x-content-type-options': 'nosniff',
    'x-request-id': 'first',
    'content-type': 'application/json; charset=utf-8',
    'content-length': '29',
    'cache-control': 'no-store',
    vary: 'accept, accept-language, authorization, origin',
    connection: 'keep-alive',
    'keep-alive': 'timeout=65',
  });
  expect(Math.abs(Date.parse(date ?? '') - Date.now())).toBeLessThan(5_000);
  expect(answer?.text).toBe(town);
  await client.send(request('{ town }', ['x-request-id: second']));
  const [, second] = await client.answers(2);
  expect(second?.headers.get('x-request-id')).toBe('second');
  client.socket.destroy();
});

test('requests that come together are answered one after the other, in their order', async () => {
  const client = await openRawClient(graph.origin);
  const all = Array.from({ length: 5 }, (_, index) => request('{ town }', [`x-request-id: r${index}`]));
  await client.send(all.join(''));
  const answers = await client.answers(5);
  expect(answers.map(({ headers }) => headers.get('x-request-id'))).toEqual(['r0', 'r1', 'r2', 'r3', 'r4']);
  client.socket.destroy();
});

test('what comes while a request is answered waits for its answer', async () => {
  const client = await openRawClient(graph.origin);
  const { promise, resolve } = Promise.withResolvers<void>();
  hold = promise;
  const [slow, next, last] = [request('{ slow }'), request('{ town }'), request('{ long(size: 3) }')];
  await client.send(slow, next.slice(0, 40), next.slice(40), last);
  expect(client.received).toBe('');
  resolve();
  hold = null;
  const answers = await client.answers(3);
  expect(answers.map(({ text }) => text)).toEqual(['{"data":{"slow":"周庄镇"}}', town, '{"data":{"long":"长长长"}}']);
  client.socket.destroy();
});

test('a connection takes whole answers, then a stream, then whole answers', async () => {
  const client = await openRawClient(graph.origin);
  await client.send(request('{ town }'));
  await client.answers(1);
  await client.send(request('subscription { counted }', ['accept: text/event-stream']));
  await client.quiet(300);
  expect(client.received).toContain('event: next\ndata: {"data":{"counted":1}}');
  expect(client.received.match(/event: complete/g)).toHaveLength(1);
  await client.send(request('{ town }', ['x-request-id: behind-the-stream']));
  await client.quiet(200);
  expect(client.received).toContain('x-request-id: behind-the-stream');
  client.socket.destroy();
});

const leaving = [
  ['goes away', 'one piece', (socket: Socket) => socket.destroy()],
  ['goes away', 'two', (socket: Socket) => socket.destroy()],
  ['closes its side', 'one piece', (socket: Socket) => socket.end()],
  ['closes its side', 'two', (socket: Socket) => socket.end()],
] as const;

test.each(leaving)('what runs for a client that %s is given up; asked in %s', async (_, pieces, leave) => {
  const [asked, given] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const raw = await openRawGraph((socket) => {
    asked.resolve();
    socket.once('close', () => given.resolve());
  });
  const client = await openRawClient(raw.origin);
  const whole = request('{ greeting }');
  await client.send(...(pieces === 'two' ? [whole.slice(0, 9), whole.slice(9)] : [whole]));
  await asked.promise;
  const begun = performance.now();
  leave(client.socket);
  await given.promise;
  // Well before the time of the call is over.
  expect(performance.now() - begun).toBeLessThan(2_000);
  await client.closed();
  expect(client.received).toBe('');
  await raw.close();
});

test('a client that asks on and on and reads nothing is read no further', async () => {
  const client = await openRawClient(graph.origin);
  client.socket.pause();
  const asked = graph.requests.length;
  const count = 120;
  for (let index = 0; index < count; index += 1) {
    await client.send(request('{ long(size: 30000) }'));
    // Each is read by itself.
    await pause(3);
    await pause(2);
  }
  await pause(300);
  const underWay = graph.requests.length - asked;
  expect(underWay).toBeGreaterThan(0);
  // Ninety kilobytes each; the connection's own buffers take some of them.
  expect(underWay).toBeLessThan(100);
  client.socket.resume();
  const answers = await client.answers(count);
  expect(answers.filter(({ status, text }) => status === 200 && text.length === 30_020)).toHaveLength(count);
  client.socket.destroy();
});

test.each([
  ['between words', `x-note: a${' '.repeat(7_500)}b`, 200],
  ['before what is no text', `x-note:${' '.repeat(7_500)}\x01`, 400],
  ['behind a word', `x-note: a${'\t '.repeat(3_700)}`, 200],
])('blanks %s hold nobody up', async (_, field, status) => {
  const milliseconds = await fastestOf(3, async () => {
    const clients = await Promise.all(Array.from({ length: 30 }, () => openRawClient(graph.origin)));
    for (const client of clients) await client.send(request('{ town }', [field]));
    const answers = await Promise.all(clients.map((client) => client.answers(1)));
    expect(answers.map(([answer]) => answer?.status)).toEqual(clients.map(() => status));
    for (const { socket } of clients) socket.destroy();
  });
  // Seventy milliseconds each, and minutes for the second kind, where blanks are tried again from each of them.
  expect(milliseconds).toBeLessThan(1_500);
});

test('a body above the bound is refused, and its connection ends', async () => {
  const small = await openPlainGraph({ towns: { sdl: 'type Query { town: String }' } }, { LIMIT_BODY_BYTES: '1024' });
  const client = await openRawClient(small.origin);
  await client.send(request(`{ town #${'x'.repeat(2_000)}\n}`));
  const [answer] = await client.answers(1);
  expect(answer?.status).toBe(413);
  expect(answer?.headers.get('connection')).toBe('close');
  await client.closed();
  await small.close();
});

test('a gateway that closes answers what is under way, and says that it is the last', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const closing = await openPlainGraph({
    towns: {
      sdl: 'type Query { town: String }',
      answer: async () => {
        await promise;
        return { body: '{"data":{"town":"周庄镇"}}' };
      },
    },
  });
  const client = await openRawClient(closing.origin);
  await client.send(request('{ town }'));
  const idle = await openRawClient(closing.origin);
  await pause(50);
  const closed = closing.close();
  await pause(300);
  resolve();
  const [answer] = await client.answers(1);
  expect(answer?.headers.get('connection')).toBe('close');
  expect(answer?.text).toBe(town);
  await Promise.all([client.closed(), idle.closed(), closed]);
});
