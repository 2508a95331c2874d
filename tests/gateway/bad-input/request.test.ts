import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { refusalOf, send } from '../../support/raw-request.js';

let portal: TestPortal;

beforeAll(async () => {
  portal = await openPortal();
});

afterAll(() => portal.close());

const harmless = '{ grid(code: "320281100") { code } }';

afterEach(async () => {
  const { status, data } = await portal.ask(harmless);
  expect([status, data]).toEqual([200, { grid: { code: '320281100' } }]);
});

describe('a body', () => {
  test.each([
    ['that is empty', '', [400, 'INVALID JSON_MALFORMED']],
    ['that is cut off', '{"query":"{ __typename }"', [400, 'INVALID JSON_MALFORMED']],
    ['that is no JSON', 'query { __typename }', [400, 'INVALID JSON_MALFORMED']],
    ['that begins with a byte order mark in the wrong place', '{\uFEFF}', [400, 'INVALID JSON_MALFORMED']],
    ['of brackets nested 400,000 deep', '['.repeat(400_000), [400, 'INVALID JSON_MALFORMED']],
    ['that is a list', '[{"query":"{ __typename }"}]', [400, 'INVALID BATCHING_OFF']],
    ['that is null', 'null', [400, 'INVALID REQUEST_INVALID']],
    ['that is a text', '"{ __typename }"', [400, 'INVALID REQUEST_INVALID']],
    ['without a query', '{}', [400, 'INVALID REQUEST_INVALID']],
    ['whose query is empty', '{"query":""}', [400, 'INVALID REQUEST_INVALID']],
    ['whose query is a number', '{"query":1}', [400, 'INVALID REQUEST_INVALID']],
    ['whose variables are a list', '{"query":"{ __typename }","variables":[]}', [400, 'INVALID REQUEST_INVALID']],
    ['whose variables are a text', '{"query":"{ __typename }","variables":"{}"}', [400, 'INVALID REQUEST_INVALID']],
    [
      'whose operationName is a number',
      '{"query":"{ __typename }","operationName":7}',
      [400, 'INVALID REQUEST_INVALID'],
    ],
    ['whose extensions are a text', '{"query":"{ __typename }","extensions":"x"}', [400, 'INVALID REQUEST_INVALID']],
  ])('%s is refused', async (_title, body, refusal) => {
    expect(refusalOf(await send(portal.origin, { body }))).toEqual(refusal);
  });

  test('that is no UTF-8 is refused', async () => {
    const body = Buffer.concat([
      Buffer.from('{"query":"{ grid(code: \\"'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('\\") { code } }"}'),
    ]);
    expect(refusalOf(await send(portal.origin, { body }))).toEqual([400, 'INVALID BODY_NOT_UTF8']);
  });

  test('of ten megabytes is refused as soon as the bound is passed, whether it says its size or not', async () => {
    const body = JSON.stringify({ query: harmless, variables: { padding: 'x'.repeat(10_000_000) } });
    const announced = await send(portal.origin, { body });
    expect(refusalOf(announced)).toEqual([413, 'LIMITED BODY_TOO_LARGE']);
    const unannounced = await send(portal.origin, { body, headers: { 'transfer-encoding': 'chunked' } });
    expect(refusalOf(unannounced)).toEqual([413, 'LIMITED BODY_TOO_LARGE']);
    expect(JSON.parse(announced.text)).toMatchObject({ errors: [{ extensions: { details: { limit: 1_000_000 } } }] });
  });

  test('of just under a megabyte is read', async () => {
    const body = JSON.stringify({ query: harmless, variables: { padding: 'x'.repeat(999_000) } });
    expect(body.length).toBeLessThan(1_000_000);
    expect(JSON.parse((await send(portal.origin, { body })).text)).toEqual({ data: { grid: { code: '320281100' } } });
  });

  test('with a member __proto__ or constructor changes nothing', async () => {
    const body = `{"__proto__":{"query":"{ nonsense }"},"constructor":{"x":1},"query":${JSON.stringify(harmless)},"variables":{"__proto__":{"x":1}}}`;
    expect(JSON.parse((await send(portal.origin, { body })).text)).toEqual({ data: { grid: { code: '320281100' } } });
  });
});

describe('a request', () => {
  const body = JSON.stringify({ query: harmless });

  test.each([
    ['without a content type', { body, headers: { 'content-type': '' } }, [415, 'INVALID CONTENT_TYPE']],
    ['of plain text', { body, headers: { 'content-type': 'text/plain' } }, [415, 'INVALID CONTENT_TYPE']],
    [
      'of a form',
      { body: 'query=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      [415, 'INVALID CONTENT_TYPE'],
    ],
    [
      'in another charset',
      { body, headers: { 'content-type': 'application/json; charset=gbk' } },
      [415, 'INVALID CONTENT_TYPE'],
    ],
    ['that takes only pages', { body, headers: { accept: 'text/html' } }, [406, 'INVALID NOT_ACCEPTABLE']],
    ['by PUT', { method: 'PUT', body }, [405, 'INVALID METHOD_NOT_ALLOWED']],
    ['by DELETE', { method: 'DELETE' }, [405, 'INVALID METHOD_NOT_ALLOWED']],
  ])('%s is refused', async (_title, sent, refusal) => {
    expect(refusalOf(await send(portal.origin, sent))).toEqual(refusal);
  });

  test.each([
    ['a query', harmless, 200, undefined],
    ['a mutation', 'mutation { activateGrid(id: "x", version: 1) { id } }', 405, ['INVALID MUTATION_BY_GET']],
    ['nothing', '', 400, ['INVALID REQUEST_INVALID']],
  ])('by GET with %s is answered as GraphQL over HTTP says', async (_title, query, status, refusals) => {
    const answer = await send(portal.origin, { method: 'GET', path: `/graphql?query=${encodeURIComponent(query)}` });
    expect(answer.status).toBe(status);
    expect(refusalOf(answer).slice(1)).toEqual(refusals ?? []);
  });

  test.each([
    ['variables', 'variables=%7B'],
    ['extensions', 'extensions=nonsense'],
  ])('by GET whose %s are no JSON is refused', async (_title, more) => {
    const path = `/graphql?query=${encodeURIComponent(harmless)}&${more}`;
    expect(refusalOf(await send(portal.origin, { method: 'GET', path }))).toEqual([400, 'INVALID JSON_MALFORMED']);
  });

  test('by GET whose address is no percent-encoding is refused', async () => {
    expect(refusalOf(await send(portal.origin, { method: 'GET', path: '/graphql?query=%E0%A4%A' }))[0]).toBe(400);
  });

  test('with a mutation by GET names the method that it needs', async () => {
    const query = encodeURIComponent('mutation { activateGrid(id: "x", version: 1) { id } }');
    const { headers } = await send(portal.origin, { method: 'GET', path: `/graphql?query=${query}` });
    expect(headers['allow']).toBe('POST');
  });

  test.each(['Bearer', 'Bearer ', 'Bearer x', 'Bearer a.b.c', 'Basic eDp4', 'bearer é', `Bearer ${'x'.repeat(7000)}`])(
    'whose authorization is %p is refused before its body is read',
    async (authorization) => {
      const { text, ...answer } = await send(portal.origin, {
        body: '{',
        headers: { authorization: Buffer.from(authorization).toString('latin1') },
      });
      expect(refusalOf({ text, ...answer })).toEqual([401, 'UNAUTHENTICATED']);
      expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
      expect(text).not.toMatch(/\bat \S+ \(|node_modules/);
    },
  );

  test('to an address that nothing serves is answered 404', async () => {
    expect((await send(portal.origin, { method: 'GET', path: '/graphql/../../etc/passwd' })).status).toBe(404);
  });
});

test('a body of two megabytes comes back when the limit is raised, and is refused when it is not', async () => {
  const body = JSON.stringify({
    query: 'query ($code: ID) { grid(code: $code) { code } }',
    variables: { code: 'x'.repeat(2_000_000) },
  });
  expect(refusalOf(await send(portal.origin, { body }))).toEqual([413, 'LIMITED BODY_TOO_LARGE']);
  const generous = await openPortal({ beside: portal, environment: { LIMIT_BODY_BYTES: '3000000' } });
  try {
    const answer = await send(generous.origin, { body, headers: { 'accept-language': 'en' } });
    expect(refusalOf(answer)).toEqual([200, 'NOT_FOUND']);
  } finally {
    await generous.close();
  }
});
