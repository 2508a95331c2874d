import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { questionsTo } from '../../../gateway/portal-questions.js';
import { openSubgraphServer } from '../../../gateway/subgraph-server.js';
import { Telemetry } from '../../../gateway/telemetry/telemetry.js';
import { type EventPortal, openEventPortal } from '../../subgraphs/dispatch/event-portal.js';
import pulse from '../../support/fixtures/pulse/index.js';
import { copyProject, type TestProject } from '../../support/project.js';
import { readySocket } from '../streams/socket.js';
import { openStreamingPortal } from '../streams/streaming-portal.js';
import { attributesOf, type CollectedSpan, type Collector, openCollector, treeOf } from './collector.js';
import { keptLines } from './kept-lines.js';

const beats = 'subscription Beats { beats(to: 2) { number region { name } } }';

/** Reads a stream over SSE to its end. */
async function streamed(origin: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query: beats }),
  });
  return response.text();
}

/** Roots of traces of this name, in the order in which they began. */
function rootsOf({ spans }: Pick<Collector, 'spans'>, name: string): CollectedSpan[] {
  return spans
    .filter((span) => span.name === name && (span.parentSpanId ?? '') === '')
    .sort((one, other) => Number(BigInt(one.startTimeUnixNano) - BigInt(other.startTimeUnixNano)));
}

function linked({ links = [] }: CollectedSpan) {
  return links.map(({ traceId, spanId }) => ({ traceId, spanId }));
}

describe('Of a live stream that is traced', () => {
  let collector: Collector;

  beforeAll(async () => {
    collector = await openCollector();
    const portal = await openStreamingPortal({ environment: { TRACES_URL: collector.url } });
    expect(await streamed(portal.origin, { 'x-request-id': 'opened-1' })).toContain('event: complete');
    const socket = await readySocket(portal.origin);
    socket.subscribe('1', beats);
    await socket.all('1');
    socket.close();
    // Closing sends what waits.
    await portal.close();
  });

  afterAll(() => collector?.close());

  test.each([
    ['sse', 'over SSE'],
    ['websocket', 'over a WebSocket'],
  ])('each event has a trace of its own, with its fetches and its SQL, linked to its opening: %s', (protocol) => {
    const isOf = (span: CollectedSpan): boolean => attributesOf(span)['yimen.protocol'] === protocol;
    const [opening, ...more] = rootsOf(collector, 'subscription').filter(isOf);
    const [first, second, ...others] = rootsOf(collector, 'subscription event').filter(isOf);
    if (!opening || !first || !second) throw new Error('A span is missing.');
    expect([more, others]).toEqual([[], []]);
    expect(new Set([opening, first, second].map(({ traceId }) => traceId)).size).toBe(3);
    for (const event of [first, second]) {
      expect(event.kind).toBe(1);
      expect(linked(event)).toEqual([{ traceId: opening.traceId, spanId: opening.spanId }]);
      expect(attributesOf(event)).toMatchObject({
        'graphql.operation.type': 'subscription',
        'graphql.operation.name': 'Beats',
        'yimen.request.id': protocol === 'sse' ? 'opened-1' : expect.stringMatching(/^[\da-f-]{36}$/),
        'yimen.outcome': 'OK',
      });
      for (const span of collector.spans.filter(({ traceId }) => traceId === event.traceId)) {
        expect(BigInt(span.startTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(event.startTimeUnixNano));
        expect(BigInt(span.endTimeUnixNano)).toBeLessThanOrEqual(BigInt(event.endTimeUnixNano));
      }
    }
    expect(treeOf(first, collector.spans)).toEqual([
      'subscription event',
      '  fetch pulse',
      '    Subscription.beats',
      '  fetch authority',
      '    Query._entities',
      '      select',
    ]);
  });
});

test('an event of a module in a process of its own is traced there, linked to the portal’s trace of the opening', async () => {
  const collector = await openCollector();
  const near = await openStreamingPortal();
  const { log } = keptLines();
  const traces = { url: collector.url, ratio: 0, trusted: true };
  const telemetry = await Telemetry.open({ admin: null, slowOperation: 0, traces }, { log, service: 'yimen-pulse' });
  const { database, bus } = near.portal;
  if (!pulse.subgraph) throw new Error('The plug-in has no subgraph.');
  const server = await openSubgraphServer({
    module: { ...pulse, subgraph: pulse.subgraph },
    ground: { database, bus, clock: { now: () => near.clock.moment } },
    ask: questionsTo(null),
    log,
    telemetry,
    host: '127.0.0.1',
    port: 0,
    identify: (authorization) => near.portal.identity.identify(authorization),
  });
  const environment = { SUBGRAPH_PULSE_URL: server.url, TRACES_URL: collector.url };
  const far = await openStreamingPortal({ beside: near, root: near.root, environment });
  expect(await streamed(far.origin, {})).toContain('event: complete');
  await far.close();
  await server.close();
  await telemetry.close();
  await near.close();
  await collector.close();
  const [opening] = rootsOf(collector, 'subscription');
  const answering = collector.spans.find(({ service, name }) => service === 'yimen-pulse' && name === 'graphql');
  expect(answering).toMatchObject({ kind: 2, traceId: opening?.traceId, parentSpanId: opening?.spanId });
  const events = rootsOf(collector, 'subscription event');
  const there = events.filter(({ service }) => service === 'yimen-pulse');
  const here = events.filter(({ service }) => service === 'yimen');
  expect([there.length, here.length]).toEqual([2, 2]);
  // The opening is over when the stream begins, however long that lasts.
  expect(BigInt(answering?.endTimeUnixNano ?? 0)).toBeLessThanOrEqual(BigInt(there[0]?.startTimeUnixNano ?? 0));
  expect(there.map(linked)).toEqual([1, 2].map(() => [{ traceId: opening?.traceId, spanId: answering?.spanId }]));
  expect(here.map(linked)).toEqual([1, 2].map(() => [{ traceId: opening?.traceId, spanId: opening?.spanId }]));
  expect(here[0] && treeOf(here[0], collector.spans)[1]).toBe('  fetch authority');
});

test('of a stream whose client keeps no trace, and is believed, no event is traced', async () => {
  const collector = await openCollector();
  const environment = { TRACES_URL: collector.url, TRACES_TRUSTED: 'yes' };
  const portal = await openStreamingPortal({ environment });
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';
  expect(await streamed(portal.origin, { traceparent })).toContain('event: complete');
  await portal.close();
  await collector.close();
  expect(collector.spans.map(({ name }) => name).filter((name) => name.startsWith('subscription'))).toEqual([]);
});

describe('Of jobs and timers', () => {
  let project: TestProject;
  let collector: Collector;

  /** Has the plug-in emit an event, whose job fails: the row that it writes stands already. */
  async function spill(portal: EventPortal, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    const phone = `139${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
    const person = { name: '欧阳示例', phone, identity: '999999199001019876', address: '示例新村' };
    const query = 'query Spilt($person: Person!) { spill(way: "unique", person: $person) }';
    await portal.ask(query, { person }, { as: 'grid.officer', headers });
    await portal.portal.bus.tick();
  }

  beforeAll(async () => {
    project = await copyProject();
    await project.add('spill');
    collector = await openCollector();
    const portal = await openEventPortal({ root: project.root, environment: { TRACES_URL: collector.url } });
    await portal.report();
    await portal.settle();
    await spill(portal);
    portal.clock.moment = new Date(portal.clock.moment.getTime() + 3_600_000);
    await portal.portal.bus.tick();
    await portal.close();
  });

  afterAll(async () => {
    await collector?.close();
    await project?.drop();
  });

  test('an event’s is the consumer’s in a trace of its own, with its SQL, linked to what emitted the event', () => {
    const [job] = rootsOf(collector, 'process grid');
    if (!job) throw new Error('There is no such span.');
    expect(job.kind).toBe(5);
    expect(attributesOf(job)).toEqual({
      'messaging.system': 'pg-boss',
      'messaging.operation.name': 'process',
      'messaging.operation.type': 'process',
      'messaging.destination.name': 'grid',
      'messaging.message.id': expect.stringMatching(/^[\da-f-]{36}$/),
      'yimen.event': 'EventReported',
    });
    const [root, ...statements] = treeOf(job, collector.spans);
    // A server is first told how long it may take.
    expect([root, ...statements.slice(-2)]).toEqual(['process grid', '  insert', '  select']);
    const [cause] = linked(job);
    const emitting = collector.spans.find(({ spanId }) => spanId === cause?.spanId);
    expect(emitting).toMatchObject({ name: 'fetch dispatch', traceId: cause?.traceId });
    expect(job.traceId).not.toBe(cause?.traceId);
    const [request] = rootsOf(collector, 'mutation');
    expect(request?.traceId).toBe(cause?.traceId);
    expect(
      collector.spans.filter(({ name, traceId }) => name.startsWith('process') && traceId === cause?.traceId),
    ).toEqual([]);
  });

  test('one that fails says so, and not with which values', () => {
    const [job] = rootsOf(collector, 'process spill');
    expect(job && attributesOf(job)).toMatchObject({ 'yimen.event': 'PersonTold', 'error.type': 'INTERNAL' });
    expect(job?.status).toMatchObject({ code: 2 });
    expect(collector.bodies.join('')).not.toMatch(/欧阳示例|139\d{8}/);
  });

  test('a timer’s is the process’ own, and nobody’s in particular', () => {
    const [timer] = rootsOf(collector, 'timer event-log');
    expect(timer).toMatchObject({ kind: 1, links: [] });
    expect(timer && attributesOf(timer)).toEqual({ 'yimen.module': 'kit', 'yimen.timer': 'event-log' });
    const [, ...statements] = timer ? treeOf(timer, collector.spans) : [];
    expect(statements).toEqual(expect.arrayContaining(['  select', '  update']));
  });

  test('those are traced that follow from a traced request, and of the others the share that is told', async () => {
    const few = await openCollector();
    const environment = { TRACES_URL: few.url, TRACES_RATIO: '0', TRACES_TRUSTED: 'yes' };
    const portal = await openEventPortal({ root: project.root, environment });
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    await spill(portal, { traceparent: `00-${traceId}-b7ad6b7169203331-01` });
    await spill(portal, { traceparent: `00-${traceId}-b7ad6b7169203332-00` });
    await spill(portal);
    await portal.report();
    portal.clock.moment = new Date(portal.clock.moment.getTime() + 3_600_000);
    await portal.portal.bus.tick();
    await portal.close();
    await few.close();
    const roots = few.spans.filter(({ parentSpanId }) => (parentSpanId ?? '') === '');
    // Its job fails, so there may have been another try.
    expect([...new Set(roots.map(({ name }) => name))]).toEqual(['process spill']);
    expect([...new Set(roots.flatMap(linked).map((link) => link.traceId))]).toEqual([traceId]);
    expect(roots.filter(({ links = [] }) => links.length !== 1)).toEqual([]);
    const [request] = few.spans.filter(({ parentSpanId }) => parentSpanId === 'b7ad6b7169203331');
    expect(request?.traceId).toBe(traceId);
  });
});
