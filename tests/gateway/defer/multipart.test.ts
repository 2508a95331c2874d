import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { listen } from '../identity/issuer-server.js';
import { type DeferringGraph, openDeferringGraph } from './deferring-graph.js';
import { apolloAccept, askForParts, openAnswer } from './read-parts.js';

let graph: DeferringGraph;
beforeAll(async () => {
  graph = await openDeferringGraph();
});
afterAll(() => graph.close());
beforeEach(() => {
  graph.counts.open();
  graph.names.open();
});

const query = '{ town { name ... @defer(label: "counted") { people } } }';
const head = '\r\ncontent-type: application/json; charset=utf-8\r\n\r\n';
const wholeAnswer = { data: { town: { name: '周庄镇', people: 1000 } } };

test('the first part leaves before the slow subgraph has answered, byte for byte', async () => {
  graph.counts.close();
  const answer = await openAnswer(graph.origin, { query });
  expect([answer.status, answer.headers['content-type'], answer.headers['cache-control'], answer.headers.vary]).toEqual(
    [
      200,
      'multipart/mixed; boundary="-"; deferSpec=20220824',
      'no-store',
      'accept, accept-language, authorization, origin',
    ],
  );
  expect(await answer.next()).toBe('\r\n---');
  expect(await answer.next()).toBe(`${head}{"data":{"town":{"name":"周庄镇"}},"hasNext":true}\r\n---`);
  graph.counts.open();
  expect(await answer.rest()).toBe(
    `${head}{"incremental":[{"data":{"people":1000},"path":["town"],"label":"counted"}],"hasNext":false}\r\n-----\r\n`,
  );
});

test('parts leave each at its time, whichever subgraph is first', async () => {
  const both = '{ town { id ... @defer(label: "p") { people } ... @defer(label: "n") { nickname } } }';
  for (const first of ['counts', 'names'] as const) {
    graph.counts.close();
    graph.names.close();
    const answer = await openAnswer(graph.origin, { query: both });
    await answer.next();
    expect(await answer.next()).toContain('{"data":{"town":{"id":"1"}},"hasNext":true}');
    graph[first].open();
    const [own, other] = [
      '{"incremental":[{"data":{"people":1000},"path":["town"],"label":"p"}],"hasNext":',
      '{"incremental":[{"data":{"nickname":"town 1"},"path":["town"],"label":"n"}],"hasNext":',
    ].sort((one) => (one.includes('people') === (first === 'counts') ? -1 : 1));
    expect(await answer.next()).toBe(`${head}${own}true}\r\n---`);
    graph.counts.open();
    graph.names.open();
    expect(await answer.rest()).toBe(`${head}${other}false}\r\n-----\r\n`);
  }
});

test.each([
  apolloAccept,
  'multipart/mixed; deferSpec=20220824, application/json',
  'multipart/mixed;deferSpec="20220824";boundary=x',
  // urql, which says nothing of the format, and GraphiQL.
  'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
  'application/json, multipart/mixed',
  'multipart/mixed;deferSpec=20220824;q=0.5, application/json;q=0.4',
])('who accepts %s gets parts', async (accept) => {
  const answer = await openAnswer(graph.origin, { query, headers: { accept } });
  expect(answer.headers['content-type']).toBe('multipart/mixed; boundary="-"; deferSpec=20220824');
  expect(await answer.rest()).toContain('"hasNext":false');
});

test.each([
  'application/json',
  '*/*',
  'multipart/*, application/json',
  'multipart/mixed;deferSpec=20220824;q=0, application/json',
  'multipart/mixed;deferSpec=20220824;q=0.3, application/json;q=0.4',
  'multipart/mixed;deferSpec=20220824;q=0.3, */*;q=0.4',
  'multipart/mixed;deferSpec=20990101, application/json',
  'multipart/mixed;boundary="graphql";subscriptionSpec="1.0", application/json',
])('who accepts %s gets the whole answer, as if nothing were deferred', async (accept) => {
  const answer = await openAnswer(graph.origin, { query, headers: { accept } });
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(JSON.parse(await answer.rest())).toEqual(wholeAnswer);
});

test('who accepts parts alone gets one part of what is not deferred, and of what is refused', async () => {
  const accept = 'multipart/mixed;deferSpec=20220824';
  const one = await openAnswer(graph.origin, { query: '{ town { name } }', headers: { accept } });
  expect(await one.rest()).toBe(`\r\n---${head}{"data":{"town":{"name":"周庄镇"}},"hasNext":false}\r\n-----\r\n`);
  const [refused] = await askForParts(graph.origin, { query: '{ nowhere }', headers: { accept } });
  expect(refused).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }], hasNext: false });
});

test('an answer in which nothing is left to come is JSON', async () => {
  for (const [nothing, condition] of [
    ['{ town { name ... @defer(if: false) { people } } }', undefined],
    ['query ($later: Boolean!) { town { name ... @defer(if: $later) { people } } }', { later: false }],
  ] as const) {
    const answer = await openAnswer(graph.origin, { query: nothing, variables: condition });
    expect(answer.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
    expect(JSON.parse(await answer.rest())).toEqual(wholeAnswer);
  }
});

test('over GET parts come as well', async () => {
  const address = `${graph.origin}/graphql?query=${encodeURIComponent(query)}`;
  const response = await fetch(address, { headers: { accept: apolloAccept } });
  expect(await response.text()).toContain('{"data":{"town":{"name":"周庄镇"}},"hasNext":true}');
});

test('over SSE the answer comes whole', async () => {
  const response = await fetch(`${graph.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query }),
  });
  expect(await response.text()).toBe(
    `event: next\ndata: ${JSON.stringify(wholeAnswer)}\n\nevent: complete\ndata: \n\n`,
  );
});

describe('When the client goes away or time runs out', () => {
  /** A subgraph that never answers, and when its callers left. */
  async function openSilence(): Promise<{ url: string; asked: Promise<void>; left: Promise<void>; close: () => void }> {
    const asked = Promise.withResolvers<void>();
    const left = Promise.withResolvers<void>();
    const server = createServer((_, response) => {
      asked.resolve();
      response.on('close', () => left.resolve());
    });
    const port = await listen(server);
    const close = (): void => {
      server.closeAllConnections();
      server.close();
    };
    return { url: `http://127.0.0.1:${port}`, asked: asked.promise, left: left.promise, close };
  }

  test('the requests to subgraphs are given up with it', async () => {
    const silence = await openSilence();
    const own = await openDeferringGraph({ SUBGRAPH_COUNTS_URL: silence.url });
    const answer = await openAnswer(own.origin, { query });
    await answer.next();
    await answer.next();
    await silence.asked;
    answer.leave();
    await silence.left;
    await own.close();
    silence.close();
  });

  test('what is missing at the deadline is an error of its part, and the answer ends as it should', async () => {
    const silence = await openSilence();
    const own = await openDeferringGraph({ SUBGRAPH_COUNTS_URL: silence.url, REQUEST_DEADLINE: '400' });
    const parts = await askForParts(own.origin, { query: '{ town { name ... @defer { births } } }' });
    expect(parts).toMatchObject([
      { data: { town: { name: '周庄镇' } }, hasNext: true },
      {
        incremental: [
          {
            data: { births: null },
            path: ['town'],
            errors: [{ path: ['town', 'births'], extensions: { code: 'TIMEOUT', subgraph: 'counts' } }],
          },
        ],
        hasNext: false,
      },
    ]);
    await own.close();
    silence.close();
  });
});
