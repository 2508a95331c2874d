import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../gateway/config.js';
import { Count } from '../../../gateway/telemetry/instruments.js';
import { Metrics } from '../../../gateway/telemetry/metrics.js';
import { observedMetrics } from '../../../gateway/telemetry/observed.js';
import { textOf } from '../../house/readme-blocks.js';
import { listen } from '../identity/issuer-server.js';
import { openPlainGraph, type PlainGraph, supergraphOf, openOn } from '../plain/plain-graph.js';
import { readySocket } from '../streams/socket.js';
import { send } from '../../support/raw-request.js';
import { scrape } from './scrape.js';

const subgraphs = {
  towns: {
    sdl: 'type Query { towns: [Town] } type Mutation { rename: Town } type Town @key(fields: "id") { id: ID! name: String }',
    resolvers: {
      Query: { towns: () => [{ id: '1', name: '甲' }] },
      Mutation: { rename: () => ({ id: '1', name: '乙' }) },
    },
  },
  counts: {
    sdl: 'type Query { broken: Int odd: Int } type Town @key(fields: "id") { id: ID! people: Int }',
    answer: ({ query }: { query: string }) => {
      if (query.includes('odd'))
        return { body: '{"data":{"odd":null},"errors":[{"message":"no","extensions":{"code":"THEIR_OWN"}}]}' };
      return query.includes('broken')
        ? { body: 'no JSON', type: 'text/html' }
        : { body: '{"data":{"_entities":[{"people":7}]}}' };
    },
  },
};

const settings = { ADMIN_PORT: '0', RATE_CALLER: '100000', RATE_CLIENT: '100000', LIMIT_DEPTH: '5', LIMIT_COST: '40' };

describe('The admin port of a gateway', () => {
  let graph: PlainGraph;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'yimen-manifest-'));
    const manifest = path.join(folder, 'manifest.json');
    await writeFile(manifest, JSON.stringify({ one: 'query TownNames { towns { name } }' }));
    graph = await openPlainGraph(subgraphs, { ...settings, TRUSTED_DOCUMENTS: manifest });
  });

  afterAll(async () => {
    await graph?.close();
    await rm(folder, { recursive: true });
  });

  async function change(name: string, work: () => Promise<unknown>): Promise<number> {
    const before = await scrape(graph.gateway.admin);
    await work();
    const after = await scrape(graph.gateway.admin);
    return (after.get(name) ?? 0) - (before.get(name) ?? 0);
  }

  const requests = (kind: string, code: string, protocol = 'http') =>
    `yimen_requests_total{protocol="${protocol}",operation_type="${kind}",code="${code}"}`;

  test.each([
    ['a query', '{ towns { name } }', requests('query', 'OK')],
    ['a mutation', 'mutation { rename { name } }', requests('mutation', 'OK')],
    ['a field that failed', '{ broken }', requests('query', 'UPSTREAM')],
    ['a code of a subgraph’s own', '{ odd }', requests('query', '_OTHER')],
    ['what is no GraphQL', '{ towns', requests('unknown', 'GRAPHQL_PARSE_FAILED')],
    ['what fits no schema', '{ villages }', requests('unknown', 'GRAPHQL_VALIDATION_FAILED')],
    ['a refusal for depth', '{ a { b { c { d { e { f } } } } } }', 'yimen_refusals_total{reason="DOCUMENT_TOO_DEEP"}'],
    [
      'a refusal for cost',
      '{ a: towns { id } b: towns { id } c: towns { id } d: towns { id } e: towns { id } }',
      'yimen_refusals_total{reason="TOO_COSTLY"}',
    ],
    ['a fetch', '{ towns { name } }', 'yimen_fetches_total{subgraph="towns",outcome="ok"}'],
    ['its time', '{ towns { name } }', 'yimen_fetch_duration_seconds_count{subgraph="towns"}'],
    ['a join', '{ towns { people } }', 'yimen_fetches_total{subgraph="counts",outcome="ok"}'],
    ['a fetch that failed', '{ broken }', 'yimen_fetches_total{subgraph="counts",outcome="SUBGRAPH_ANSWER_UNUSABLE"}'],
    ['a new operation', '{ new: towns { name } }', 'yimen_operation_cache_lookups_total{result="miss"}'],
    ['the same again', '{ new: towns { name } }', 'yimen_operation_cache_lookups_total{result="hit"}'],
    ['planning', '{ newer: towns { name } }', 'yimen_phase_duration_seconds_count{phase="plan"}'],
    ['validating', '{ newest: towns { name } }', 'yimen_phase_duration_seconds_count{phase="validate"}'],
    [
      'a name of the manifest',
      'query TownNames { towns { name } }',
      'yimen_named_operations_total{operation_name="TownNames"}',
    ],
  ])('counts %s', async (_, query, series) => {
    expect(await change(series, () => graph.ask(query))).toBe(1);
  });

  test('counts what comes over a WebSocket, and the socket while it is open', async () => {
    const socket = await readySocket(graph.origin);
    const series = requests('query', 'OK', 'websocket');
    const count = await change(series, async () => {
      socket.subscribe('1', '{ towns { name } }');
      await socket.all('1');
    });
    expect(count).toBe(1);
    expect((await scrape(graph.gateway.admin)).get('yimen_live_connections')).toBe(1);
    socket.close();
    await socket.closed;
  });

  test('tells a thousand names that clients make up by none of them', async () => {
    const before = [...(await scrape(graph.gateway.admin)).keys()];
    const names = Array.from({ length: 1_000 }, (_, index) => `Made${index}`);
    const work = async (): Promise<void> => {
      for (let name = names.pop(); name; name = names.pop()) await graph.ask(`query ${name} { __typename }`);
    };
    const series = requests('query', 'OK');
    expect(await change(series, () => Promise.all([work(), work(), work(), work()]))).toBe(1_000);
    const after = [...(await scrape(graph.gateway.admin)).keys()];
    expect(after.filter((name) => name.includes('Made'))).toEqual([]);
    expect(after.length - before.length).toBeLessThan(20);
  });

  test('tells of the process, the graph and each subgraph', async () => {
    const series = await scrape(graph.gateway.admin);
    expect(series.get('yimen_graph_subgraphs')).toBe(2);
    expect(series.get('yimen_graph_installations_total')).toBe(1);
    expect(series.get('yimen_subgraph_breaker_open{subgraph="towns"}')).toBe(0);
    expect(series.get('yimen_subgraph_retries_total{subgraph="towns"}')).toBe(0);
    expect(series.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    expect(series.get('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
    expect([...series.keys()].some((name) => name.startsWith('nodejs_gc_duration_seconds_bucket'))).toBe(true);
  });

  test('has metrics and health, and nothing else', async () => {
    const statuses = async (origin: string | null) =>
      Promise.all(
        ['metrics', 'live', 'ready', 'graphql', ''].map(async (at) => (await fetch(`${origin}/${at}`)).status),
      );
    expect(await statuses(graph.gateway.admin)).toEqual([200, 200, 200, 404, 404]);
    expect((await statuses(graph.origin))[0]).toBe(404);
    expect((await fetch(`${graph.gateway.admin}/metrics`, { method: 'POST' })).status).toBe(405);
  });

  test('is not read by a page that calls itself by a name of its own', async () => {
    const headers = { host: 'attacker.example' };
    const answer = await send(graph.gateway.admin ?? '', { method: 'GET', path: '/metrics', headers });
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain('yimen_');
  });
});

describe('Its settings', () => {
  test('leave it away unless it is asked for', async () => {
    const gateway = await openOn(supergraphOf({ towns: subgraphs.towns }));
    expect(gateway.admin).toBeNull();
    await gateway.close();
    expect(readConfig({}).telemetry.admin).toBeNull();
  });

  test('keep it to this machine unless they say otherwise', () => {
    expect(readConfig({ ADMIN_PORT: '9464' }).telemetry.admin).toEqual({ host: '127.0.0.1', port: 9464 });
    expect(readConfig({ ADMIN_PORT: '9464', ADMIN_HOST: '10.0.0.7' }).telemetry.admin?.host).toBe('10.0.0.7');
  });

  test('never put it on the public port', () => {
    expect(() => readConfig({ PORT: '4100', ADMIN_PORT: '4100' })).toThrow(
      'ADMIN_PORT is 4100, which is PORT: what operators see is not for the public port.',
    );
    expect(() => readConfig({ ADMIN_PORT: '4000', ADMIN_HOST: '10.0.0.7' })).toThrow('ADMIN_PORT is 4000');
  });

  test('are named where its port is taken', async () => {
    const server = createServer();
    const port = await listen(server);
    const opening = openOn(supergraphOf({ towns: subgraphs.towns }), { ADMIN_PORT: String(port) });
    await expect(opening).rejects.toThrow('set ADMIN_PORT to a free port');
    await new Promise((resolve) => server.close(resolve));
  });
});

test('Ten thousand names, codes, reasons and outcomes grow into some hundreds of numbers', () => {
  const metrics = new Metrics(new Set(['Known']));
  for (let index = 0; index < 10_000; index += 1) {
    metrics.answered('http', 'query', `Made${index}`, `CODE_${index}`, 1);
    metrics.answered(`protocol${index}`, `kind${index}`, undefined, 'OK', 1);
    metrics.refused(`REASON_${index}`);
    metrics.fetched('towns', `outcome${index}`, 1);
  }
  const numbers = metrics.families.flatMap(({ children }) => children);
  expect(numbers.length).toBeLessThan(1_000);
  expect(numbers.filter(({ labels }) => labels['operation_name'] !== undefined)).toHaveLength(2);
  const requests = metrics.families.find(({ name }) => name === 'yimen_requests_total')?.children ?? [];
  expect(requests.reduce((sum, number) => sum + (number instanceof Count ? number.value : 0), 0)).toBe(20_000);
});

test('docs/operations.md lists every metric of ours, and no other', () => {
  const listed = [...textOf('docs/operations.md').matchAll(/^\| `((?:yimen|db_client)_\w+)`/gm)].map(
    ([, name]) => name,
  );
  const ours = [...new Metrics(new Set()).families, ...observedMetrics].map(({ name }) => name);
  expect(listed.toSorted()).toEqual(ours.toSorted());
});
