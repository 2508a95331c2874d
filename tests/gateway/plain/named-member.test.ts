import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPlainGraph, type PlainGraph } from './plain-graph.js';

let graph: PlainGraph;
beforeAll(async () => {
  graph = await openPlainGraph({ towns: { sdl: 'type Query { town: String }' } });
});
afterAll(() => graph.close());

test.each([
  ['body', 'town', 'must be a JSON object'],
  ['query', { query: 1 }, 'must be a string that is not empty'],
  ['operationName', { query: '{ town }', operationName: 1 }, 'must be a string or null'],
  ['variables', { query: '{ town }', variables: [] }, 'must be an object or null'],
  ['extensions', { query: '{ town }', extensions: 'x' }, 'must be an object or null'],
])('a request whose %s is of the wrong kind is told so by that name', async (member, body, must) => {
  const response = await fetch(`${graph.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    errors: [
      {
        message: `The request's ${member} ${must}.`,
        extensions: { code: 'INVALID', reason: 'REQUEST_INVALID', details: { member } },
      },
    ],
  });
});
