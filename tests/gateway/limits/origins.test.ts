import { beforeAll, expect, test } from '@jest/globals';
import { closedAfterAll } from '../../support/closed-after.js';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';
import { openSocket } from '../streams/socket.js';

const towns = { sdl: 'type Query { town: String }', resolvers: { Query: { town: () => 'Huashi' } } };
const desk = 'https://desk.example.cn';

const keep = closedAfterAll();
let graph: PlainGraph;
let closed: PlainGraph;
beforeAll(async () => {
  graph = keep(await openPlainGraph({ towns }, { CORS_ORIGINS: `${desk}, https://map.example.cn:8443` }));
  closed = keep(await openPlainGraph({ towns }));
});

async function preflight({ origin }: PlainGraph, from: string) {
  const headers = { origin: from, 'access-control-request-method': 'POST' };
  const response = await fetch(`${origin}/graphql`, { method: 'OPTIONS', headers });
  return [response.status, response.headers.get('access-control-allow-origin')];
}

test('a page of an allowed origin may ask, after asking whether it may', async () => {
  expect(await preflight(graph, desk)).toEqual([204, desk]);
  expect(await preflight(graph, 'https://map.example.cn:8443')).toEqual([204, 'https://map.example.cn:8443']);
  const headers = { origin: desk, 'content-type': 'application/json' };
  const body = JSON.stringify({ query: '{ town }' });
  const response = await fetch(`${graph.origin}/graphql`, { method: 'POST', headers, body });
  expect(response.headers.get('access-control-allow-origin')).toBe(desk);
  expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  expect(response.headers.get('vary')).toContain('origin');
  expect(await response.json()).toEqual({ data: { town: 'Huashi' } });
});

test('a page of another origin, or without a setting of any, is allowed nothing', async () => {
  for (const origin of ['https://desk.example.cn.evil.cn', 'http://desk.example.cn', 'null'])
    expect(await preflight(graph, origin)).toEqual([405, null]);
  expect(await preflight(closed, desk)).toEqual([405, null]);
});

test('a WebSocket opens from an allowed origin and from no other', async () => {
  const socket = await openSocket(graph.origin, { headers: { origin: desk } });
  socket.close();
  await expect(openSocket(graph.origin, { headers: { origin: 'https://evil.cn' } })).rejects.toThrow('403');
  await expect(openSocket(closed.origin, { headers: { origin: desk } })).rejects.toThrow('403');
});

test('what is no origin ends the start with a sentence', async () => {
  for (const CORS_ORIGINS of ['desk.example.cn', 'https://desk.example.cn/', '*'])
    await expect(openPlainGraph({ towns }, { CORS_ORIGINS })).rejects.toThrow(
      `CORS_ORIGINS names "${CORS_ORIGINS}"; an origin is a scheme, a host and a port, and no path.`,
    );
});
