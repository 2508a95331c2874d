import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { questionsTo } from '../../gateway/portal-questions.js';

// What a module that is a server of its own asks the portal, over HTTP.
const told: unknown[] = [];
let answer = '';
const server = createServer((request, response) => {
  void text(request).then((body) => {
    const { authorization, 'accept-language': language, 'content-type': type } = request.headers;
    told.push({ method: request.method, authorization, language, type, body: JSON.parse(body) as unknown });
    response.end(answer);
  });
});
let url: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

const query = 'query ($id: ID!) { grid(id: $id) { code } }';

test('a module asks with its caller’s token and in its caller’s language', async () => {
  answer = '{"data":{"grid":{"code":"c"}}}';
  const asking = { authorization: 'Bearer t', language: 'en' } as const;
  expect(await questionsTo(url)(query, { id: '1' }, asking)).toEqual({ grid: { code: 'c' } });
  expect(await questionsTo(url)(query, {}, { authorization: undefined, language: 'zh' })).toBeDefined();
  expect(told).toEqual([
    {
      method: 'POST',
      authorization: 'Bearer t',
      language: 'en',
      type: 'application/json',
      body: { query, variables: { id: '1' } },
    },
    {
      method: 'POST',
      authorization: undefined,
      language: 'zh',
      type: 'application/json',
      body: { query, variables: {} },
    },
  ]);
});

const anonymous = { authorization: undefined, language: 'en' } as const;

test('the Fault that the graph answers with is the module’s own, and what is none is a defect', async () => {
  answer =
    '{"data":{"grid":null},"errors":[{"message":"No grid.","extensions":{"code":"NOT_FOUND","reason":"R","details":{"id":"1"}}}]}';
  await expect(questionsTo(url)(query, {}, anonymous)).rejects.toMatchObject({
    sentence: { zh: 'No grid.', en: 'No grid.' },
    extensions: { code: 'NOT_FOUND', reason: 'R', details: { id: '1' } },
  });
  answer = '{"errors":[{"message":"Masked.","extensions":{"code":"INTERNAL"}}]}';
  await expect(questionsTo(url)(query, {}, anonymous)).rejects.toThrow(
    new Error('The graph did not answer a question: Masked.'),
  );
});

test.each([
  ['has no address', null, 'The portal did not answer a question: PORTAL_URL is not set.'],
  [
    'does not answer',
    'http://127.0.0.1:1/graphql',
    'The portal did not answer a question: connect ECONNREFUSED 127.0.0.1:1.',
  ],
])('what must be asked of a portal that %s is refused', async (_why, address, sentence) => {
  await expect(questionsTo(address)(query, {}, anonymous)).rejects.toMatchObject({
    sentence: { en: sentence },
    extensions: { code: 'UPSTREAM', reason: 'PORTAL_AWAY' },
  });
});
