import { describe, expect, test } from '@jest/globals';
import { OperationTypeNode } from 'graphql';
import type { FaultName } from '../../../bench/faults/faulty-server.js';
import { openFaultyGraph } from './faulty-graph.js';
import { type FaultySource, openFaultySource, times } from './faulty-source.js';
import { closedAfterEach } from '../../support/closed-after.js';

const keep = closedAfterEach();

async function faulty(...options: Parameters<typeof openFaultySource>): Promise<FaultySource> {
  return keep(await openFaultySource({ retry: false, ...options[0] }, options[1]));
}

async function asked(source: FaultySource, fault: FaultName, count: number): Promise<string[]> {
  source.server.fault = fault;
  return times(count, () => source.ask());
}

const calls = (source: FaultySource): number => source.server.requests.length;

describe('The breaker opens', () => {
  test('at the twentieth call, when half of the twenty failed, and then nothing is sent', async () => {
    const source = await faulty();
    expect(await asked(source, 'none', 10)).toEqual(Array(10).fill('well'));
    expect(await asked(source, 'status 500', 9)).toEqual(Array(9).fill('SUBGRAPH_ANSWER_UNUSABLE'));
    expect(source.logged).toEqual([]);
    expect(await asked(source, 'status 500', 1)).toEqual(['SUBGRAPH_ANSWER_UNUSABLE']);
    expect(await asked(source, 'none', 3)).toEqual(Array(3).fill('BREAKER_OPEN'));
    expect(calls(source)).toBe(0);
  });

  test('not while fewer than half of the last twenty fail, however long', async () => {
    const source = await faulty();
    for (let round = 0; round < 8; round += 1) {
      await asked(source, 'none', 3);
      expect(await asked(source, 'status 500', 2)).toEqual(Array(2).fill('SUBGRAPH_ANSWER_UNUSABLE'));
    }
  });

  test('with fewer than twenty when they took ten seconds, from five on', async () => {
    const source = await faulty();
    source.server.fault = 'status 500';
    const outcomes = await times(6, async () => {
      source.pass(2.4);
      return source.ask();
    });
    // The first five took less than ten seconds; of the last ten there are five again.
    expect(outcomes).toEqual(Array(6).fill('SUBGRAPH_ANSWER_UNUSABLE'));
    expect(await source.ask()).toBe('BREAKER_OPEN');
  });

  test.each<[FaultName, string]>([
    ['resets', 'SUBGRAPH_UNREACHABLE'],
    ['truncated', 'SUBGRAPH_ANSWER_UNUSABLE'],
    ['HTML', 'SUBGRAPH_ANSWER_UNUSABLE'],
    ['redirect', 'SUBGRAPH_ANSWER_UNUSABLE'],
    ['never answers', 'SUBGRAPH_TIMEOUT'],
    ['100 MB', 'SUBGRAPH_ANSWER_UNUSABLE'],
  ])('on %s', async (fault, reason) => {
    const source = await faulty({ timeout: 120, answerLimit: 10_000 });
    expect(await asked(source, fault, 20)).toEqual(Array(20).fill(reason));
    expect(await source.ask()).toBe('BREAKER_OPEN');
    expect(calls(source)).toBe(20);
  });

  test('where the way that compiled operations are read finds an answer of no use', async () => {
    const graph = keep(await openFaultyGraph({ SUBGRAPH_RETRY: 'off' }));
    await times(5, () => graph.ask('{ faulty }'));
    graph.server.fault = 'truncated';
    const answers = await times(25, () => graph.ask('{ faulty }'));
    expect(answers.at(-1)?.errors?.[0]?.extensions).toEqual({
      code: 'UPSTREAM',
      reason: 'BREAKER_OPEN',
      subgraph: 'faulty',
      details: { subgraph: 'faulty', retryAfter: expect.any(Number) },
    });
    // Ten good or bad of the last twenty: five were good.
    expect(graph.server.requests).toHaveLength(15);
  });
});

describe('The breaker stays closed', () => {
  test('on errors of GraphQL, whatever they are', async () => {
    const source = await faulty({}, () => '{"data":null,"errors":[{"message":"no"}]}');
    expect(await times(25, () => source.ask())).toEqual(Array(25).fill('well'));
  });

  test('when callers leave', async () => {
    const source = await faulty();
    source.server.fault = 'never answers';
    const outcomes = await times(25, () => source.ask({ signal: AbortSignal.timeout(5) }));
    expect(outcomes).toEqual(Array(25).fill('SUBGRAPH_TIMEOUT'));
    source.server.fault = 'none';
    expect(await source.ask()).toBe('well');
  });

  test('but opens when the request’s deadline passes, if the subgraph had its share of the time', async () => {
    const source = await faulty();
    source.server.fault = 'never answers';
    const late = (milliseconds: number) => () =>
      source.ask({ signal: AbortSignal.timeout(milliseconds), deadline: performance.now() + milliseconds });
    await times(25, late(20));
    expect(source.logged).toEqual([]);
    await Promise.all(Array.from({ length: 20 }, (_, each) => late(150)().then(() => each)));
    // All of them were one call, for they are equal; others are not.
    expect(source.logged).toEqual([]);
    await Promise.all(
      Array.from({ length: 20 }, (_, each) => {
        const signal = AbortSignal.timeout(150);
        return source.ask({ signal, deadline: performance.now() + 150, purpose: String(each) });
      }),
    );
    expect(await source.ask()).toBe('BREAKER_OPEN');
  });

  test('where it is switched off', async () => {
    const source = await faulty({ breaker: false });
    expect(await asked(source, 'status 500', 30)).toEqual(Array(30).fill('SUBGRAPH_ANSWER_UNUSABLE'));
  });
});

describe('An open breaker', () => {
  async function open(): Promise<FaultySource> {
    const source = await faulty();
    await asked(source, 'status 500', 20);
    return source;
  }

  test('says so with the seconds to wait, in the caller’s language', async () => {
    const source = await open();
    source.pass(1.5);
    await expect(source.fetch()).rejects.toMatchObject({
      code: 'UPSTREAM',
      sentence: {
        en: 'Subgraph "gas" keeps failing and is not asked for now; try again in 4 s.',
        zh: '子图 gas 近期屡次失败，暂不调用；请于 4 秒后再试。',
      },
      extensions: { code: 'UPSTREAM', reason: 'BREAKER_OPEN', details: { subgraph: 'gas', retryAfter: 4 } },
    });
  });

  test('lets one call through after five seconds, and closes when that is well', async () => {
    const source = await open();
    source.pass(4.9);
    expect(await source.ask()).toBe('BREAKER_OPEN');
    source.pass(0.2);
    source.server.fault = 'answers late';
    const probe = source.ask();
    const meanwhile = await Promise.all(Array.from({ length: 10 }, (_, each) => source.ask({ purpose: `${each}` })));
    expect(meanwhile).toEqual(Array(10).fill('BREAKER_OPEN'));
    expect(await probe).toBe('well');
    expect(calls(source)).toBe(1);
    expect(await asked(source, 'none', 5)).toEqual(Array(5).fill('well'));
  });

  test('stays open for five more seconds when the probe fails', async () => {
    const source = await open();
    source.pass(5.1);
    expect(await source.ask()).toBe('SUBGRAPH_ANSWER_UNUSABLE');
    expect(await source.ask()).toBe('BREAKER_OPEN');
    source.pass(4.5);
    expect(await source.ask()).toBe('BREAKER_OPEN');
    source.pass(0.6);
    expect(await asked(source, 'none', 1)).toEqual(['well']);
  });

  test('counts as failing for as long as it is asked in vain, and not when nobody asked for five seconds', async () => {
    const source = await open();
    expect(source.isFailing()).toBe(true);
    source.pass(5.1);
    expect(source.isFailing()).toBe(false);
    source.server.fault = 'answers late';
    const probe = source.ask();
    expect(source.isFailing()).toBe(true);
    await probe;
    expect(source.isFailing()).toBe(false);
  });

  test('lets another through when the one who probed left', async () => {
    const source = await open();
    source.pass(5.1);
    source.server.fault = 'never answers';
    expect(await source.ask({ signal: AbortSignal.timeout(20) })).toBe('SUBGRAPH_TIMEOUT');
    expect(await asked(source, 'none', 1)).toEqual(['well']);
  });

  test('is judged anew, not by what was before it opened', async () => {
    const source = await open();
    source.pass(5.1);
    await asked(source, 'none', 1);
    expect(await asked(source, 'status 500', 9)).toEqual(Array(9).fill('SUBGRAPH_ANSWER_UNUSABLE'));
    expect(await asked(source, 'none', 1)).toEqual(['well']);
  });

  test('is logged once when it opens and once when it closes', async () => {
    const source = await open();
    await times(5, () => source.ask());
    source.pass(5.1);
    await source.ask();
    source.pass(5.1);
    await asked(source, 'none', 3);
    expect(source.logged).toEqual([
      [
        { subgraph: 'gas', failures: 20, calls: 20, lastFailure: 'status 500' },
        'A subgraph keeps failing and is not asked for a while.',
      ],
      [{ subgraph: 'gas' }, 'A subgraph answers again and is asked as before.'],
    ]);
  });

  test('refuses mutations too', async () => {
    const source = await open();
    expect(await source.ask({ runs: OperationTypeNode.MUTATION })).toBe('BREAKER_OPEN');
  });
});
