import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPlainGraph, type PlainGraph } from './plain-graph.js';

let graph: PlainGraph;
let streaming: PlainGraph;
beforeAll(async () => {
  graph = await openPlainGraph({ towns: { sdl: 'type Query { town: String }' } });
  const sdl = 'type Query { town: String } type Subscription { counted: Int }';
  streaming = await openPlainGraph({ counts: { sdl } });
});
afterAll(async () => {
  await graph.close();
  await streaming.close();
});

test.each(['mutation', 'subscription'])('a %s of a graph that has none is refused at its place', async (kind) => {
  const { errors } = await graph.ask(`# What is there is a query.\n${kind} { x }`);
  expect(errors?.map(({ locations, extensions }) => [locations?.[0]?.line, extensions?.['code']])).toEqual([
    [2, 'GRAPHQL_VALIDATION_FAILED'],
  ]);
});

const conditional = 'The root field of a subscription cannot be left out by @skip or @include.';

test.each([
  ['its own', 'subscription { counted @skip(if: true) }'],
  ['that of a field within a fragment', 'subscription { ... on Subscription { counted @include(if: true) } }'],
  ['that of a fragment within a fragment', 'subscription { ... { ... @skip(if: false) { counted } } }'],
  ['of a second operation', 'query A { town } subscription B { counted @skip(if: true) }'],
])('the root field of a subscription stands under no condition: %s', async (_whose, query) => {
  const { errors } = await streaming.ask(query);
  expect(errors).toEqual([{ message: conditional, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
});

test('a subscription without conditions goes further, in fragments and in fragments of itself', async () => {
  for (const query of [
    'subscription { ... on Subscription { counted } }',
    'subscription { ...F } fragment F on Subscription { counted ...G } fragment G on Subscription { counted }',
  ]) {
    const { errors } = await streaming.ask(query);
    expect(errors?.map(({ extensions }) => extensions?.['reason'])).toEqual(['SUBSCRIPTION_OVER_HTTP']);
  }
});

test('a subscription whose fragments go in a circle is refused as any other document is', async () => {
  const { errors } = await streaming.ask('subscription { ...F } fragment F on Subscription { counted ...F }');
  expect(errors?.map(({ message, extensions }) => [message, extensions?.['code']])).toEqual([
    ['Cannot spread fragment "F" within itself.', 'GRAPHQL_VALIDATION_FAILED'],
  ]);
});
