import { describe, expect, test } from '@jest/globals';
import { createApolloPlanner } from '../../../gateway/planning/apollo-planner.js';
import { createNativePlanner } from '../../../gateway/planning/native-planner.js';
import { openPlanner } from '../../../gateway/planning/open-planner.js';
import { graphOf } from './federation.js';

const subgraphs = {
  homes: {
    sdl: `
      type Query { home: Home me: Person }
      type Home @key(fields: "id") { id: ID! people(age: Int!): Int }
      type Person @key(fields: "id") { id: ID! homes: [Home!] }
      type Mutation { move: Person }
    `,
    resolvers: {
      Query: { home: () => ({ id: 'h' }), me: () => ({ id: 'p' }) },
      Mutation: { move: () => ({ id: 'p' }) },
      Person: { __resolveReference: (one: unknown) => one, homes: () => [{ id: 'h' }] },
      Home: {
        __resolveReference: (one: unknown) => one,
        people: (_: unknown, { age }: { age: number }) => age * 2,
      },
    },
  },
  visits: {
    sdl: `
      type Home @key(fields: "id") {
        id: ID!
        people(age: Int!): Int @external
        visits: Int @requires(fields: "people(age: 60)")
        visitor: Person
      }
      type Person @key(fields: "id") { id: ID! phone: String }
    `,
    resolvers: {
      Home: {
        __resolveReference: (one: unknown) => one,
        visits: ({ people }: { people: number }) => people + 1,
        visitor: () => ({ id: 'v' }),
      },
      Person: { __resolveReference: (one: unknown) => one, phone: ({ id }: { id: string }) => `1${id}` },
    },
  },
};

describe.each([
  ['native', createNativePlanner],
  ['apollo', createApolloPlanner],
  ['open', openPlanner],
] as const)('the %s planner', (_name, open) => {
  test('plans joins, required fields, conditions and mutations to equal answers', async () => {
    const graph = await graphOf(subgraphs, open);
    const query =
      'query ($v: Boolean!) { home { visits visitor @include(if: $v) { phone homes { visits } } } me { phone } }';
    expect(await graph.ask(query, { variables: { v: true } })).toEqual({
      data: { home: { visits: 121, visitor: { phone: '1v', homes: [{ visits: 121 }] } }, me: { phone: '1p' } },
    });
    expect(await graph.ask(query, { variables: { v: false } })).toEqual({
      data: { home: { visits: 121 }, me: { phone: '1p' } },
    });
    expect(await graph.ask('mutation { move { phone homes { id visits } } }')).toEqual({
      data: { move: { phone: '1p', homes: [{ id: 'h', visits: 121 }] } },
    });
  });
});

test('a subscription is parted into its source stream and what each event needs', async () => {
  const graph = await graphOf({
    events: {
      sdl: 'type Query { a: Int } type Subscription { opened: Event } type Event @key(fields: "id") { id: ID! }',
    },
    names: { sdl: 'type Event @key(fields: "id") { id: ID! name: String }' },
  });
  for (const open of [createNativePlanner, createApolloPlanner]) {
    const planner = await open({ supergraphSdl: graph.supergraphSdl, schema: graph.schema });
    const request = { operationName: undefined, labels: new Set<string>(), percentage: 100 };
    const plan = await planner.plan({ ...request, text: 'subscription { opened { id name } }' });
    expect(plan.subscribe?.subgraph).toBe('events');
    expect(plan.node).toMatchObject({ kind: 'Sequence', nodes: [{ kind: 'EntityFetch', subgraph: 'names' }] });
  }
});

test('a plan that takes longer than its limit is a Fault TIMEOUT', async () => {
  const graph = await graphOf({ one: { sdl: 'type Query { a: Int }' } });
  const planner = await createNativePlanner({ supergraphSdl: graph.supergraphSdl, schema: graph.schema, limit: 0 });
  const fields = Array.from({ length: 20_000 }, (_, index) => `f${index}: a`).join(' ');
  const request = { text: `{ ${fields} }`, operationName: undefined, labels: new Set<string>(), percentage: 100 };
  await expect(planner.plan(request)).rejects.toMatchObject({ code: 'TIMEOUT' });
});
