import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';

const items = {
  shelf: {
    sdl: `
      type Query { items: [Item] }
      interface Item @key(fields: "id") { id: ID! title: String }
      type Book implements Item @key(fields: "id") { id: ID! title: String pages: Int }
      type Film implements Item @key(fields: "id") { id: ID! title: String }
    `,
    resolvers: {
      Query: {
        items: () => [
          { __typename: 'Book', id: 'b', title: 'B' },
          { __typename: 'Film', id: 'f', title: 'F' },
        ],
      },
      Item: {
        __resolveReference: ({ id }: { id: string }) =>
          id === 'b' ? { __typename: 'Book', id, title: 'B', pages: 3 } : { __typename: 'Film', id, title: 'F' },
      },
    },
  },
  stars: {
    sdl: `
      type Query { best: Item listed: [Item!]! }
      type Item @key(fields: "id") @interfaceObject {
        id: ID! stars: Int title: String @external next: Item
        label(long: Boolean = false): String @requires(fields: "title")
      }
    `,
    resolvers: {
      Query: { best: () => ({ id: 'b' }), listed: () => [{ id: 'f' }, { id: 'b' }] },
      Item: {
        __resolveReference: (known: object) => known,
        stars: ({ id }: { id: string }) => (id === 'b' ? 5 : 1),
        label: ({ title }: { title?: string }, { long }: { long: boolean }) => `${title}${long ? '!' : '.'}`,
        next: () => ({ id: 'f' }),
      },
    },
  },
};

let graph: PlainGraph;

beforeAll(async () => {
  graph = await openPlainGraph(items);
});

afterAll(() => graph.close());

const answerTo = async (query: string) => {
  graph.requests.length = 0;
  const { data, errors } = await graph.ask(query);
  expect(errors).toBeUndefined();
  return data;
};

describe('An interface object', () => {
  test('learns its type for a type name and for a condition, also below another', async () => {
    const query =
      '{ best { a: __typename stars next { b: __typename ... on Book { pages } } ... on Item { ... on Book { pages } } } }';
    expect(await answerTo(query)).toEqual({ best: { a: 'Book', stars: 5, next: { b: 'Film' }, pages: 3 } });
  });

  test('is not asked for its type where nothing depends on it', async () => {
    expect(await answerTo('{ best { stars id } }')).toEqual({ best: { stars: 5, id: 'b' } });
    expect(graph.requests.map(({ subgraph }) => subgraph)).toEqual(['stars']);
  });

  test.each([
    ['{ best { ... on Book { label } ... on Film { label } } }', { best: { label: 'B.' } }],
    [
      '{ listed { ... on Book { pages label stars } ... on Film { f: stars } } }',
      { listed: [{ f: 1 }, { pages: 3, label: 'B.', stars: 5 }] },
    ],
    [
      '{ items { ...B ...F } } fragment B on Book { label } fragment F on Film { label stars }',
      { items: [{ label: 'B.' }, { label: 'F.', stars: 1 }] },
    ],
    [
      '{ items { ... on Book { l: label(long: true) } ... on Film { l: label } } }',
      { items: [{ l: 'B!' }, { l: 'F.' }] },
    ],
    [
      '{ listed { ... on Item { ... on Book { label } } ... on Film { label next { ... on Film { label } } } } }',
      { listed: [{ label: 'F.', next: { label: 'F.' } }, { label: 'B.' }] },
    ],
  ])('gets what its field requires for every type that asks for the field: %s', async (query, expected) => {
    expect(await answerTo(query)).toEqual(expected);
  });
});
