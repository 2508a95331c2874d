import { beforeAll, expect, test } from '@jest/globals';
import { closedAfterAll } from '../../support/closed-after.js';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';

const towns = { sdl: 'type Query { town: String }', resolvers: { Query: { town: () => 'Huashi' } } };

const keep = closedAfterAll();
let single: PlainGraph;
let batching: PlainGraph;
beforeAll(async () => {
  single = keep(await openPlainGraph({ towns }));
  batching = keep(await openPlainGraph({ towns }, { LIMIT_BATCH: '2' }));
});

test('several requests in one body are refused unless a setting allows them', async () => {
  const { status, errors } = await single.post([{ query: '{ town }' }]);
  expect(status).toBe(400);
  expect(errors).toEqual([
    {
      message: 'Batches are not answered here. Send each request by itself.',
      extensions: { code: 'INVALID', reason: 'BATCHING_OFF' },
    },
  ]);
  expect(single.requests).toEqual([]);
});

test('each request of a batch is answered by itself, in its place', async () => {
  const { status, text } = await batching.post([{ query: '{ village }' }, { query: '{ town }' }]);
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject([
    { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    { data: { town: 'Huashi' } },
  ]);
  const shapes = await batching.post(['{ town }', { query: '{ town }' }]);
  expect(JSON.parse(shapes.text)).toMatchObject([
    { errors: [{ extensions: { reason: 'REQUEST_INVALID', details: { member: 'body' } } }] },
    { data: { town: 'Huashi' } },
  ]);
});

test('a batch has a bound', async () => {
  const { status, errors } = await batching.post(Array.from({ length: 3 }, () => ({ query: '{ town }' })));
  expect(status).toBe(429);
  expect(errors?.map(({ extensions }) => extensions)).toEqual([
    { code: 'LIMITED', reason: 'BATCH_TOO_LARGE', details: { size: 3, limit: 2 } },
  ]);
  expect((await batching.post([])).errors?.map(({ extensions }) => extensions?.['reason'])).toEqual(['BATCHING_OFF']);
});
