import { afterEach, expect, test } from '@jest/globals';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { chunked, openRawGraph, type RawGraph } from './raw-subgraph.js';

let graph: RawGraph;
afterEach(() => graph.close());

test('Answers of three megabytes in chunks, beside some that break off, are whole in the memory of those before', async () => {
  const sockets: Socket[] = [];
  graph = await openRawGraph(async (socket) => {
    if (sockets.push(socket) < 8) return;
    const answers = sockets.splice(0).map((each, index) => ({ each, index, text: threeMegabytes(index) }));
    for (let piece = 0; piece < 10; piece += 1) {
      for (const { each, index, text } of answers) {
        if (index % 4 === 3 && piece === 6) each.destroy();
        else each.write(text.subarray(piece * 310_000, (piece + 1) * 310_000));
      }
      await pause(5);
    }
  });
  for (let round = 0; round < 4; round += 1) {
    const told = await Promise.all(Array.from({ length: 8 }, () => graph.ask()));
    const lettersOf = ({ data }: (typeof told)[number]): string => {
      const { greeting } = data as { greeting: string | null };
      return greeting === null ? '-' : `${[...new Set(greeting)].join('')}${greeting.length}`;
    };
    expect(told.map(lettersOf).sort()).toEqual(
      ['-', '-', ...['a', 'b', 'c', 'e', 'f', 'g'].map((letter) => `${letter}3000000`)].sort(),
    );
  }
});

test('Of answers without end the one that began first is given up before the others have taken as much', async () => {
  const sockets: Socket[] = [];
  const ended: Socket[] = [];
  graph = await openRawGraph(async (socket) => {
    socket.once('close', () => ended.push(socket));
    if (sockets.push(socket) < 8) return;
    for (const each of sockets) {
      writeWithoutEnd(each);
      await pause(each === sockets[0] ? 50 : 0);
    }
  });
  const asked = Array.from({ length: 8 }, () => graph.ask());
  const first = await Promise.race(asked);
  const written = sockets.reduce((sum, { bytesWritten }) => sum + bytesWritten, 0);
  expect(first.errors?.map(({ extensions }) => extensions)).toEqual([
    expect.objectContaining({
      reason: 'SUBGRAPH_ANSWER_UNUSABLE',
      details: { subgraph: 'greetings', cause: 'its answer exceeds 33554432 bytes' },
    }),
  ]);
  // 32 MiB of it; of the others one each, and what the system holds for them. Taking turns it would be 256 MiB.
  expect(written).toBeLessThan(150 * 1_048_576);
  while (ended.length === 0) await pause(1);
  expect(sockets.indexOf(ended[0] as Socket)).toBe(0);
  for (const each of sockets) each.destroy();
  await Promise.all(asked);
});

function writeWithoutEnd(socket: Socket): void {
  const piece = Buffer.from(`19000\r\n${' '.repeat(0x19000)}\r\n`);
  const more = (error?: Error | null): void => {
    if (!error) socket.write(piece, more);
  };
  socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', more);
}

/** 3,000,000 times one letter in chunks; every other one is the last of its connection. */
function threeMegabytes(index: number): Buffer {
  const long = Buffer.from(JSON.stringify({ data: { greeting: String.fromCharCode(97 + index).repeat(3_000_000) } }));
  const text = chunked(long.subarray(0, 700_001), long.subarray(700_001));
  if (index % 2 === 0) return text;
  const line = text.indexOf('\r\n');
  return Buffer.concat([text.subarray(0, line), Buffer.from('\r\nConnection: close'), text.subarray(line)]);
}
