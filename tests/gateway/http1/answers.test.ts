import { afterEach, describe, expect, test } from '@jest/globals';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { chunked, openRawGraph, type RawGraph, type Script } from './raw-subgraph.js';
import { fastestOf } from '../../support/fastest.js';

const body = '{"data":{"greeting":"你好"}}';
const bytes = Buffer.from(body);
const greeted = { data: { greeting: '你好' } };
const whole = Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${bytes.length}\r\n\r\n`), bytes]);

const opened: RawGraph[] = [];
afterEach(async () => {
  for (const graph of opened.splice(0)) await graph.close();
});

async function answering(script: Script): Promise<RawGraph> {
  const graph = await openRawGraph(script);
  opened.push(graph);
  return graph;
}

test('A request is one POST with its length in bytes, its media types and what is relayed', async () => {
  const graph = await answering((socket) => socket.write(whole));
  await graph.ask('query Ask { greeting }');
  const [head, sent = ''] = (graph.requests[0] ?? '').split('\r\n\r\n');
  expect(head?.split('\r\n').map((line) => line.replace(/:\d+$/, ':port'))).toEqual([
    'POST /here?now=1 HTTP/1.1',
    'host: 127.0.0.1:port',
    'connection: keep-alive',
    'accept-language: en',
    'x-request-id: fixed',
    'x-request-deadline: 10000',
    'accept: application/graphql-response+json, application/json',
    'content-type: application/json',
    `content-length: ${sent.length}`,
  ]);
  expect(JSON.parse(sent)).toMatchObject({ query: expect.stringContaining('greeting') });
});

describe('An answer is read', () => {
  test('however its bytes are cut', async () => {
    for (const text of [whole, chunked(bytes.subarray(0, 5), bytes.subarray(5, 23), bytes.subarray(23))]) {
      const graph = await answering(async (socket) => {
        for (const byte of text) {
          socket.write(Buffer.of(byte));
          await new Promise(setImmediate);
        }
      });
      expect(await graph.ask()).toEqual(greeted);
    }
  });

  test('in chunks with extensions and a trailer, in one piece', async () => {
    const text = chunked(bytes)
      .toString('latin1')
      .replace(/\r\n([\da-f]+)\r\n(?=\{)/, '\r\n$1;name=value\r\n');
    expect(text).toContain(';name=value');
    const graph = await answering((socket) =>
      socket.write(text.replace(/\r\n\r\n$/, '\r\nx-sum: 1\r\n\r\n'), 'latin1'),
    );
    expect(await graph.ask()).toEqual(greeted);
    expect(await graph.ask()).toEqual(greeted);
    expect(graph.connections).toBe(1);
  });

  test('up to the end of the connection, where nothing tells its length', async () => {
    const graph = await answering((socket) =>
      socket.end(Buffer.concat([Buffer.from('HTTP/1.0 200 OK\r\n\r\n'), bytes])),
    );
    expect(await graph.ask()).toEqual(greeted);
    expect(await graph.ask()).toEqual(greeted);
    expect(graph.connections).toBe(2);
  });

  test('behind what comes before it', async () => {
    const early = Buffer.from('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n');
    const graph = await answering((socket) => socket.write(Buffer.concat([early, whole])));
    expect(await graph.ask()).toEqual(greeted);
  });

  test('of 300,000 bytes', async () => {
    const long = JSON.stringify({ data: { greeting: '好'.repeat(100_000) } });
    const text = `HTTP/1.1 200 OK\r\ncontent-length: ${Buffer.byteLength(long)}\r\n\r\n${long}`;
    const graph = await answering((socket) => socket.write(text));
    expect(await graph.ask()).toEqual(JSON.parse(long));
  });

  test('in pieces that come between those of others, twenty at a time and again', async () => {
    const sockets: Socket[] = [];
    const graph = await answering(async (socket) => {
      if (sockets.push(socket) < 20) return;
      const answers = sockets.splice(0).map((each, index) => ({ each, text: longAnswer(index) }));
      for (let piece = 0; piece < 10; piece += 1) {
        for (const { each, text } of answers) each.write(text.subarray(piece * 15_000, (piece + 1) * 15_000));
        await pause(5);
      }
    });
    for (let round = 0; round < 3; round += 1) {
      const told = await Promise.all(Array.from({ length: 20 }, () => graph.ask()));
      const letters = told.map((answer) => [...new Set((answer.data as { greeting: string }).greeting)].join(''));
      expect(letters.sort().join('')).toBe('abcdefghijklmnopqrst');
    }
  });
});

/** 140,000 times one letter, by its length or in chunks. */
function longAnswer(index: number): Buffer {
  const long = Buffer.from(JSON.stringify({ data: { greeting: String.fromCharCode(97 + index).repeat(140_000) } }));
  if (index % 2 === 0) return chunked(long.subarray(0, 70_000), long.subarray(70_000));
  return Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: ${long.length}\r\n\r\n`), long]);
}

describe('A connection', () => {
  test('is used again', async () => {
    const graph = await answering((socket) => socket.write(whole));
    for (let request = 0; request < 5; request += 1) expect(await graph.ask()).toEqual(greeted);
    expect(graph.connections).toBe(1);
  });

  test('is not, where the answer says close', async () => {
    const closing = whole.toString('latin1').replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n');
    const graph = await answering((socket) => socket.write(closing, 'latin1'));
    expect(await graph.ask()).toEqual(greeted);
    expect(await graph.ask()).toEqual(greeted);
    expect(graph.connections).toBe(2);
  });

  test('is not, where more came than was asked for', async () => {
    const graph = await answering((socket) => socket.write(Buffer.concat([whole, whole])));
    expect(await graph.ask()).toEqual(greeted);
    expect(await graph.ask()).toEqual(greeted);
    expect(graph.connections).toBe(2);
  });

  test('is not, a second before the server says that it closes it', async () => {
    const brief = whole.toString('latin1').replace('\r\n\r\n', '\r\nKeep-Alive: timeout=1\r\n\r\n');
    const graph = await answering((socket) => socket.write(brief, 'latin1'));
    expect(await graph.ask()).toEqual(greeted);
    expect(await graph.ask()).toEqual(greeted);
    expect(graph.connections).toBe(2);
  });

  test('that the server closed meanwhile is replaced', async () => {
    const graph = await answering((socket) => socket.write(whole, () => setTimeout(() => socket.destroy(), 10)));
    expect(await graph.ask()).toEqual(greeted);
    await pause(60);
    expect(await graph.ask()).toEqual(greeted);
    expect(graph.connections).toBe(2);
  });

  test('on which something is said unasked is not used again', async () => {
    const graph = await answering((socket) => socket.write(whole, () => setTimeout(() => socket.write(whole), 10)));
    expect(await graph.ask()).toEqual(greeted);
    await pause(60);
    expect(await graph.ask()).toEqual(greeted);
    expect(graph.connections).toBe(2);
  });

  test('beyond the sixty-fourth is not opened: requests wait for those that are there', async () => {
    const held: (() => unknown)[] = [];
    const graph = await answering((socket, number) => {
      held.push(() => socket.write(whole));
      if (number >= 64) for (const answer of held.splice(0)) answer();
    });
    const answers = await Promise.all(Array.from({ length: 150 }, () => graph.ask()));
    expect(answers.filter(({ data }) => data === undefined || data === null)).toEqual([]);
    expect(graph.requests).toHaveLength(150);
    expect(graph.connections).toBe(64);
  });
});

test('a head of blanks is read as fast as any other', async () => {
  const head = `HTTP/1.1 200 OK\r\nx-note: a${' '.repeat(60_000)}b\r\ncontent-length: ${bytes.length}\r\n\r\n${body}`;
  const graph = await answering((socket) => socket.write(head));
  const milliseconds = await fastestOf(3, async () => expect(await graph.ask()).toEqual(greeted));
  // Four seconds, where blanks are tried again from each of them.
  expect(milliseconds).toBeLessThan(1_000);
});

describe('An answer that two could read differently fails its request alone', () => {
  test.each([
    ['a length beside chunks', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['two lengths', `HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: ${bytes.length}\r\n\r\n${body}`],
    ['a length that is no number', `HTTP/1.1 200 OK\r\ncontent-length: +29\r\n\r\n${body}`],
    ['another encoding', `HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n${body}`],
    ['a folded line', `HTTP/1.1 200 OK\r\nx-note: one\r\n two\r\ncontent-length: 29\r\n\r\n${body}`],
    ['a space before the colon', `HTTP/1.1 200 OK\r\ncontent-length : 29\r\n\r\n${body}`],
    ['a line of no field', `HTTP/1.1 200 OK\r\nnothing\r\n\r\n${body}`],
    ['another protocol', `HTTP/2 200\r\ncontent-length: 29\r\n\r\n${body}`],
    ['a change of protocol', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: other\r\n\r\n'],
    ['a chunk without a size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nx\r\n'],
    ['a chunk longer than its size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nabc\r\n'],
    ['blanks before what is no text', `HTTP/1.1 200 OK\r\nx-note:${' '.repeat(60_000)}\0\r\n\r\n${body}`],
    ['a head without end', `HTTP/1.1 200 OK\r\nx-long: ${'a'.repeat(70_000)}`],
    ['a chunk’s line without end', `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;${'a'.repeat(5_000)}`],
  ])('%s', async (_what, text) => {
    const graph = await answering((socket, number) => socket.write(number === 1 ? text : whole));
    const { data, errors } = await graph.ask();
    expect(data).toEqual({ greeting: null });
    expect(errors?.map(({ extensions }) => extensions.details?.cause)).toEqual([
      'the connection failed (HTTP_MALFORMED)',
    ]);
    expect(await graph.ask()).toEqual(greeted);
    expect(graph.connections).toBe(2);
  });

  test.each([
    ['in its head', 'HTTP/1.1 200 OK\r\ncontent-le'],
    ['in its body', `HTTP/1.1 200 OK\r\ncontent-length: 200\r\n\r\n${body}`],
    ['in its chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"da'],
    ['before it begins', ''],
  ])('one that breaks off %s', async (_where, text) => {
    const graph = await answering((socket, number) => (number === 1 ? socket.end(text) : socket.write(whole)));
    const { data, errors } = await graph.ask();
    expect(data).toEqual({ greeting: null });
    expect(errors?.map(({ extensions }) => extensions.details?.cause)).toEqual(['the connection failed (ECONNRESET)']);
    expect(await graph.ask()).toEqual(greeted);
  });

  test('one that is said to be too long is not waited for', async () => {
    const graph = await answering((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 999999999\r\n\r\n{'));
    const { errors } = await graph.ask();
    expect(errors?.[0]?.message).toContain('its answer exceeds 33554432 bytes');
  });
});
