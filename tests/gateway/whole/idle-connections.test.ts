import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { WholeRequests } from '../../../gateway/http/whole/whole-requests.js';
import { openRawClient } from './raw-client.js';

/** How long a connection stands that asks so often, then nothing: milliseconds, and what has come. */
async function standing(
  requests: number,
  piece: string,
): Promise<{ readonly milliseconds: number; readonly text: string }> {
  const server = createServer({ keepAliveTimeout: 1_500 }, (_, response) => response.end('by Node'));
  const answer = { status: 200, headers: {}, text: 'whole', isBytes: false, rest: null, ends: false };
  const visit = () => ({ answer: Promise.resolve(answer), leave() {} });
  const whole = new WholeRequests(server, { first: 150, next: 1_500 }, visit);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = await openRawClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  for (let index = 0; index < requests; index += 1) {
    await client.send(piece);
    await client.answers(index + 1);
  }
  const begun = performance.now();
  await client.closed();
  const outcome = { milliseconds: performance.now() - begun, text: client.received };
  expect(whole.isIdle).toBe(true);
  await new Promise((resolve) => server.close(resolve));
  return outcome;
}

const piece = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n';

test('a connection that never asks is closed after the first limit', async () => {
  const { milliseconds, text } = await standing(0, piece);
  expect(text).toBe('');
  expect(milliseconds).toBeGreaterThan(100);
  expect(milliseconds).toBeLessThan(1_400);
});

test('a connection that has been answered is kept for the second, and then closed', async () => {
  const { milliseconds, text } = await standing(2, piece);
  expect(text.match(/\r\n\r\nwhole/g)).toHaveLength(2);
  expect(milliseconds).toBeGreaterThan(1_000);
  expect(milliseconds).toBeLessThan(5_000);
});

test('a connection that was passed on is kept and closed by Node', async () => {
  const { milliseconds, text } = await standing(2, piece.replace('POST', 'GET'));
  expect(text.match(/by Node/g)).toHaveLength(2);
  expect(milliseconds).toBeGreaterThan(1_000);
  expect(milliseconds).toBeLessThan(6_000);
});
