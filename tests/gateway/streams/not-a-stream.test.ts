import { expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { subgraphStream } from '../../../gateway/subgraph-stream.js';
import { anonymousContext } from '../execution/federation.js';

const schema = buildSchema('type Query { hello: String } type Subscription { count(to: Int!): Int other: Int }');
const source = {
  name: 'counting',
  fetch: () => Promise.reject(new Error('Nothing is fetched.')),
  subscribe: async () =>
    (async function* () {
      yield { data: { count: 1 } };
      yield { data: { count: 2 } };
    })(),
};

const streamOf = (query: string, operationName: string | null = null) =>
  subgraphStream(schema, source, { query, operationName, variables: {} }, anonymousContext());

test.each([
  ['a query', '{ hello }', null],
  ['a document that does not parse', 'subscription {', null],
  ['a subscription that does not fit the schema', 'subscription { count }', null],
  ['two operations of which none is named', 'subscription A { other } subscription B { other }', null],
  ['a query beside a subscription', 'subscription A { other } query B { hello }', 'B'],
  ['fragments alone', 'fragment F on Query { hello }', null],
])('%s opens no stream of a module that is a server of its own', (_what, query, operationName) => {
  expect(streamOf(query, operationName)).toBeNull();
});

test('a subscription that is named among others opens one, and brings each event', async () => {
  const answers = streamOf('subscription A { other } subscription B { count(to: 2) }', 'B');
  const bodies: unknown[] = [];
  for await (const body of answers ?? []) bodies.push(body);
  expect(bodies).toEqual([{ data: { count: 1 } }, { data: { count: 2 } }]);
});
