import { expect, test } from '@jest/globals';
import { graphOf } from './federation.js';

const parcels = () =>
  graphOf({
    grid: {
      sdl: `
        type Query { cell(id: ID!): Cell cells: [Cell!]! rows: [[Cell]] }
        type Cell @key(fields: "id") {
          id: ID!
          area(unit: String!): Int
          map: Map
        }
        type Map { scale: Int sheet: Sheet }
        type Sheet { number: Int }
      `,
      resolvers: {
        Query: {
          cell: (_: unknown, { id }: { id: string }) => ({ id }),
          cells: () => [{ id: 'c-1' }, { id: 'c-2' }, { id: 'c-1' }],
          rows: () => [[{ id: 'c-1' }, null], null, [{ id: 'c-2' }]],
        },
        Cell: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          area: (cell: { id: string }, { unit }: { unit: string }) =>
            Number(cell.id.slice(2)) * (unit === 'mu' ? 15 : 1),
          map: () => ({ scale: 500, sheet: { number: 7 } }),
        },
      },
    },
    staff: {
      sdl: `
        type Query { officer: Officer }
        type Officer @key(fields: "id") { id: ID! name: String cells: [Cell!]! }
        type Cell @key(fields: "id") {
          id: ID!
          officer: Officer @provides(fields: "rank")
          area(unit: String!): Int @external
          map: Map @external
          staffNeeded: Int @requires(fields: "area(unit: \\"mu\\")")
          hectaresEach: Int @requires(fields: "area(unit: \\"hectare\\")")
          label: String @requires(fields: "map { scale sheet { number } }")
        }
        extend type Officer { rank: Int @external }
        type Map { scale: Int @external sheet: Sheet @external }
        type Sheet { number: Int @external }
      `,
      resolvers: {
        Query: { officer: () => ({ id: 'o-1' }) },
        Officer: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          name: ({ id }: { id: string }) => `Officer ${id}`,
          cells: () => [{ id: 'c-2' }],
        },
        Cell: {
          __resolveReference: (cell: unknown) => cell,
          officer: (cell: { id: string }) => ({ id: `o-${cell.id}`, rank: 3 }),
          staffNeeded: (cell: { area: number }) => cell.area * 10,
          hectaresEach: (cell: { area: number }) => cell.area * 100,
          label: (cell: { map: { scale: number; sheet: { number: number } } }) =>
            `1:${cell.map.scale} ${cell.map.sheet.number}`,
        },
      },
    },
    ranks: {
      sdl: 'type Officer @key(fields: "id") { id: ID! rank: Int @shareable pay: Int }',
      resolvers: {
        Officer: { __resolveReference: ({ id }: { id: string }) => ({ id }), rank: () => 4, pay: () => 5 },
      },
    },
  });

test('a field of another subgraph is joined by key', async () => {
  const graph = await parcels();
  expect(await graph.ask('{ officer { name pay cells { id map { scale } } } }')).toEqual({
    data: { officer: { name: 'Officer o-1', pay: 5, cells: [{ id: 'c-2', map: { scale: 500 } }] } },
  });
});

test('entities that are equal are asked for once and answered in every place', async () => {
  const graph = await parcels();
  expect(await graph.ask('{ cells { id officer { name } } }')).toEqual({
    data: {
      cells: [
        { id: 'c-1', officer: { name: 'Officer o-c-1' } },
        { id: 'c-2', officer: { name: 'Officer o-c-2' } },
        { id: 'c-1', officer: { name: 'Officer o-c-1' } },
      ],
    },
  });
  expect(graph.requests.map(({ subgraph, variables }) => [subgraph, variables])).toEqual([
    ['grid', {}],
    [
      'staff',
      {
        representations: [
          { __typename: 'Cell', id: 'c-1' },
          { __typename: 'Cell', id: 'c-2' },
        ],
      },
    ],
  ]);
});

test('lists of lists keep their shape and their holes through a join', async () => {
  const graph = await parcels();
  expect(await graph.ask('{ rows { id officer { id } } }')).toEqual({
    data: {
      rows: [[{ id: 'c-1', officer: { id: 'o-c-1' } }, null], null, [{ id: 'c-2', officer: { id: 'o-c-2' } }]],
    },
  });
});

test('two fields that require one field with different arguments each get their own value', async () => {
  const graph = await parcels();
  expect(await graph.ask('{ cell(id: "c-2") { area(unit: "m") staffNeeded hectaresEach } }')).toEqual({
    data: { cell: { area: 2, staffNeeded: 300, hectaresEach: 200 } },
  });
});

test('a required object is sent with just the fields that are required', async () => {
  const graph = await parcels();
  expect(await graph.ask('{ cell(id: "c-1") { label } }')).toEqual({ data: { cell: { label: '1:500 7' } } });
  expect(graph.requests[1]?.variables).toEqual({
    representations: [{ __typename: 'Cell', id: 'c-1', map: { scale: 500, sheet: { number: 7 } } }],
  });
});

test('a provided field comes from the subgraph that provides it', async () => {
  const graph = await parcels();
  expect(await graph.ask('{ cell(id: "c-1") { officer { rank } } }')).toEqual({
    data: { cell: { officer: { rank: 3 } } },
  });
  expect(graph.requests.map(({ subgraph }) => subgraph)).toEqual(['grid', 'staff']);
});

test('skipped fields cost no fetch, by literal and by variable', async () => {
  const graph = await parcels();
  const query = 'query ($with: Boolean! = false) { cell(id: "c-1") { id officer @include(if: $with) { name } } }';
  expect(await graph.ask(query)).toEqual({ data: { cell: { id: 'c-1' } } });
  expect(graph.requests).toHaveLength(1);
  expect(await graph.ask(query, { variables: { with: true } })).toEqual({
    data: { cell: { id: 'c-1', officer: { name: 'Officer o-c-1' } } },
  });
  expect(graph.requests).toHaveLength(2);
});

test('an answer shared by two places is not changed in one by what is joined to the other', async () => {
  const graph = await parcels();
  const query = '{ a: cell(id: "c-1") { size: area(unit: "mu") } b: cell(id: "c-1") { size: area(unit: "m") label } }';
  expect(await graph.ask(query)).toEqual({ data: { a: { size: 15 }, b: { size: 1, label: '1:500 7' } } });
});

test('the answer follows the order of the client, whatever the order of the fetches', async () => {
  const graph = await parcels();
  const { data } = await graph.ask(
    '{ cell(id: "c-1") { staffNeeded ...area id } } fragment area on Cell { area(unit: "m") }',
  );
  expect(JSON.stringify(data)).toBe('{"cell":{"staffNeeded":150,"area":1,"id":"c-1"}}');
});
