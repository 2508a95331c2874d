import { afterEach, describe, expect, test } from '@jest/globals';
import { openPlainGraph, type PlainGraph, type ServedSubgraph } from '../plain/plain-graph.js';

let graph: PlainGraph | undefined;

afterEach(async () => {
  await graph?.close();
  graph = undefined;
});

const known = (row: object) => row;
const told = (row: object) => JSON.stringify(row);

const answersOf = async (subgraphs: Readonly<Record<string, ServedSubgraph>>, query: string) => {
  graph = await openPlainGraph(subgraphs);
  const { data, errors } = await graph.ask(query);
  expect(errors).toBeUndefined();
  return data;
};

describe('A key', () => {
  const places =
    'type Line @shareable { road: ID! post: Post } type Post @shareable { n: Int } type Place @shareable { town: String }';
  const routes: Readonly<Record<string, ServedSubgraph>> = {
    maps: {
      sdl: `type Query { route: Route } type Route @key(fields: "lines { road post { n } } at { town }") { lines: [Line!]! at: Place! } ${places}`,
      resolvers: {
        Query: {
          route: () => ({
            lines: [
              { road: 'x', post: { n: 1 } },
              { road: 'y', post: null },
            ],
            at: { town: '华士' },
          }),
        },
      },
    },
    tolls: {
      sdl: `type Route @key(fields: "lines { road post { n } } at { town }") { lines: [Line!]! at: Place! toll: String } ${places}`,
      resolvers: { Route: { __resolveReference: known, toll: told } },
    },
  };
  const sent =
    '{"__typename":"Route","lines":[{"road":"x","post":{"n":1}},{"road":"y","post":null}],"at":{"town":"华士"}}';

  test('of objects and lists is sent whole, whatever the client calls its fields', async () => {
    expect(await answersOf(routes, '{ route { lines: at { town } at: lines { road: post { n } } toll } }')).toEqual({
      route: { lines: { town: '华士' }, at: [{ road: { n: 1 } }, { road: null }], toll: sent },
    });
  });

  test('leads over two further keys to a subgraph that has neither, one of them unknown to its resolver', async () => {
    const subgraphs: Readonly<Record<string, ServedSubgraph>> = {
      desk: {
        sdl: 'type Query { people: [Person] } type Person @key(fields: "id") { id: ID! }',
        resolvers: { Query: { people: () => [{ id: '1' }, null, { id: '2' }] } },
      },
      post: {
        sdl: 'type Person @key(fields: "id") @key(fields: "mail") { id: ID! mail: String }',
        resolvers: {
          Person: { __resolveReference: ({ id }: { id: string }) => ({ id, mail: id === '1' ? 'a@b' : null }) },
        },
      },
      tax: {
        sdl: 'type Person @key(fields: "mail") @key(fields: "file { no }", resolvable: false) { mail: String file: File } type File @shareable { no: Int }',
        resolvers: {
          Person: { __resolveReference: ({ mail }: { mail: string | null }) => mail && { mail, file: { no: 7 } } },
        },
      },
      court: {
        sdl: 'type Person @key(fields: "file { no }") { file: File fine: Int } type File @shareable { no: Int }',
        resolvers: {
          Person: { __resolveReference: known, fine: ({ file }: { file: { no: number } }) => file.no * 10 },
        },
      },
    };
    expect(await answersOf(subgraphs, '{ people { fine } }')).toEqual({ people: [{ fine: 70 }, null, { fine: null }] });
    expect(graph?.requests.at(-1)?.variables).toEqual({
      representations: [{ __typename: 'Person', file: { no: 7 } }],
    });
  });
});

describe('What a join requires', () => {
  const goods: Readonly<Record<string, ServedSubgraph>> = {
    market: {
      sdl: `
        type Query { goods: [Good] }
        type Good @key(fields: "id") { id: ID! price(in: String = "CNY", net: Boolean): Int tags(first: Int): [String] size: Size }
        type Size { w(unit: Unit = CM): Int h: Int } enum Unit { CM MM }
      `,
      resolvers: {
        Query: { goods: () => [{ id: '1' }] },
        Good: {
          price: (_: unknown, asked: { in: string }) => ({ CNY: 100, EUR: 13 })[asked.in] ?? 14,
          tags: (_: unknown, { first }: { first?: number }) => ['a', 'b', 'c'].slice(0, first),
          size: () => ({ h: 3 }),
        },
        Size: { w: (_: unknown, { unit }: { unit: string }) => (unit === 'MM' ? 70 : 7) },
      },
    },
    customs: {
      sdl: `
        type Good @key(fields: "id") {
          id: ID! price(in: String = "CNY", net: Boolean): Int @external tags(first: Int): [String] @external size: Size @external
          eur: String @requires(fields: "price(in: \\"EUR\\", net: true) tags(first: 2)")
          usd: String @requires(fields: "price(in: \\"USD\\")")
          box: String @requires(fields: "size { w(unit: MM) h }")
        }
        type Size { w(unit: Unit = CM): Int @external h: Int @external } enum Unit { CM MM }
      `,
      resolvers: { Good: { __resolveReference: known, eur: told, usd: told, box: told } },
    },
    ledger: {
      sdl: 'type Good @key(fields: "id") { id: ID! eur: String @external usd: String @external both: String @requires(fields: "eur usd") }',
      resolvers: {
        Good: { __resolveReference: known, both: ({ eur, usd }: { eur: string; usd: string }) => `${eur} ${usd}` },
      },
    },
  };
  const eur = '{"__typename":"Good","price":13,"tags":["a","b"],"id":"1"}';
  const usd = '{"__typename":"Good","price":14,"id":"1"}';

  test('is asked with its own arguments, whatever the client and another requirement ask of the same field', async () => {
    const query = '{ goods { price(in: "GBP") tags e: eur u: usd usd: price eur: price(in: "EUR") } }';
    expect(await answersOf(goods, query)).toEqual({
      goods: [{ price: 14, tags: ['a', 'b', 'c'], e: eur, u: usd, usd: 100, eur: 13 }],
    });
  });

  test('may require again, and may be an object of which one field has arguments', async () => {
    expect(await answersOf(goods, '{ goods { both } }')).toEqual({ goods: [{ both: `${eur} ${usd}` }] });
    const box = '{"__typename":"Good","size":{"w":70,"h":3},"id":"1"}';
    expect((await graph?.ask('{ goods { box size { w m: w(unit: MM) } } }'))?.data).toEqual({
      goods: [{ box, size: { w: 7, m: 70 } }],
    });
  });
});

describe('What a field provides', () => {
  const news: Readonly<Record<string, ServedSubgraph>> = {
    paper: {
      sdl: `
        type Query {
          feed: [Piece] @provides(fields: "... on Photo { by { name } } ... on Text { by { name } }")
          bare: [Piece]
          top: Photo @provides(fields: "by { name home { town } }")
        }
        union Piece = Photo | Text
        type Photo @key(fields: "id") { id: ID! by: Author @external }
        type Text @key(fields: "id") { id: ID! by: Author @external }
        type Author @key(fields: "id") { id: ID! name: String @external home: Home @external }
        type Home @shareable { town: String }
      `,
      resolvers: {
        Query: {
          feed: () => [
            { __typename: 'Photo', id: 'p', by: { id: '1', name: 'provided' } },
            { __typename: 'Text', id: 't', by: null },
          ],
          bare: () => [{ __typename: 'Photo', id: 'p' }],
          top: () => ({ id: 'p', by: { id: '1', name: 'provided', home: { town: 'provided' } } }),
        },
      },
    },
    people: {
      sdl: `
        type Photo @key(fields: "id") { id: ID! by: Author @shareable } type Text @key(fields: "id") { id: ID! by: Author @shareable }
        type Author @key(fields: "id") { id: ID! name: String @shareable home: Home @shareable age: Int }
        type Home @shareable { town: String street: String }
      `,
      resolvers: {
        Photo: { __resolveReference: known, by: () => ({ id: '1' }) },
        Author: {
          __resolveReference: known,
          name: () => 'own',
          age: () => 9,
          home: () => ({ town: 'own', street: 'own' }),
        },
      },
    },
  };

  test('on each type of a union costs no further request there, and is asked of its own subgraph elsewhere', async () => {
    const query = '{ feed { ... on Photo { by { name } } ... on Text { by { name } } } }';
    expect(await answersOf(news, query)).toEqual({ feed: [{ by: { name: 'provided' } }, { by: null }] });
    expect(graph?.requests.map(({ subgraph }) => subgraph)).toEqual(['paper']);
    expect((await graph?.ask('{ bare { ... on Photo { by { name age } } } }'))?.data).toEqual({
      bare: [{ by: { name: 'own', age: 9 } }],
    });
  });

  test('below one field is completed by others where more is asked', async () => {
    expect(await answersOf(news, '{ top { by { name home { town } } } }')).toEqual({
      top: { by: { name: 'provided', home: { town: 'provided' } } },
    });
    expect(graph?.requests.length).toBe(1);
    expect((await graph?.ask('{ top { by { age home { street } } } }'))?.data).toEqual({
      top: { by: { age: 9, home: { street: 'own' } } },
    });
  });
});

test('A value type that two subgraphs share is filled by both, and its parts are merged', async () => {
  const row: Readonly<Record<string, ServedSubgraph>> = {
    north: {
      sdl: 'type Query { fee: Fee @shareable fees: [[Fee]] @shareable } type Fee @shareable { amount: Int unit: Unit } type Unit @shareable { name: String }',
      resolvers: {
        Query: { fee: () => ({ amount: 1, unit: { name: 'yuan' } }), fees: () => [[{ amount: 1 }, null], null] },
      },
    },
    south: {
      sdl: 'type Query { fee: Fee @shareable fees: [[Fee]] @shareable } type Fee @shareable { amount: Int cents: Int unit: Unit } type Unit @shareable { sign: String }',
      resolvers: {
        Query: { fee: () => ({ cents: 99, unit: { sign: '¥' } }), fees: () => [[{ cents: 9 }, null], null] },
      },
    },
  };
  expect(await answersOf(row, '{ fee { cents unit { sign name } amount } fees { unit { name } cents } }')).toEqual({
    fee: { cents: 99, unit: { sign: '¥', name: 'yuan' }, amount: 1 },
    fees: [[{ unit: null, cents: 9 }, null], null],
  });
});
