import { beforeAll, expect, test } from '@jest/globals';
import { closedAfterAll } from '../../support/closed-after.js';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';

const towns = {
  sdl: `
    type Query {
      town(code: ID!): Town
      towns(first: Int = 5, last: Int): TownPage
        @listSize(slicingArguments: ["first", "last"], sizedFields: ["nodes"], requireOneSlicingArgument: false)
      paged(size: Int): [Town!] @listSize(slicingArguments: ["size"], requireOneSlicingArgument: false)
      found(by: Search @cost(weight: 3)): [Place!] @listSize(assumedSize: 7)
      places: [Place]
      matrix: [[Town]]
      heavy: Int @cost(weight: 25)
    }
    type Mutation { open: Town }
    type Town { code: ID! name: String grids(first: Int!): [Grid!] @listSize(slicingArguments: ["first"]) }
    type TownPage { nodes: [Town!] total: Int }
    type Grid @cost(weight: 4) { number: String }
    interface Place { code: ID! }
    type Park implements Place { code: ID! town: Town }
    type Bridge implements Place @cost(weight: 2) { code: ID! }
    input Search { text: String near: [Point!] @cost(weight: 1) }
    input Point { x: Int @cost(weight: 2) }
  `,
};

const keep = closedAfterAll();
let open: PlainGraph;
let narrow: PlainGraph;
beforeAll(async () => {
  open = keep(await openPlainGraph({ towns }));
  narrow = keep(await openPlainGraph({ towns }, { LIMIT_COST: '50' }));
});

async function costOf(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const { text } = await open.post({ query, variables }, { 'x-query-plan': '1' });
  return (JSON.parse(text) as { extensions?: { cost?: unknown } }).extensions?.cost;
}

test.each([
  ['an object is one, its leaves are nothing', '{ town(code: 1) { __typename code name } }', 1],
  ['a page is its rows and itself', '{ towns { nodes { name } total } }', 6],
  ['of several slicing arguments the largest counts', '{ towns(first: 3, last: 9) { nodes { name } } }', 10],
  ['sizes multiply', '{ towns(first: 3) { nodes { grids(first: 2) { number } } } }', 28],
  ['a list may be sized itself', '{ paged(size: 4) { name } }', 4],
  ['a list of which nothing is said has ten', '{ paged { name } }', 10],
  ['a list of lists has ten of ten', '{ matrix { name } }', 100],
  ['of several types the dearest counts', '{ places { code } }', 20],
  ['with what is asked of it', '{ places { ... on Park { town { grids(first: 1) { number } } } } }', 60],
  ['a field has a weight of its own', '{ heavy again: heavy }', 50],
  ['arguments have weights', '{ found(by: { text: "x", near: [{ x: 1 }, { x: 2 }] }) { code } }', 22],
  ['a mutation is ten', 'mutation { open { name } }', 10],
  ['a negative size makes nothing cheaper', '{ heavy towns(first: -100) { nodes { name } } }', 26],
  ['what is left out costs nothing', '{ heavy @skip(if: true) town(code: 1) @include(if: false) { name } }', 0],
  ['fragments count where they apply', '{ ...F } fragment F on Query { town(code: 1) { ... on Town { name } } }', 1],
])('%s', async (_what, query, cost) => {
  expect(await costOf(query)).toBe(cost);
});

const sized = 'query ($n: Int, $s: Boolean = false) { towns(first: $n) { nodes { name } } heavy @include(if: $s) }';

test.each([
  ['a variable says how many', sized, { n: 40 }, 41],
  ['one that is left out leaves it to the schema', sized, {}, 6],
  ['one that is null to what is assumed', sized, { n: null }, 11],
  ['a condition decides', sized, { n: 1, s: true }, 27],
  [
    'a whole argument',
    'query ($b: Search) { found(by: $b) { code } }',
    { b: { near: [{ x: 1 }, { x: 2 }, {}], text: null } },
    22,
  ],
])('of variables: %s', async (_what, query, variables, cost) => {
  expect(await costOf(query, variables)).toBe(cost);
});

test('more than can be counted exactly is told as the largest number that can, and refused', async () => {
  const query = 'query ($n: Int!) { towns(first: $n) { nodes { grids(first: $n) { number } } } }';
  const { errors } = await open.post({ query, variables: { n: 2_147_483_647 } });
  expect(errors?.map(({ extensions }) => extensions?.['details'])).toEqual([
    { cost: 9_007_199_254_740_991, limit: 50_000 },
  ]);
});

test('a document that is known is counted anew with each request’s variables', async () => {
  const { errors: none } = await narrow.post({ query: sized, variables: { n: 49 } });
  expect(none).toBeUndefined();
  const asked = narrow.requests.length;
  const attack = await narrow.post({ query: sized, variables: { n: 50 } });
  expect(attack.errors).toEqual([
    {
      message: 'The operation may cost 51, more than 50. Ask for smaller pages, or in several requests.',
      extensions: { code: 'LIMITED', reason: 'TOO_COSTLY', details: { cost: 51, limit: 50 } },
    },
  ]);
  const variables = encodeURIComponent('{"n":1000000}');
  const byGet = await fetch(`${narrow.origin}/graphql?query=${encodeURIComponent(sized)}&variables=${variables}`);
  expect(await byGet.json()).toMatchObject({ errors: [{ extensions: { details: { cost: 1_000_001 } } }] });
  const streamed = await fetch(`${narrow.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: sized, variables: { n: 51 } }),
  });
  expect(await streamed.text()).toContain('"reason":"TOO_COSTLY"');
  expect(narrow.requests).toHaveLength(asked);
});

test('the schema may be asked for once, not over and over again in one request', async () => {
  const types = '__schema { types { fields { args { type { ofType { ofType { name } } } } } } }';
  const once = await open.ask(`{ ${types} }`);
  expect(once.errors).toBeUndefined();
  const often = Array.from({ length: 20 }, (_, index) => `a${index}: ${types}`);
  const { errors } = await open.ask(`{ ${often.join(' ')} }`);
  expect(errors?.map(({ extensions }) => extensions?.['reason'])).toEqual(['TOO_COSTLY']);
});
