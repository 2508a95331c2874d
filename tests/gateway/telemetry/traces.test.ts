import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findModules } from '../../../gateway/modules.js';
import { projectRoot } from '../../../gateway/portal.js';
import { questionsTo } from '../../../gateway/portal-questions.js';
import { openSubgraphServer } from '../../../gateway/subgraph-server.js';
import { Telemetry } from '../../../gateway/telemetry/telemetry.js';
import { closedAfterAll } from '../../support/closed-after.js';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';
import { attributesOf, type Collector, openCollector, treeOf } from './collector.js';
import { keptLines } from './kept-lines.js';

const opened = closedAfterAll();

const given = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const traceparent = `00-${given.traceId}-${given.spanId}-01`;

describe('A portal that traces', () => {
  let collector: Collector;
  let portal: TestPortal;

  beforeAll(async () => {
    collector = await openCollector();
    portal = opened(await openPortal({ environment: { TRACES_URL: collector.url } }));
    opened(collector);
  });

  test('tells a question from its arrival to its SQL, and no value of it', async () => {
    const query = 'query MyOwn { me { name regions { name commandCentre { name } } } }';
    const answer = await portal.ask(query, {}, { as: 'grid.officer', headers: { 'x-request-id': 'traced-1' } });
    expect(answer.errors).toBeUndefined();
    const root = await collector.arrived('query');
    expect(root.service).toBe('yimen');
    expect(root.parentSpanId ?? '').toBe('');
    expect(root.kind).toBe(2);
    expect(attributesOf(root)).toMatchObject({
      'graphql.operation.type': 'query',
      'graphql.operation.name': 'MyOwn',
      'yimen.request.id': 'traced-1',
      'yimen.protocol': 'http',
      'yimen.outcome': 'OK',
    });
    expect(treeOf(root, collector.spans)).toEqual([
      'query',
      '  validate',
      '  plan',
      '  fetch authority',
      '    Me.regions',
      '      select',
      '  fetch dispatch',
      '    Region.commandCentre',
      '      select',
    ]);
    const [first] = collector.spans.filter(({ name }) => name === 'select');
    expect(first && attributesOf(first)).toEqual({
      'db.system.name': 'postgresql',
      'db.query.text': expect.stringMatching(
        /^select e\."id", .* from "authority"\."regions" as e where .* in \(\?\) order by e\."code"$/,
      ),
    });
    expect(collector.bodies.join('')).not.toMatch(/JY\d{6}|320281|金清|徐霞客|Bearer/);
    for (const span of collector.spans.filter(({ traceId }) => traceId === root.traceId)) {
      expect(BigInt(span.startTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(root.startTimeUnixNano));
      expect(BigInt(span.endTimeUnixNano)).toBeLessThanOrEqual(BigInt(root.endTimeUnixNano));
    }
  });

  test('does not believe a client’s traceparent', async () => {
    await portal.ask('{ alone: __typename }', {}, { headers: { traceparent } });
    await portal.portal.close();
    expect(collector.spans.map(({ traceId }) => traceId)).not.toContain(given.traceId);
  });
});

test('a module in a process of its own goes on with the portal’s trace', async () => {
  const collector = opened(await openCollector());
  // The rows are shared, so it is the first portal that hears of statements.
  const near = await openPortal({ environment: { TRACES_URL: collector.url, TRACES_RATIO: '0' } });
  const modules = await findModules(projectRoot);
  const module = modules.find(({ name }) => name === 'dispatch');
  if (!module?.subgraph) throw new Error('There is no such module.');
  const traces = { url: collector.url, ratio: 0, trusted: true };
  const { log } = keptLines();
  const telemetry = await Telemetry.open({ admin: null, slowOperation: 0, traces }, { log, service: 'yimen-dispatch' });
  const { database, bus } = near.portal;
  const server = await openSubgraphServer({
    module: { ...module, subgraph: module.subgraph },
    ground: { database, bus, clock: { now: () => near.clock.moment } },
    ask: questionsTo(null),
    log,
    telemetry,
    host: '127.0.0.1',
    port: 0,
    identify: (authorization) => far.portal.identity.identify(authorization),
  });
  const environment = { SUBGRAPH_DISPATCH_URL: server.url, TRACES_URL: collector.url };
  const far = await openPortal({ beside: near, environment });
  const answer = await far.ask('query Far { me { regions { commandCentre { name } } } }', {}, { as: 'grid.officer' });
  await far.close();
  await server.close();
  await telemetry.close();
  await near.close();
  expect(answer.errors).toBeUndefined();
  const asked = collector.spans.find(({ name }) => name === 'fetch dispatch');
  const answered = collector.spans.find(({ service }) => service === 'yimen-dispatch');
  expect(answered).toMatchObject({ name: 'graphql', kind: 2, traceId: asked?.traceId, parentSpanId: asked?.spanId });
  expect(answered && attributesOf(answered)['yimen.request.id']).toBe(answer.headers.get('x-request-id'));
  expect(answered && treeOf(answered, collector.spans)).toEqual(['graphql', '  select']);
});

describe('A gateway', () => {
  const subgraphs = {
    towns: {
      sdl: 'type Query { towns: [Town] } type Town @key(fields: "id") { id: ID! name: String }',
      resolvers: { Query: { towns: () => [{ id: '1', name: '甲' }] } },
    },
  };
  let collector: Collector;

  beforeAll(async () => {
    collector = await openCollector();
  });

  afterAll(() => collector?.close());

  async function asked(settings: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) {
    const graph: PlainGraph = await openPlainGraph(subgraphs, settings);
    await graph.ask('{ towns { name } }', headers);
    // Closing sends what waits.
    await graph.close();
    return graph.requests.map(({ headers: heard }) => heard['traceparent']);
  }

  test('hands a trace on to its subgraphs: each fetch is their parent', async () => {
    const [heard] = await asked({ TRACES_URL: collector.url });
    const fetch = collector.spans.find(({ name }) => name === 'fetch towns');
    expect(heard).toBe(`00-${fetch?.traceId}-${fetch?.spanId}-01`);
    expect(fetch?.kind).toBe(3);
    expect(collector.spans.find(({ name }) => name === 'query')?.service).toBe('yimen-gateway');
  });

  test('goes on with the trace of a client that is believed', async () => {
    const settings = { OTEL_EXPORTER_OTLP_ENDPOINT: new URL(collector.url).origin, TRACES_TRUSTED: 'yes' };
    const [heard] = await asked({ ...settings, TRACES_RATIO: '0' }, { traceparent });
    expect(heard?.slice(0, 36)).toBe(`00-${given.traceId}-`);
    const root = collector.spans.find(({ parentSpanId }) => parentSpanId === given.spanId);
    expect(root).toMatchObject({ name: 'query', traceId: given.traceId });
  });

  test('keeps no trace that such a client does not keep, and says so to subgraphs', async () => {
    const before = collector.spans.length;
    const unsampled = traceparent.replace(/01$/, '00');
    const settings = { TRACES_URL: collector.url, TRACES_TRUSTED: 'yes' };
    expect(await asked(settings, { traceparent: unsampled })).toEqual([unsampled]);
    expect(collector.spans.length).toBe(before);
  });

  test('traces the share that it is told to, and nothing where it is not told where', async () => {
    const before = collector.spans.length;
    expect(await asked({ TRACES_URL: collector.url, TRACES_RATIO: '0' }, { traceparent })).toEqual([undefined]);
    expect(await asked({}, { traceparent })).toEqual([undefined]);
    expect(collector.spans.length).toBe(before);
  });

  test('answers as well when the collector is away', async () => {
    const [heard] = await asked({ TRACES_URL: 'http://127.0.0.1:1/v1/traces' });
    expect(heard).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });
});
