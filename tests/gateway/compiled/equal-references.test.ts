import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';

interface Item {
  readonly id: string;
  readonly kind: string | null;
  readonly weight: number | null;
  readonly owner: string;
}

const question = '{ items { __typename id kind weight cost owner { id name } } }';
let items: readonly Item[] = [];
let graph: PlainGraph;

const shop = {
  sdl: `
    type Query { items: [Item!]! }
    type Item @key(fields: "id") { id: ID! kind: String! weight: Int owner: Person! }
    type Person @key(fields: "id", resolvable: false) { id: ID! }`,
  resolvers: {
    Query: { items: () => items.map(({ owner, ...item }) => ({ ...item, owner: { id: owner } })) },
  },
};
const costs = {
  sdl: `
    type Item @key(fields: "id") { id: ID! weight: Int @external cost: String @requires(fields: "weight") }`,
  resolvers: { Item: { cost: ({ id, weight }: Item) => `${weight} for ${id}` } },
};
const people = {
  sdl: 'type Person @key(fields: "id") { id: ID! name: String }',
  resolvers: { Person: { name: ({ id }: { readonly id: string }) => `Person ${id}` } },
};

beforeAll(async () => {
  graph = await openPlainGraph({ shop, costs, people });
});
afterAll(() => graph.close());
beforeEach(() => {
  graph.requests.length = 0;
});

function answerFor(given: readonly Item[]) {
  return {
    items: given.map(({ id, kind, weight, owner }) => ({
      __typename: 'Item',
      id,
      kind,
      weight,
      cost: `${weight} for ${id}`,
      owner: { id: owner, name: `Person ${owner}` },
    })),
  };
}

function askedOf(subgraph: string): number {
  const asked = graph.requests.find((request) => request.subgraph === subgraph);
  const [representations] = Object.values(asked?.variables ?? {});
  return Array.isArray(representations) ? representations.length : 0;
}

const many = (ownerOf: (index: number) => string): Item[] =>
  Array.from({ length: 300 }, (_, index) => ({ id: `i${index}`, kind: 'box', weight: index, owner: ownerOf(index) }));

test('references that are all different, and then all the same, are each asked for once', async () => {
  items = many((index) => `p${index}`);
  for (let sight = 0; sight < 3; sight += 1) {
    graph.requests.length = 0;
    expect((await graph.ask(question)).data).toEqual(answerFor(items));
    expect(askedOf('people')).toBe(300);
  }
  items = many(() => 'p1');
  graph.requests.length = 0;
  expect((await graph.ask(question)).data).toEqual(answerFor(items));
  expect(askedOf('people')).toBe(1);
});

test('an entity that a subgraph requires different values of is asked for with each', async () => {
  const item = { id: 'i1', kind: 'box', weight: 1, owner: 'p1' };
  items = [item, { ...item, weight: 2 }, item, { ...item, id: 'i2' }];
  expect((await graph.ask(question)).data).toEqual(answerFor(items));
  expect(askedOf('costs')).toBe(3);
});

test('a null among keys that are read together is one where it may be', async () => {
  items = [{ id: 'i1', kind: 'box', weight: null, owner: 'p1' }];
  expect((await graph.ask(question)).data).toEqual(answerFor(items));
});

test('a null among keys that are read together takes its object with it where it may not be', async () => {
  items = [{ id: 'i1', kind: null, weight: 1, owner: 'p1' }];
  const { data, errors } = await graph.ask(question);
  expect(data ?? null).toBeNull();
  expect(errors?.map(({ path }) => path)).toEqual([['items', 0, 'kind']]);
});
