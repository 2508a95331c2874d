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

/** 3,000,000 times one letter in chunks; every other one is the last of its connection. */
function threeMegabytes(index: number): Buffer {
  const long = Buffer.from(JSON.stringify({ data: { greeting: String.fromCharCode(97 + index).repeat(3_000_000) } }));
  const text = chunked(long.subarray(0, 700_001), long.subarray(700_001));
  if (index % 2 === 0) return text;
  const line = text.indexOf('\r\n');
  return Buffer.concat([text.subarray(0, line), Buffer.from('\r\nConnection: close'), text.subarray(line)]);
}
