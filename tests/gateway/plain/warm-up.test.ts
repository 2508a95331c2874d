import { afterEach, describe, expect, test } from '@jest/globals';
import type { PlainGatewayParts } from '../../../gateway/plain-gateway.js';
import { madeUpOperation } from '../../../gateway/warm-up/made-up-operation.js';
import { supergraphs } from '../differential/supergraphs.js';
import { openPlainGraph, type PlainGraph, type ServedSubgraph } from './plain-graph.js';

const subgraphs: Readonly<Record<string, ServedSubgraph>> = {
  towns: {
    sdl: `
      type Query { towns: [Town!] best: Place }
      interface Place { name: String }
      type Town implements Place @key(fields: "id code") {
        id: ID! @inaccessible
        code: Int!
        name: String
        chief: String @authenticated
        moved: String
      }
    `,
    resolvers: { Query: { towns: () => [{ id: '1', code: 1, name: '周庄镇', chief: '甲', moved: 'old' }] } },
  },
  counts: {
    sdl: `
      type Town @key(fields: "id code") {
        id: ID! @inaccessible
        code: Int!
        name: String @external
        people: Int
        label: String @requires(fields: "name")
        moved: String @override(from: "towns", label: "percent(50)")
      }
    `,
    resolvers: {
      Town: {
        __resolveReference: (known: object) => ({ people: 7, moved: 'new', ...known }),
        label: ({ name }: { name: string }) => `${name}!`,
      },
    },
  },
};

const written: string[] = [];
const draws: number[] = [];
const write = (_: unknown, sentence: string): void => void written.push(sentence);
const parts: Partial<PlainGatewayParts> = {
  warmsUp: true,
  log: { info: write, warn: write, error: write },
  random: () => (draws.push(0), 0),
};

let graph: PlainGraph | undefined;
afterEach(async () => {
  await graph?.close();
  graph = undefined;
  written.length = 0;
  draws.length = 0;
});

const open = async (given: typeof subgraphs, settings: Readonly<Record<string, string>> = {}): Promise<PlainGraph> =>
  (graph = await openPlainGraph(given, settings, parts));

describe.each(['native', 'apollo'])('A gateway that warms up with the %s planner', (PLANNER) => {
  test('has answered operations of which no subgraph, no draw and no log knows', async () => {
    const { gateway, requests } = await open(subgraphs, { PLANNER });
    expect(gateway.warmedUp).toBeGreaterThan(0);
    expect([requests, written, draws]).toEqual([[], [], []]);
  });

  test('answers the very same operation from its subgraphs, and by its rules', async () => {
    const { gateway, ask, requests } = await open(subgraphs, { PLANNER });
    const query = madeUpOperation(gateway.graph.schema, 'WarmUp1') ?? '';
    const { data, errors } = await ask(query);
    const town = { code: 1, name: '周庄镇', chief: null, moved: 'new', people: 7, label: '周庄镇!' };
    expect(data).toEqual({ towns: [town], best: null });
    expect(errors?.map(({ path, extensions }) => [path, extensions?.['code']])).toContainEqual([
      ['towns', 'chief'],
      'UNAUTHENTICATED',
    ]);
    expect(requests.map(({ subgraph }) => subgraph)).toEqual(['towns', 'counts']);
  });
});

test.each(supergraphs)('In the supergraph $name what is made up is planned and answered', async (draft) => {
  const { gateway } = await open(
    Object.fromEntries(Object.entries(draft.subgraphs).map(([name, sdl]) => [name, { sdl }])),
  );
  expect(written).toEqual([]);
  expect(gateway.warmedUp).toBeGreaterThan(0);
});

test.each([
  ['whose fields all need arguments', 'type Query { town(id: ID!): String }', {}],
  ['of which clients may ask less than is made up', 'type Query { town: String code: ID }', { LIMIT_TOKENS: '10' }],
])('A graph %s serves without a warm-up', async (_, sdl, settings) => {
  const { gateway, ask } = await open({ towns: { sdl, resolvers: { Query: { town: () => 'Huashi' } } } }, settings);
  expect(gateway.warmedUp).toBe(0);
  expect(written).toEqual([]);
  expect((await ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
});

test('A graph for which the planner cannot plan what is made up serves, and the log says once that it is cold', async () => {
  const chains = supergraphs.find(({ name }) => name === 'chains');
  const served = Object.entries(chains?.subgraphs ?? {}).map(([name, sdl]) => [name, { sdl }]);
  const { gateway, ask } = await open(Object.fromEntries(served), { PLANNER: 'native' });
  expect(gateway.warmedUp).toBe(0);
  expect(written).toEqual(['The gateway starts without a warm-up.']);
  expect((await ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
});
