import { expect, test } from '@jest/globals';
import { graphOf } from './federation.js';

const ledger = async () => {
  const log: string[] = [];
  const graph = await graphOf({
    east: {
      sdl: `
        type Query { east: Int }
        type Mutation { open: Case closeEast: Case again(n: Int!): Case }
        type Case @key(fields: "id") { id: ID! title: String }
      `,
      resolvers: {
        Mutation: {
          open: () => (log.push('open'), { id: 'c-1' }),
          closeEast: () => (log.push('closeEast'), { id: 'c-2' }),
          again: (_: unknown, { n }: { n: number }) => (log.push(`again ${n}`), { id: `c-${n}` }),
        },
        Case: {
          __resolveReference: (one: unknown) => one,
          title: async ({ id }: { id: string }) => {
            await new Promise((resume) => setTimeout(resume, 5));
            log.push(`title ${id}`);
            return `Case ${id}`;
          },
        },
      },
    },
    west: {
      sdl: `
        type Mutation { assign: Case }
        type Case @key(fields: "id") { id: ID! team: String }
      `,
      resolvers: {
        Mutation: { assign: () => (log.push('assign'), { id: 'c-3' }) },
        Case: {
          __resolveReference: (one: unknown) => one,
          team: async ({ id }: { id: string }) => {
            await new Promise((resume) => setTimeout(resume, 5));
            log.push(`team ${id}`);
            return `Team of ${id}`;
          },
        },
      },
    },
  });
  return { graph, log };
};

test('root fields run one after the other, each with its joins done before the next', async () => {
  const { graph, log } = await ledger();
  expect(await graph.ask('mutation { open { team } assign { title team } closeEast { team } }')).toEqual({
    data: {
      open: { team: 'Team of c-1' },
      assign: { title: 'Case c-3', team: 'Team of c-3' },
      closeEast: { team: 'Team of c-2' },
    },
  });
  expect(log).toEqual(['open', 'team c-1', 'assign', 'team c-3', 'title c-3', 'closeEast', 'team c-2']);
});

test('a root field written twice runs once, also under conditions and around another field', async () => {
  const { graph, log } = await ledger();
  const query =
    'mutation ($a: Boolean!, $b: Boolean!) { open @skip(if: $a) { id } assign { id } ... @include(if: $b) { open { title } } }';
  expect(await graph.ask(query, { variables: { a: false, b: true } })).toEqual({
    data: { open: { id: 'c-1', title: 'Case c-1' }, assign: { id: 'c-3' } },
  });
  expect(log).toEqual(['open', 'title c-1', 'assign']);
});

test('a skipped root field does not run', async () => {
  const { graph, log } = await ledger();
  const query =
    'mutation ($a: Boolean!) { ... @skip(if: $a) { again(n: 1) @include(if: $a) { id } } ...F @include(if: $a) } fragment F on Mutation { again(n: 1) { id } }';
  expect(await graph.ask(query, { variables: { a: false } })).toEqual({ data: {} });
  expect(log).toEqual([]);
  expect(await graph.ask(query, { variables: { a: true } })).toEqual({ data: { again: { id: 'c-1' } } });
  expect(log).toEqual(['again 1']);
});

test('a batch that serves two root fields is sent once for each', async () => {
  const { graph, log } = await ledger();
  await graph.ask('mutation { a: again(n: 1) { team } assign { id } b: again(n: 2) { team } }');
  expect(log).toEqual(['again 1', 'team c-1', 'assign', 'again 2', 'team c-2']);
});
