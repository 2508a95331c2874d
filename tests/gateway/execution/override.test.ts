import { afterEach, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { readConfig, readPlainConfig } from '../../../gateway/config.js';
import { openPlanner } from '../../../gateway/planning/open-planner.js';
import { overrideLabelsOf } from '../../../gateway/planning/override-labels.js';
import { overrideStanding } from '../../../gateway/planning/override-standing.js';
import { randomFrom } from '../../support/seeded-random.js';
import { generatedOperation } from '../differential/operation-generator.js';
import { supergraphs } from '../differential/supergraphs.js';
import { openPlainGraph, type PlainGraph, type ServedSubgraph } from '../plain/plain-graph.js';
import { graphOf } from './federation.js';

const self = (one: unknown) => one;
const fields = ['never', 'quarter', 'half', 'always', 'moved'];

function answering(name: string) {
  return Object.fromEntries(fields.map((field) => [field, () => name]));
}

const events = [1, 2].map((id) => `event: next\ndata: {"data":{"changed":{"__typename":"Case","id":"${id}"}}}\n\n`);

const subgraphs: Readonly<Record<string, ServedSubgraph>> = {
  old: {
    sdl: `
      type Query { case: Case plain: Int }
      type Case @key(fields: "id") { id: ID! never: String quarter: String half: String always: String moved: String }
    `,
    resolvers: {
      Query: { case: () => ({ id: '1' }), plain: () => 1 },
      Case: { __resolveReference: self, ...answering('old') },
    },
  },
  new: {
    sdl: `
      type Case @key(fields: "id") {
        id: ID!
        never: String @override(from: "old", label: "percent(0)")
        quarter: String @override(from: "old", label: "percent(25)")
        half: String @override(from: "old", label: "percent(50)")
        always: String @override(from: "old", label: "percent(100)")
        moved: String @override(from: "old", label: "cases/moved")
      }
    `,
    resolvers: { Case: { __resolveReference: self, ...answering('new') } },
  },
  stream: {
    sdl: 'type Query { streams: Int } type Subscription { changed: Case } type Case @key(fields: "id", resolvable: false) { id: ID! }',
    answer: () => ({ body: `${events.join('')}event: complete\ndata:\n\n`, type: 'text/event-stream' }),
  },
};

const opened: PlainGraph[] = [];
afterEach(async () => {
  for (const graph of opened.splice(0)) await graph.close();
});

/** A gateway that draws these numbers, one after the other, and no more. */
async function drawing(draws: number[], settings: Readonly<Record<string, string>> = {}): Promise<PlainGraph> {
  const random = (): number => {
    const draw = draws.shift();
    if (draw === undefined) throw new Error('One draw too many.');
    return draw;
  };
  const graph = await openPlainGraph(subgraphs, settings, { random });
  opened.push(graph);
  return graph;
}

describe.each(['native', 'apollo'])('With the %s planner', (PLANNER) => {
  test('what 0 percent go over to stays, and what 100 percent go over to goes, whatever is drawn', async () => {
    const draws = [0, 0.5, 0.999_999];
    const { ask } = await drawing(draws, { PLANNER });
    for (let request = 0; request < 3; request += 1)
      expect((await ask('{ case { never always } }')).data).toEqual({ case: { never: 'old', always: 'new' } });
    expect(draws).toEqual([]);
  });

  test('of 25 percent, those drawn below the border ask the new subgraph, and only those', async () => {
    const { ask } = await drawing([0, 0.2499, 0.25, 0.99, 0.1, 0.2501], { PLANNER });
    const answered = [];
    for (let request = 0; request < 6; request += 1) answered.push((await ask('{ case { quarter } }')).data);
    const [before, after] = [{ case: { quarter: 'old' } }, { case: { quarter: 'new' } }];
    expect(answered).toEqual([after, after, before, before, after, before]);
  });

  test('one draw decides for all percentages of a request', async () => {
    const draws = [0.3, 0.7, 0.1];
    const { ask } = await drawing(draws, { PLANNER });
    const asked = async () => (await ask('{ case { never quarter half always } }')).data;
    expect(await asked()).toEqual({ case: { never: 'old', quarter: 'old', half: 'new', always: 'new' } });
    expect(await asked()).toEqual({ case: { never: 'old', quarter: 'old', half: 'old', always: 'new' } });
    expect(await asked()).toEqual({ case: { never: 'old', quarter: 'new', half: 'new', always: 'new' } });
    expect(draws).toEqual([]);
  });

  test('a label of the installation is in force where OVERRIDE_LABELS names it', async () => {
    const without = await drawing([], { PLANNER });
    expect((await without.ask('{ case { moved } }')).data).toEqual({ case: { moved: 'old' } });
    const { ask } = await drawing([], { PLANNER, OVERRIDE_LABELS: 'other, cases/moved' });
    expect((await ask('{ case { moved } }')).data).toEqual({ case: { moved: 'new' } });
  });

  test('a subscription keeps its draw for all of its events', async () => {
    const { post } = await drawing([0.1, 0.9], { PLANNER });
    const heard = async (): Promise<string[]> => {
      const query = 'subscription { changed { id quarter } }';
      const { text } = await post({ query }, { accept: 'text/event-stream' });
      return [...text.matchAll(/^data: ?(\{.*)$/gm)].flatMap(([, event]) => event ?? []);
    };
    expect(await heard()).toEqual([
      '{"data":{"changed":{"id":"1","quarter":"new"}}}',
      '{"data":{"changed":{"id":"2","quarter":"new"}}}',
    ]);
    expect(await heard()).toEqual([
      '{"data":{"changed":{"id":"1","quarter":"old"}}}',
      '{"data":{"changed":{"id":"2","quarter":"old"}}}',
    ]);
  });
});

test('who asks nothing that is overridden by percentage takes no part in a draw', async () => {
  const { ask } = await drawing([]);
  expect((await ask('{ plain case { id moved } __type(name: "Case") { name } }')).data).toEqual({
    plain: 1,
    case: { id: '1', moved: 'old' },
    __type: { name: 'Case' },
  });
});

test('an operation that reaches three percentages has at most four plans', () => {
  const random = randomFrom(7);
  const keys = new Set<string>();
  for (let draw = 0; draw < 5_000; draw += 1)
    keys.add(
      overrideStanding({ custom: ['moved'], percentages: [0.5, 25, 99] }, { isInForce: () => true, random }).key,
    );
  expect([...keys].sort()).toEqual(['0 moved', '0.5 moved', '25 moved', '99 moved']);
});

test('what a field requires, by whatever type it is asked of, is reached with it', async () => {
  // Apollo's composition refuses a required field with a label, others do not: the label is written in afterwards.
  const { supergraphSdl, schema } = await graphOf({
    old: {
      sdl: 'type Query { any: Any one: One } union Any = One type One @key(fields: "id") { id: ID! part: Part } type Part @shareable { name: String size: Int }',
    },
    new: {
      sdl: 'type One @key(fields: "id") { id: ID! part: Part @override(from: "old") } type Part @shareable { name: String size: Int }',
    },
    counts: {
      sdl: `type One @key(fields: "id") { id: ID! part: Part @external count: Int @requires(fields: "part { name }") }
        type Part { name: String @external }`,
    },
  });
  const { reachedBy } = overrideLabelsOf(
    supergraphSdl.replaceAll('override: "old"', 'override: "old", overrideLabel: "percent(25)"'),
    schema,
  );
  expect(reachedBy(parse('{ any { ... on One { count } } }'))).toEqual({ custom: [], percentages: [25] });
  expect(reachedBy(parse('{ one { id } any { __typename } }'))).toEqual({ custom: [], percentages: [] });
});

test('labels that an operation does not reach change nothing of its plan', async () => {
  const draft = supergraphs.find(({ name }) => name === 'moves');
  const { supergraphSdl, schema } = await graphOf(
    Object.fromEntries(Object.entries(draft?.subgraphs ?? {}).map(([name, sdl]) => [name, { sdl }])),
  );
  const overrides = overrideLabelsOf(supergraphSdl, schema);
  const planner = await openPlanner({ supergraphSdl, schema }, 'native');
  const random = randomFrom(31);
  const told = { unreached: 0, moved: 0 };
  for (let number = 0; number < 150; number += 1) {
    const { query, variables } = generatedOperation(schema, random);
    // A planner is never asked about introspection.
    if (/__(?:schema|type\()/.test(query)) continue;
    const reached = overrides.reachedBy(parse(query));
    const planned = async (labels: ReadonlySet<string>, percentage: number): Promise<string> => {
      const plan = await planner.plan({ text: query, operationName: undefined, labels, percentage });
      return JSON.stringify((await plan.under?.(variables)) ?? plan);
    };
    const isSame = (await planned(new Set(['moved']), 0)) === (await planned(new Set(), 100));
    if (reached.custom.length + reached.percentages.length === 0) {
      told.unreached += 1;
      expect({ query, isSame }).toEqual({ query, isSame: true });
    } else if (!isSame) told.moved += 1;
  }
  planner.close();
  expect(told.unreached).toBeGreaterThan(20);
  expect(told.moved).toBeGreaterThan(20);
});

test('a setting that can be no label is refused', () => {
  const sentence =
    'OVERRIDE_LABELS names "percent(5)"; a label begins with a letter, then come letters, digits and _ - : . / only.';
  expect(() => readConfig({ OVERRIDE_LABELS: 'moved,percent(5)' })).toThrow(sentence);
  expect(() => readPlainConfig({ SUPERGRAPH_FILE: 'x', OVERRIDE_LABELS: 'percent(5)' })).toThrow(sentence);
  expect([...readConfig({ OVERRIDE_LABELS: ' a.b:c/d , moved,' }).overrideLabels]).toEqual(['a.b:c/d', 'moved']);
});
