import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';

describe.each(['native', 'apollo'])('A mutation under the %s planner', (planner) => {
  let graph: PlainGraph;
  const log: string[] = [];

  beforeAll(async () => {
    graph = await openPlainGraph(
      {
        cases: {
          sdl: `
            type Query { cases: Int }
            type Mutation { open(n: Int, input: Entry): Case close(n: Int): Case! count: Int refuse: Case! tell: Case }
            type Case @key(fields: "id") { id: ID! title: String }
            input Entry { n: Int }
          `,
          resolvers: {
            Mutation: {
              open: (_: unknown, { n, input }: { n?: number; input?: { n: number } }) => {
                log.push(`open ${n ?? input?.n}`);
                return { id: `o${n ?? input?.n}` };
              },
              close: (_: unknown, { n }: { n: number }) => (log.push(`close ${n}`), { id: `c${n}` }),
              count: () => log.push('count'),
              refuse: () => {
                log.push('refuse');
                throw new Error('refused');
              },
            },
          },
        },
        teams: {
          sdl: `
            type Mutation { assign: Int }
            type Case @key(fields: "id") { id: ID! team: String seen: Int }
          `,
          resolvers: {
            Mutation: { assign: () => log.push('assign') },
            Case: {
              __resolveReference: (known: object) => known,
              team: ({ id }: { id: string }) => (log.push(`team ${id}`), `T${id}`),
              seen: () => log.length,
            },
          },
        },
      },
      { PLANNER: planner },
    );
  });

  afterAll(() => graph.close());

  beforeEach(() => {
    log.length = 0;
    graph.requests.length = 0;
  });

  test('is done with one field, joins included, before the next of the same subgraph begins', async () => {
    const { data } = await graph.post({
      query: `mutation ($n: Int, $input: Entry, $m: Int) {
        a: open(n: $n) { ...Team } count b: open(input: $input) { title team } close(n: $m) { id } assign
      }
      fragment Team on Case { team }`,
      variables: { n: 1, input: { n: 2 }, m: 3 },
    });
    expect(data).toEqual({
      a: { team: 'To1' },
      count: 3,
      b: { title: null, team: 'To2' },
      close: { id: 'c3' },
      assign: 7,
    });
    expect(log).toEqual(['open 1', 'team o1', 'count', 'open 2', 'team o2', 'close 3', 'assign']);
  });

  test('asks fields of one subgraph that need no other in one request', async () => {
    await graph.ask('mutation { open(n: 1) { id } count close(n: 2) { title } }');
    expect([log, graph.requests.length]).toEqual([['open 1', 'count', 'close 2'], 1]);
  });

  test('joins to a field see what it changed and nothing later', async () => {
    const { data } = await graph.ask('mutation { a: open(n: 1) { seen } b: open(n: 2) { seen } c: count }');
    expect(data).toEqual({ a: { seen: 1 }, b: { seen: 2 }, c: 3 });
  });

  test('runs the same field once for each response name, in the order of the document', async () => {
    await graph.ask(
      'mutation { b: open(n: 2) { id } ...Rest a: open(n: 1) { id } } fragment Rest on Mutation { assign b: open(n: 2) { title } }',
    );
    expect(log).toEqual(['open 2', 'assign', 'open 1']);
  });

  test('whose field fails goes on, and a null where none may be takes the whole answer', async () => {
    const { data, errors } = await graph.ask('mutation { open(n: 1) { id } refuse { id } assign }');
    expect([data, errors?.map(({ path }) => path)]).toEqual([null, [['refuse']]]);
    expect(log).toEqual(['open 1', 'refuse', 'assign']);
  });

  test('that subgraphs need not do is not done', async () => {
    expect((await graph.ask('mutation { kind: __typename }')).data).toEqual({ kind: 'Mutation' });
    expect(graph.requests).toEqual([]);
  });
});
