import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { OperationTypeNode, parse } from 'graphql';
import { createRemoteSource, type RemoteSource } from '../../../gateway/sources/remote-source.js';
import { Fault } from '../../../kit/module/fault.js';
import { anonymousContext } from './federation.js';

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function subgraph(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
  options: { timeout?: number; answerLimit?: number } = {},
): Promise<RemoteSource> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => answer(request, response, body));
  });
  await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume));
  const { port } = server.address() as AddressInfo;
  const source = createRemoteSource({ name: 'gas', url: `http://127.0.0.1:${port}/graphql?v=1`, ...options });
  opened.push(async () => {
    server.closeAllConnections();
    await new Promise((resume) => server.close(resume));
    await source.close();
  });
  return source;
}

const request = {
  kind: OperationTypeNode.QUERY,
  operation: 'query ($x: Float) { a(x: $x) }',
  document: parse('query ($x: Float) { a(x: $x) }'),
  operationName: undefined,
  variables: { x: -0 },
};

const faultOf = async (answer: Promise<unknown>): Promise<Fault> => {
  const thrown: unknown = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (thrown instanceof Fault) return thrown;
  throw new Error(`No Fault but ${String(thrown)}.`);
};

test('a request carries the operation and what the subgraph may know of the caller', async () => {
  let seen: unknown;
  const source = await subgraph(({ method, url, headers }, response, body) => {
    seen = {
      method,
      url,
      body,
      authorization: headers.authorization,
      language: headers['accept-language'],
      id: headers['x-request-id'],
      purpose: headers['x-purpose'],
      type: headers['content-type'],
      accept: headers.accept,
    };
    response.end('{"data":{"a":1},"errors":[{"message":"half"}]}');
  });
  const context = { ...anonymousContext(), token: 'abc', purpose: 'P1', language: 'zh' as const, requestId: 'r-1' };
  expect(await source.fetch(request, context)).toEqual({ data: { a: 1 }, errors: [{ message: 'half' }] });
  expect(seen).toEqual({
    method: 'POST',
    url: '/graphql?v=1',
    body: '{"query":"query ($x: Float) { a(x: $x) }","variables":{"x":-0}}',
    authorization: 'Bearer abc',
    language: 'zh',
    id: 'r-1',
    purpose: 'P1',
    type: 'application/json',
    accept: 'application/graphql-response+json, application/json',
  });
});

test.each([
  ['the time that an answer may take', 700, 5_000, 700],
  ['the rest of the client’s deadline where that is sooner', 700, 300, 300],
  ['a millisecond where no time is left', 700, -5, 1],
])('a request says how many milliseconds its answer is waited for: %s', async (_what, timeout, left, most) => {
  let told = '';
  const source = await subgraph(
    ({ headers }, response) => {
      told = String(headers['x-request-deadline']);
      response.end('{"data":{"a":1}}');
    },
    { timeout },
  );
  await source.fetch(request, { ...anonymousContext(), deadline: performance.now() + left });
  expect(told).toMatch(/^\d+$/);
  expect(Number(told)).toBeLessThanOrEqual(most);
  expect(Number(told)).toBeGreaterThan(most / 2);
});

test('a GraphQL answer counts whatever its status', async () => {
  const source = await subgraph((_, response) => {
    response.statusCode = 500;
    response.end('{"data":null,"errors":[{"message":"no"}]}');
  });
  expect(await source.fetch(request, anonymousContext())).toEqual({ data: null, errors: [{ message: 'no' }] });
});

test.each([
  ['HTML', 502, '<html>', 'its answer is not a GraphQL response (status 502)'],
  ['a list', 200, '[]', 'its answer is not a GraphQL response (status 200)'],
  ['an object without data', 200, '{"ok":true}', 'its answer is not a GraphQL response (status 200)'],
  ['errors that are none', 200, '{"errors":"all"}', 'its answer is not a GraphQL response (status 200)'],
  ['a redirect', 302, '{"data":{}}', 'it redirects (status 302)'],
  ['too much', 200, JSON.stringify({ data: { a: 'x'.repeat(2_000) } }), 'its answer exceeds 1000 bytes'],
])('%s is a Fault UPSTREAM that says why', async (_name, status, body, cause) => {
  const source = await subgraph(
    (_, response) => {
      response.writeHead(status, { location: 'http://127.0.0.1:1/secret' });
      response.end(body);
    },
    { answerLimit: 1_000 },
  );
  const fault = await faultOf(source.fetch(request, anonymousContext()));
  expect(fault.code).toBe('UPSTREAM');
  expect(fault.extensions['details']).toEqual({ subgraph: 'gas', cause });
});

test('a subgraph that takes too long is a Fault TIMEOUT, by its own limit and by the request', async () => {
  const source = await subgraph(() => undefined, { timeout: 50 });
  const own = await faultOf(source.fetch(request, anonymousContext()));
  expect([own.code, own.extensions['reason']]).toEqual(['TIMEOUT', 'SUBGRAPH_TIMEOUT']);
  const patient = await subgraph(() => undefined);
  const byRequest = await faultOf(patient.fetch(request, anonymousContext(AbortSignal.timeout(50))));
  expect([byRequest.code, byRequest.extensions['reason']]).toEqual(['TIMEOUT', 'SUBGRAPH_TIMEOUT']);
});

test('a subgraph that is not there is a Fault UPSTREAM without its address', async () => {
  const source = createRemoteSource({ name: 'gas', url: 'http://127.0.0.1:9/graphql' });
  const fault = await faultOf(source.fetch(request, anonymousContext()));
  expect(fault.code).toBe('UPSTREAM');
  expect(fault.sentence.en).toBe('Subgraph "gas" cannot be reached: the connection failed (ECONNREFUSED).');
  expect(JSON.stringify(fault)).not.toContain('127.0.0.1');
  await source.close();
});
