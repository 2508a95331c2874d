import { describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { createApolloPlanner } from '../../../gateway/planning/apollo-planner.js';
import { openPlanner } from '../../../gateway/planning/open-planner.js';
import { graphOf } from './federation.js';

// Nullable for clients in both types, because `shares` says so; not so in `finds`, which cannot be asked for both under one name.
const subgraphs = (sign: () => string | null) => ({
  finds: {
    sdl: `
      type Query { found: [Found] one: Found rows: [[Found]] }
      union Found = Shop | Site
      type Shop { sign: String! @shareable }
      type Site { sign: String }
    `,
    resolvers: {
      Query: {
        found: () => [{ __typename: 'Shop' }, null, { __typename: 'Site' }],
        one: () => ({ __typename: 'Site' }),
        rows: () => [[{ __typename: 'Site' }], null],
      },
      Shop: { sign: () => 'S' },
      Site: { sign },
    },
  },
  shares: { sdl: 'type Query { shop: Shop } type Shop { sign: String @shareable }' },
});

describe.each([
  ['the portal’s planner', openPlanner],
  ['Apollo’s planner', createApolloPlanner],
] as const)('By %s', (_name, open) => {
  const query =
    '{ found { ... on Shop { sign } ... on Site { sign } } rows { ... on Shop { sign } ... on Site { sign } } }';

  test('a name that one subgraph cannot be asked under for two types comes back as the client wrote it', async () => {
    const graph = await graphOf(
      subgraphs(() => 'T'),
      open,
    );
    expect(await graph.ask(query)).toEqual({
      data: { found: [{ sign: 'S' }, null, { sign: 'T' }], rows: [[{ sign: 'T' }], null] },
    });
    expect(graph.requests.map(({ operation }) => /\w+ ?: ?sign/.test(operation))).toEqual([true]);
  });

  test('its error stands at the client’s name', async () => {
    const graph = await graphOf(
      subgraphs(() => {
        throw new GraphQLError('No sign.');
      }),
      open,
    );
    const { data, errors } = await graph.ask(query);
    expect(data).toEqual({ found: [{ sign: 'S' }, null, { sign: null }], rows: [[{ sign: null }], null] });
    expect(errors?.map(({ path }) => path?.join('.')).sort()).toEqual(['found.2.sign', 'rows.0.0.sign']);
  });
});

describe('Where it is joined', () => {
  const joined = (sign: () => string | null) => ({
    lists: {
      sdl: `
        type Query { all: [Found] }
        union Found = Shop | Site
        type Shop @key(fields: "id") { id: ID! }
        type Site @key(fields: "id") { id: ID! }
      `,
      resolvers: {
        Query: {
          all: () => [
            { __typename: 'Shop', id: '1' },
            { __typename: 'Site', id: '2' },
          ],
        },
      },
    },
    signs: {
      sdl: `
        type Shop @key(fields: "id") { id: ID! sign: String! @shareable }
        type Site @key(fields: "id") { id: ID! sign: String }
      `,
      resolvers: {
        Shop: { __resolveReference: (shop: unknown) => shop, sign: () => 'S' },
        Site: { __resolveReference: (site: unknown) => site, sign },
      },
    },
    shares: {
      sdl: 'type Query { shop: Shop } type Shop @key(fields: "id", resolvable: false) { id: ID! sign: String @shareable }',
    },
  });
  const query = '{ all { ... on Shop { sign } ... on Site { sign } } }';

  test.each([
    ['the portal’s planner', openPlanner],
    ['Apollo’s planner', createApolloPlanner],
  ] as const)('by %s, value and error stand at the client’s name', async (_name, open) => {
    const whole = await graphOf(
      joined(() => 'T'),
      open,
    );
    expect(await whole.ask(query)).toEqual({ data: { all: [{ sign: 'S' }, { sign: 'T' }] } });
    const broken = await graphOf(
      joined(() => {
        throw new GraphQLError('No sign.');
      }),
      open,
    );
    const { data, errors } = await broken.ask(query);
    expect(data).toEqual({ all: [{ sign: 'S' }, { sign: null }] });
    expect(errors?.map(({ path }) => path?.join('.'))).toEqual(['all.1.sign']);
  });
});
