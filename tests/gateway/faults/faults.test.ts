import { describe, expect, test } from '@jest/globals';
import type { FaultName } from '../../../bench/faults/faulty-server.js';
import { openFaultySource } from './faulty-source.js';
import { type FaultyAnswer, type FaultyGraph, openFaultyGraph } from './faulty-graph.js';
import { closedAfterEach } from '../../support/closed-after.js';

const keep = closedAfterEach();

const timeout = 400;
const settings = { SUBGRAPH_TIMEOUT: String(timeout), LIMIT_ANSWER_BYTES: '1000000' };

async function faulty(...how: Parameters<typeof openFaultyGraph>): Promise<FaultyGraph> {
  return keep(await openFaultyGraph(...how));
}

const whole = {
  people: [
    { name: 'Zhao', town: 'town 1', grade: 5 },
    { name: 'Qian', town: 'town 2', grade: 5 },
  ],
  weather: 'rain',
  faulty: 'well',
};

/** Only the faulty subgraph’s fields are null, and each says why. */
function expectOwnFieldsNull(answer: FaultyAnswer, code: string, reason: string, cause?: string): void {
  expect(answer.data).toEqual({
    people: whole.people.map((person) => ({ ...person, grade: null })),
    weather: 'rain',
    faulty: null,
  });
  expect(answer.errors?.map(({ path }) => path?.join('.')).sort()).toEqual([
    'faulty',
    'people.0.grade',
    'people.1.grade',
  ]);
  for (const { extensions } of answer.errors ?? [])
    expect(extensions).toEqual({
      code,
      reason,
      subgraph: 'faulty',
      details: { subgraph: 'faulty', ...(cause === undefined ? { timeout } : { cause }) },
    });
}

describe('A subgraph’s fault costs its own fields, and each of them says why', () => {
  const broken = 'the connection failed (ECONNRESET)';
  test.each<[FaultName, string]>([
    ['flaps', broken],
    ['resets', broken],
    ['resets mid-body', broken],
    ['half-open', broken],
    ['ends early', broken],
    ['status 500', 'its answer is not a GraphQL response (status 500)'],
    ['status 503', 'its answer is not a GraphQL response (status 503)'],
    ['HTML', 'it answers text/html in place of JSON (status 200)'],
    ['truncated', 'its answer is not a GraphQL response (status 200)'],
    ['100 MB', 'its answer exceeds 1000000 bytes'],
    ['redirect', 'it redirects (status 307)'],
    ['wrong content type', 'it answers text/plain in place of JSON (status 200)'],
  ])('%s: UPSTREAM, %s', async (fault, cause) => {
    const graph = await faulty(settings);
    expect((await graph.ask()).data).toEqual(whole);
    graph.server.fault = fault;
    const reason = cause === broken ? 'SUBGRAPH_UNREACHABLE' : 'SUBGRAPH_ANSWER_UNUSABLE';
    expectOwnFieldsNull(await graph.ask(), 'UPSTREAM', reason, cause);
    graph.server.fault = 'none';
    expect((await graph.ask()).data).toEqual(whole);
  });

  test.each<FaultName>(['never answers', 'answers late', 'slow drip'])(
    '%s: TIMEOUT at the limit of a whole answer',
    async (fault) => {
      const graph = await faulty(settings);
      expect((await graph.ask()).data).toEqual(whole);
      graph.server.fault = fault;
      const answer = await graph.ask();
      expectOwnFieldsNull(answer, 'TIMEOUT', 'SUBGRAPH_TIMEOUT');
      expect(answer.milliseconds).toBeGreaterThanOrEqual(timeout - 5);
      // The join is asked for when its people are there, and then has a whole limit of its own.
      expect(answer.milliseconds).toBeLessThan(2 * timeout + 2_000);
    },
  );

  test('the request’s deadline ends what the subgraph’s own limit would not', async () => {
    const graph = await faulty({ REQUEST_DEADLINE: '500' });
    expect((await graph.ask()).data).toEqual(whole);
    graph.server.fault = 'never answers';
    const answer = await graph.ask('{ people { name } faulty }');
    expect(answer.data).toEqual({ people: [{ name: 'Zhao' }, { name: 'Qian' }], faulty: null });
    expect(answer.errors?.map(({ extensions }) => [extensions?.['code'], extensions?.['subgraph']])).toEqual([
      ['TIMEOUT', 'faulty'],
    ]);
    expect(answer.milliseconds).toBeLessThan(3_000);
  });

  test('a verb that waits for another is not asked when the request’s deadline has passed', async () => {
    const graph = await faulty({ REQUEST_DEADLINE: '500' });
    const verbs = 'mutation { change report }';
    expect((await graph.ask(verbs)).data).toEqual({ change: 'changed', report: 'reported' });
    graph.server.fault = 'never answers';
    const answer = await graph.ask(verbs);
    expect(answer.data).toEqual({ change: null, report: null });
    expect(answer.errors?.map(({ extensions }) => extensions?.['subgraph'])).toEqual(['faulty', 'towns']);
    expect(answer.errors?.[1]).toEqual({
      message: 'The request\'s deadline passed before subgraph "towns" was asked.',
      path: ['report'],
      extensions: { code: 'TIMEOUT', reason: 'DEADLINE_PASSED', details: { subgraph: 'towns' }, subgraph: 'towns' },
    });
  });

  test('no TLS at an https: address: UPSTREAM, and no address of ours is told', async () => {
    const graph = await faulty(settings, {}, (port) => `https://127.0.0.1:${port}/faulty`);
    const answer = await graph.ask();
    const cause = 'it does not speak TLS as it should (ERR_SSL_WRONG_VERSION_NUMBER)';
    expectOwnFieldsNull(answer, 'UPSTREAM', 'SUBGRAPH_UNREACHABLE', cause);
    expect(JSON.stringify(answer)).not.toContain('127.0.0.1');
  });

  test('a name that leads nowhere: UPSTREAM, and the name is not told', async () => {
    const graph = await faulty(settings, {}, () => 'http://inner-name.invalid/faulty');
    const answer = await graph.ask();
    expect(answer.errors?.[0]?.extensions?.['details']).toEqual({
      subgraph: 'faulty',
      cause: expect.stringMatching(/^its name leads to no address \(E[A-Z_]+\)$/),
    });
    expect(answer.data).toMatchObject({ weather: 'rain', faulty: null });
    expect(JSON.stringify(answer)).not.toContain('inner-name');
  });

  test('nobody listens: UPSTREAM', async () => {
    const graph = await faulty(settings);
    expect((await graph.ask()).data).toEqual(whole);
    await graph.server.close();
    const cause = 'the connection failed (ECONNREFUSED)';
    expectOwnFieldsNull(await graph.ask(), 'UPSTREAM', 'SUBGRAPH_UNREACHABLE', cause);
  });
});

test('A redirect is not followed', async () => {
  const graph = await faulty(settings);
  graph.server.fault = 'redirect';
  await graph.ask('{ faulty }');
  expect(graph.server.requests).toHaveLength(1);
  expect(graph.server.requests[0]).toMatch(/^\/faulty\n/);
});

test('Of 100 MB no more is taken than the limit, however they come', async () => {
  const graph = await faulty(settings);
  graph.server.fault = '100 MB';
  await graph.ask('{ faulty }');
  await graph.server.close();
  // What the sockets' buffers on both sides hold was written as well.
  expect(graph.server.bytesWritten).toBeLessThan(12_000_000);
});

test('An answer that is there when the gateway itself was held up beyond the limit is read, not given up', async () => {
  const source = keep(await openFaultySource({ timeout: 100, sharing: false }));
  const outcome = source.ask();
  source.server.afterAnswer = () => {
    const until = performance.now() + 200;
    while (performance.now() < until);
  };
  expect(await outcome).toBe('well');
});
