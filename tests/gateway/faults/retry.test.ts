import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { OperationTypeNode, parse } from 'graphql';
import { openFaultyGraph } from './faulty-graph.js';
import { type FaultySource, openFaultySource, times } from './faulty-source.js';
import { createRemoteSource } from '../../../gateway/sources/remote-source.js';
import { anonymousContext } from '../execution/federation.js';
import { closedAfterEach } from '../../support/closed-after.js';

const keep = closedAfterEach();

async function faulty(...options: Parameters<typeof openFaultySource>): Promise<FaultySource> {
  return keep(await openFaultySource({ breaker: false, ...options[0] }, options[1]));
}

describe('A query is sent once more', () => {
  test('when the connection breaks off, and again only once', async () => {
    const source = await faulty();
    source.server.fault = 'resets';
    expect(await source.ask()).toBe('SUBGRAPH_UNREACHABLE');
    expect(source.server.requests).toHaveLength(2);
  });

  test('and the caller sees the second answer alone', async () => {
    const graph = keep(await openFaultyGraph());
    graph.server.fault = 'flaps';
    const answers = await times(3, () => graph.ask('{ faulty }'));
    expect(answers.map(({ data }) => data)).toEqual([{ faulty: null }, { faulty: null }, { faulty: 'well' }]);
    expect(graph.server.requests).toHaveLength(5);
  });

  test.each([502, 503, 504])('when it answers %d', async (status) => {
    const { ask, answered } = await answering([[status], [200]]);
    expect(await ask()).toEqual({ data: { a: 1 } });
    expect(answered()).toBe(2);
  });

  test('not before its Retry-After, where that is within the deadline', async () => {
    const { ask } = await answering([[503, '1'], [200]]);
    const begun = performance.now();
    expect(await ask({ deadline: performance.now() + 3_000 })).toEqual({ data: { a: 1 } });
    expect(performance.now() - begun).toBeGreaterThanOrEqual(1_000);
  });

  test('not at all, where Retry-After is later than the deadline or the subgraph’s own time', async () => {
    for (const [wait, deadline] of [
      ['2', 1_900],
      ['10', 60_000],
      [new Date(Date.now() + 3_600_000).toUTCString(), 60_000],
    ] as const) {
      const { ask, answered } = await answering([[503, wait], [200]]);
      const begun = performance.now();
      await expect(ask({ deadline: begun + deadline })).rejects.toMatchObject({ code: 'UPSTREAM' });
      expect(performance.now() - begun).toBeLessThan(1_800);
      expect(answered()).toBe(1);
    }
  });
});

describe('A call is sent once', () => {
  test('inside a mutation, reads as well', async () => {
    const source = await faulty();
    source.server.fault = 'resets';
    expect(await source.ask({ runs: OperationTypeNode.MUTATION })).toBe('SUBGRAPH_UNREACHABLE');
    expect(source.server.requests).toHaveLength(1);
  });

  test('inside a mutation, from the client’s request on', async () => {
    const graph = keep(await openFaultyGraph({ SUBGRAPH_BREAKER: 'off' }));
    graph.server.fault = 'resets';
    expect((await graph.ask('mutation { change }')).data).toEqual({ change: null });
    expect(graph.server.requests).toHaveLength(1);
    await graph.ask('{ faulty }');
    expect(graph.server.requests).toHaveLength(3);
  });

  test.each(['status 500', 'truncated', 'HTML', 'redirect'] as const)('when it answers: %s', async (fault) => {
    const source = await faulty();
    source.server.fault = fault;
    expect(await source.ask()).toBe('SUBGRAPH_ANSWER_UNUSABLE');
    expect(source.server.requests).toHaveLength(1);
  });

  test('where second tries are switched off', async () => {
    const source = await faulty({ retry: false });
    source.server.fault = 'resets';
    await source.ask();
    expect(source.server.requests).toHaveLength(1);
  });

  test('when its deadline would be over', async () => {
    const source = await faulty();
    source.server.fault = 'resets';
    await source.ask({ deadline: performance.now() + 10 });
    expect(source.server.requests).toHaveLength(1);
  });
});

describe('Second tries are at most', () => {
  test('three in ten seconds where there are few calls', async () => {
    const source = await faulty();
    source.server.fault = 'resets';
    await times(10, () => source.ask());
    expect(source.server.requests).toHaveLength(13);
    source.pass(10);
    await times(10, () => source.ask());
    expect(source.server.requests).toHaveLength(26);
  });

  test('a tenth of the calls of the last ten seconds', async () => {
    const source = await faulty();
    await times(100, () => source.ask());
    source.pass(5);
    source.server.fault = 'resets';
    await times(30, () => source.ask());
    // 130 calls: 13 second tries at the end, 10 of them at the first already.
    expect(source.server.requests.length - 30).toBe(13);
    source.pass(6);
    source.server.fault = 'resets';
    await times(30, () => source.ask());
    // The first hundred are forgotten: 60 calls, 13 second tries among them, so none is left.
    expect(source.server.requests.length - 30).toBe(0);
  });

  test('none when the first try opened the breaker, and the caller is told of that try', async () => {
    const source = await faulty({ breaker: true });
    source.server.fault = 'status 500';
    await times(19, () => source.ask());
    source.server.fault = 'resets';
    expect(await source.ask()).toBe('SUBGRAPH_UNREACHABLE');
    expect(await source.ask()).toBe('BREAKER_OPEN');
    expect(source.server.requests).toHaveLength(1);
  });

  test('three of the twenty calls by which the breaker judges', async () => {
    const source = await faulty({ breaker: true });
    source.server.fault = 'resets';
    const outcomes = await times(30, () => source.ask());
    // 17 calls and 3 second tries are the twenty that it is judged by.
    expect(outcomes.filter((outcome) => outcome === 'SUBGRAPH_UNREACHABLE')).toHaveLength(17);
    expect(source.server.requests).toHaveLength(20);
  });
});

/** A source whose server answers with these statuses in turn, each with a Retry-After or none. */
async function answering(answers: readonly (readonly [status: number, retryAfter?: string])[]) {
  let answered = 0;
  const server = createServer((_, response) => {
    const [status = 200, retryAfter] = answers[answered] ?? [];
    answered += 1;
    if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(status === 200 ? '{"data":{"a":1}}' : '{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const source = keep(createRemoteSource({ name: 'gas', url: `http://127.0.0.1:${port}/`, timeout: 4_000 }));
  keep({ close: () => void server.close() });
  const request = { kind: OperationTypeNode.QUERY, operation: '{ a }', document: parse('{ a }') };
  return {
    answered: () => answered,
    ask: (context: object = {}) =>
      source.fetch(
        { ...request, operationName: undefined, variables: {} },
        { ...anonymousContext(), runs: OperationTypeNode.QUERY, ...context },
      ),
  };
}
