import { describe, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { OperationTypeNode } from 'graphql';
import { anonymous } from '../../../kit/identity/caller.js';
import { relayedHeaders } from '../../../gateway/sources/relayed-headers.js';
import { anonymousContext } from '../execution/federation.js';
import { openFaultyGraph } from './faulty-graph.js';
import { type FaultySource, openFaultySource } from './faulty-source.js';
import { closedAfterEach } from '../../support/closed-after.js';

const keep = closedAfterEach();

/** Each of its answers takes 300 ms. */
async function slow(...options: Parameters<typeof openFaultySource>): Promise<FaultySource> {
  const source = keep(await openFaultySource(...options));
  source.server.fault = 'answers late';
  return source;
}

test('Equal queries at the same time are one call, and each client reads its answer', async () => {
  const graph = keep(await openFaultyGraph());
  await graph.ask('{ faulty }');
  graph.server.fault = 'answers late';
  const answers = await Promise.all(Array.from({ length: 20 }, () => graph.ask('{ faulty }')));
  expect(answers.map(({ data }) => data)).toEqual(Array(20).fill({ faulty: 'well' }));
  expect(graph.server.requests).toHaveLength(1);
});

test('One after the other they are as many calls: nothing is kept', async () => {
  const source = await slow();
  await source.ask();
  await source.ask();
  expect(source.server.requests).toHaveLength(2);
});

describe('Queries are calls of their own', () => {
  const somebody = { ...anonymous, kind: 'person', subject: 'p-1' } as const;
  test.each([
    ['of other texts', { first: [{}, '{ a }'], second: [{}, '{ b }'] }],
    ['of other variables', { first: [{}, '{ a }', { x: 1 }], second: [{}, '{ a }', { x: 2 }] }],
    ['with other tokens', { first: [{ token: 'one' }], second: [{ token: 'two' }] }],
    ['in other languages', { first: [{ language: 'zh' }], second: [{ language: 'en' }] }],
    ['for other purposes', { first: [{ purpose: 'P1' }], second: [{ purpose: 'P2' }] }],
    ['of other callers', { first: [{ caller: somebody }], second: [{ caller: { ...somebody, subject: 'p-2' } }] }],
    ['of nobody and somebody', { first: [{}], second: [{ caller: somebody }] }],
    ['of clients of one person', { first: [{ caller: somebody }], second: [{ caller: { ...somebody, client: 'c' } }] }],
    ['beside a mutation’s reads', { first: [{}], second: [{ runs: OperationTypeNode.MUTATION }] }],
    ['inside mutations', { first: [{ runs: 'mutation' }], second: [{ runs: 'mutation' }] }],
    ['of requests that say not what they run', { first: [{ runs: undefined }], second: [{ runs: undefined }] }],
  ])('%s', async (_which, { first, second }) => {
    const source = await slow();
    const ask = (given: readonly unknown[]) => source.ask(...(given as Parameters<FaultySource['ask']>));
    expect(await Promise.all([ask(first), ask(second)])).toEqual(['well', 'well']);
    expect(source.server.requests).toHaveLength(2);
  });

  test('where sharing is switched off', async () => {
    const source = await slow({ sharing: false });
    await Promise.all([source.ask(), source.ask()]);
    expect(source.server.requests).toHaveLength(2);
  });

  test('once a mutation that was asked meanwhile is answered: who asks then sees what it wrote', async () => {
    const source = await slow({}, () => '{"data":{"a":1}}');
    const before = source.ask();
    while (source.server.requests.length === 0) await pause(5);
    source.server.fault = 'none';
    await source.ask({ runs: OperationTypeNode.MUTATION }, 'mutation { m }');
    const after = source.ask();
    expect(await Promise.all([before, after])).toEqual(['well', 'well']);
    expect(source.server.requests).toHaveLength(2);
  });
});

test('Nothing that a subgraph is told of a caller is left out when two are compared', () => {
  const told = relayedHeaders({ ...anonymousContext(), token: 'one', purpose: 'P1' });
  // `relaySame` compares the others; the request id names a request and asks for nothing.
  expect(Object.keys(told).sort()).toEqual(['accept-language', 'authorization', 'x-purpose', 'x-request-id']);
});

describe('Each that shares has a deadline of its own', () => {
  test('and one that gives up ends nothing for the others', async () => {
    const source = await slow();
    const leaving = source.ask({ signal: AbortSignal.timeout(60) });
    const staying = source.ask();
    expect(await leaving).toBe('SUBGRAPH_TIMEOUT');
    expect(await staying).toBe('well');
    expect(source.server.requests).toHaveLength(1);
  });

  test('and when all have given up, the call is abandoned and nobody joins it', async () => {
    const source = await slow();
    source.server.fault = 'never answers';
    const both = [source.ask({ signal: AbortSignal.timeout(40) }), source.ask({ signal: AbortSignal.timeout(60) })];
    expect(await Promise.all(both)).toEqual(['SUBGRAPH_TIMEOUT', 'SUBGRAPH_TIMEOUT']);
    source.server.fault = 'none';
    expect(await source.ask()).toBe('well');
    expect(source.server.requests).toHaveLength(1);
  });

  test('and a call that is older than its time is not joined', async () => {
    const source = await slow({ timeout: 1_000 });
    const first = source.ask();
    await pause(20);
    source.pass(1.1);
    const second = source.ask();
    expect(await Promise.all([first, second])).toEqual(['well', 'well']);
    expect(source.server.requests).toHaveLength(2);
  });
});
