import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';

const subgraphs = {
  towns: {
    sdl: `
      type Query { towns: [Town] }
      type Mutation { rename: Town @authenticated }
      type Town @key(fields: "id") {
        id: ID!
        name: String
        chief: String @authenticated
        budget: Int @requiresScopes(scopes: [["budget:read"], ["all:read", "money:read"]])
        secret: String @policy(policies: [["nobody-knows"]])
      }
    `,
    resolvers: { Query: { towns: () => [{ id: '1', name: '甲', chief: '乙', budget: 7, secret: '丙' }] } },
  },
};
const explained = { 'x-query-plan': '1' };

let graph: PlainGraph;

beforeAll(async () => {
  graph = await openPlainGraph(subgraphs);
});

afterAll(() => graph?.close());

async function extensionsOf(query: string, headers: Readonly<Record<string, string>> = explained) {
  const { text } = await graph.ask(query, headers);
  return (JSON.parse(text) as { extensions?: Record<string, unknown> }).extensions;
}

const authenticated = '@authenticated';
const budget = '@requiresScopes(scopes: [["all:read", "money:read"], ["budget:read"]])';
const policy = '@policy(policies: [["nobody-knows"]])';

test('who may see the plan sees which rules an operation touches, what each field demands, and what was pruned', async () => {
  const extensions = await extensionsOf('{ towns { name chief money: budget ... on Town { secret } } }');
  expect(Object.keys(extensions ?? {})).toEqual(['queryPlan', 'cost', 'authorisation']);
  expect(extensions?.['authorisation']).toEqual({
    rules: [
      { rule: authenticated, passes: false },
      { rule: policy, passes: false },
      { rule: budget, passes: false },
    ],
    demands: [
      { field: 'Town.chief', rules: [authenticated] },
      { field: 'Town.budget', rules: [budget] },
      { field: 'Town.secret', rules: [policy] },
    ],
    pruned: [
      { path: 'towns.chief', rule: authenticated },
      { path: 'towns.money', rule: budget },
      { path: 'towns.secret', rule: policy },
    ],
  });
  expect(JSON.stringify(extensions?.['queryPlan'])).not.toMatch(/chief|budget|secret/);
});

test('an operation without rules demands nothing', async () => {
  const { authorisation } = (await extensionsOf('{ towns { name } }')) ?? {};
  expect(authorisation).toEqual({ rules: [], demands: [], pruned: [] });
});

test('a mutation that is refused whole says why, and that nothing is asked', async () => {
  expect(await extensionsOf('mutation { rename { name } }')).toEqual({
    queryPlan: null,
    cost: 10,
    authorisation: {
      rules: [{ rule: authenticated, passes: false }],
      demands: [{ field: 'Mutation.rename', rules: [authenticated] }],
      pruned: [{ path: 'rename', rule: authenticated }],
    },
  });
});

test('nobody sees it who does not ask, or who may not in production', async () => {
  expect(await extensionsOf('{ towns { chief } }', {})).toBeUndefined();
  const closed = await openPlainGraph(subgraphs, { NODE_ENV: 'production' });
  const { text } = await closed.ask('{ towns { chief } }', explained);
  await closed.close();
  expect(text).not.toContain('authorisation');
});
