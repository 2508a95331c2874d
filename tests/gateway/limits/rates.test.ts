import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Rates } from '../../../gateway/guard/rates.js';
import { TokenBuckets } from '../../../gateway/guard/token-buckets.js';
import { anonymous, type Caller } from '../../../kit/identity/caller.js';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';
import { readySocket } from '../streams/socket.js';

const towns = { sdl: 'type Query { town: String }', resolvers: { Query: { town: () => 'Huashi' } } };

let graph: PlainGraph;
beforeAll(async () => {
  graph = await openPlainGraph({ towns }, { RATE_CALLER: '1', TRUSTED_PROXIES: '1' });
});
afterAll(() => graph.close());

function from(address: string): Record<string, string> {
  return { 'x-forwarded-for': address, 'accept-language': 'en' };
}

async function statusOf(address: string): Promise<number> {
  return (await graph.ask('{ town }', from(address))).status;
}

test('ten seconds’ worth may come at once; then a caller waits, and the answer says how long', async () => {
  for (let count = 0; count < 10; count += 1) expect(await statusOf('192.0.2.1')).toBe(200);
  const response = await fetch(`${graph.origin}/graphql?query={town}`, { headers: from('192.0.2.1') });
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1']);
  expect(await response.json()).toEqual({
    errors: [
      {
        message: 'You send requests too fast. Try again in 1 s.',
        extensions: { code: 'LIMITED', reason: 'TOO_MANY_REQUESTS', details: { retryAfter: 1 } },
      },
    ],
  });
  // Somebody else is not kept waiting.
  expect(await statusOf('192.0.2.2')).toBe(200);
});

test('what a client writes of itself before its proxy does makes nobody else of it', async () => {
  for (let count = 0; count < 10; count += 1) await statusOf(`10.0.0.${count}, 192.0.2.3`);
  expect(await statusOf('10.0.0.99, 192.0.2.3')).toBe(429);
  for (let count = 0; count < 10; count += 1) await statusOf(`2001:db8:0:1::${count}`);
  expect(await statusOf('2001:db8:0:1:ffff::1')).toBe(429);
  expect(await statusOf('2001:db8:0:2::1')).toBe(200);
});

test('a port that a proxy tells makes nobody else of it, nor does what is no address', async () => {
  for (let count = 0; count < 10; count += 1) await statusOf(`192.0.2.4:${40_000 + count}`);
  expect(await statusOf('192.0.2.4')).toBe(429);
  for (let count = 0; count < 10; count += 1) await statusOf(`[2001:db8:0:9::${count}]:${40_000 + count}`);
  expect(await statusOf('[2001:db8:0:9::1]')).toBe(429);
  // What is no address counts as the proxy itself.
  for (let count = 0; count < 10; count += 1) await statusOf(`unknown-${count}`);
  expect(await statusOf('unknown')).toBe(429);
});

test('operations of a WebSocket are counted like any others', async () => {
  const alone = await openPlainGraph({ towns }, { RATE_CALLER: '1' });
  const socket = await readySocket(alone.origin, { 'accept-language': 'en' });
  const outcomes: string[] = [];
  for (let count = 0; count < 10; count += 1) {
    socket.subscribe(String(count), '{ town }');
    outcomes.push((await socket.all(String(count)))[0]?.type ?? '');
  }
  // The handshake's own connection_init was the first of ten.
  expect(outcomes).toEqual([...Array.from({ length: 9 }, () => 'next'), 'error']);
  socket.close();
  await alone.close();
});

const person: Caller = { ...anonymous, kind: 'person', subject: 'a', client: 'desk' };

function countsUntilRefused(rates: Rates, caller: (count: number) => Caller): number {
  for (let count = 0; count < 1_000; count += 1) {
    try {
      rates.count(caller(count), '192.0.2.1');
    } catch {
      return count;
    }
  }
  return 1_000;
}

test('a caller is the same from every address, a client the same for all its callers, and time fills both', () => {
  let now = 0;
  const settings = { perCaller: 2, perClient: 5, refusals: 1 };
  const rates = new Rates(settings, () => now);
  expect(countsUntilRefused(rates, () => person)).toBe(20);
  expect(() => rates.count(person, '192.0.2.9')).toThrow('您的请求过于频繁,请在 1 秒后重试。');
  now = 1_500;
  expect(countsUntilRefused(rates, () => person)).toBe(3);
  const others = new Rates(settings, () => now);
  expect(countsUntilRefused(others, (count) => ({ ...person, subject: `p${count}` }))).toBe(50);
  expect(() => others.count({ ...person, subject: 'new' }, '')).toThrow('该客户端的请求过于频繁');
  expect(() => others.count({ ...person, subject: 'new', client: 'other' }, '')).not.toThrow();
});

test('an address whose tokens are refused again and again is not listened to for a while', () => {
  let now = 0;
  const rates = new Rates({ perCaller: 1, perClient: 1, refusals: 1 }, () => now);
  for (let count = 0; count < 10; count += 1) {
    expect(() => rates.admit('192.0.2.1')).not.toThrow();
    rates.refused('192.0.2.1');
  }
  expect(() => rates.admit('192.0.2.1')).toThrow('此地址的登录多次被拒,请在 1 秒后重试。');
  expect(() => rates.admit('192.0.2.2')).not.toThrow();
  now = 1_000;
  expect(() => rates.admit('192.0.2.1')).not.toThrow();
});

test('what is full again is forgotten, so that ever new addresses fill no memory', () => {
  let now = 0;
  const buckets = new TokenBuckets(1, () => now);
  for (let count = 0; count < 10_000; count += 1) buckets.take(`address ${count}`);
  now = 60_000;
  buckets.take('one more');
  expect(buckets.size).toBe(1);
});
