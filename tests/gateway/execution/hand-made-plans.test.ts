import type { PlanNode, QueryPlan, RequiresSelection } from '@graphql-hive/router-query-planner';
import { describe, expect, test } from '@jest/globals';
import { preparePlan } from '../../../gateway/planning/prepare-plan.js';
import { graphOf } from './federation.js';

// What the format of plans allows and neither planner writes today, or seldom.
const subgraphs = {
  homes: {
    sdl: 'type Query { home: Home homes: [Home] } type Home @key(fields: "id") { id: ID! size: Size } type Size { rooms: Int floors: Int }',
  },
  visits: {
    sdl: `
      type Query { other: Int }
      type Mutation { first: Home second: Home }
      type Home @key(fields: "id") { id: ID! visits: Int }
    `,
  },
};

const homeTypes = new Map([['Dwelling', new Set(['Home'])]]);

/** The homes that the first subgraph answers, and the second's answer to a mutation. */
const home = { __typename: 'Home', id: 'h', size: { rooms: 3, floors: 2 } };

/** A graph whose every operation is planned like this; `visits` answers that each home had seven. */
async function planned(node: PlanNode, homes: unknown = { home }) {
  const draft: QueryPlan = { kind: 'QueryPlan', node };
  const graph = await graphOf(subgraphs, () => ({
    name: 'native',
    plan: async () => preparePlan(draft, homeTypes),
    close: () => {},
  }));
  graph.replace('homes', async () => ({ data: homes as Record<string, unknown> }));
  graph.replace('visits', async ({ kind, operation, variables }) => {
    if (kind === 'mutation') return { data: { [operation.includes('first') ? 'first' : 'second']: home } };
    const { representations } = variables as { representations: unknown[] };
    return { data: { _entities: representations.map(() => ({ visits: 7 })) } };
  });
  return graph;
}

const find: PlanNode = {
  kind: 'Fetch',
  serviceName: 'homes',
  operation: '{ home { __typename id size { rooms floors } } homes { __typename id size { rooms floors } } }',
};

const count = (requires: RequiresSelection[]): PlanNode => ({
  kind: 'Fetch',
  serviceName: 'visits',
  operation:
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Home { visits } } }',
  requires,
});

const below = (name: string, node: PlanNode): PlanNode => ({ kind: 'Flatten', path: [{ Field: name }], node });
const field = (name: string, selections?: RequiresSelection[]): RequiresSelection => ({
  kind: 'Field',
  name,
  selections,
});
const key: RequiresSelection = {
  kind: 'InlineFragment',
  typeCondition: 'Home',
  selections: [field('__typename'), field('id')],
};

describe('A requirement', () => {
  const on = (selections: RequiresSelection[], condition: { skipIf?: string; includeIf?: string } = {}) =>
    ({ kind: 'InlineFragment', typeCondition: 'Home', selections, ...condition }) as const;
  const query = 'query ($yes: Boolean!) { home { visits id @include(if: $yes) } }';

  test.each([
    [{ includeIf: 'yes' }, true, true],
    [{ includeIf: 'yes' }, false, false],
    [{ skipIf: 'yes' }, true, false],
    [{ skipIf: 'yes' }, false, true],
  ])('under the condition %j holds where the variable is %j: %j', async (condition, yes, holds) => {
    const node = below('home', count([key, on([field('size', [field('rooms')])], condition)]));
    const graph = await planned({ kind: 'Sequence', nodes: [find, node] });
    expect((await graph.ask(query, { variables: { yes } })).data).toMatchObject({ home: { visits: 7 } });
    expect(graph.requests[1]?.variables).toEqual({
      representations: [{ __typename: 'Home', id: 'h', ...(holds ? { size: { rooms: 3 } } : {}) }],
    });
  });

  test('of another type than the entity has is not sent', async () => {
    const other: RequiresSelection = { kind: 'InlineFragment', typeCondition: 'Size', selections: [field('size')] };
    const graph = await planned({ kind: 'Sequence', nodes: [find, below('home', count([key, other]))] });
    await graph.ask('{ home { visits } }');
    expect(graph.requests[1]?.variables).toEqual({ representations: [{ __typename: 'Home', id: 'h' }] });
  });

  test('of one object by two fragments is sent as one object, in lists as well', async () => {
    const twice = [key, on([field('size', [field('rooms')])]), on([field('size', [field('floors')])])];
    const node = below('homes', count(twice));
    const homes = [home, { ...home, id: 'i', size: [{ rooms: 1, floors: 4 }, null] }];
    const graph = await planned({ kind: 'Sequence', nodes: [find, node] }, { homes });
    await graph.ask('{ homes { visits } }');
    expect(graph.requests[1]?.variables).toEqual({
      representations: [
        { __typename: 'Home', id: 'h', size: { rooms: 3, floors: 2 } },
        { __typename: 'Home', id: 'i', size: [{ rooms: 1, floors: 4 }, null] },
      ],
    });
  });

  test.each([
    ['a field of it', { rooms: 3 }],
    ['a field of one of several', [{ rooms: 3, floors: 2 }, { rooms: 3 }]],
    ['the object itself', 'large'],
  ])('that lacks %s leaves its entity out, and the others are asked for', async (_what, size) => {
    const node = below('homes', count([key, field('size', [field('rooms'), field('floors')])]));
    const graph = await planned(
      { kind: 'Sequence', nodes: [find, node] },
      { homes: [{ ...home, id: 'i', size }, home] },
    );
    const { data } = await graph.ask('{ homes { id visits } }');
    expect(data).toEqual({
      homes: [
        { id: 'i', visits: null },
        { id: 'h', visits: 7 },
      ],
    });
    expect(graph.requests[1]?.variables).toMatchObject({ representations: [{ id: 'h' }] });
  });

  test('by a named fragment is refused', async () => {
    const spread: RequiresSelection = { kind: 'FragmentSpread', value: 'F' };
    const graph = await planned(below('home', count([spread])));
    await expect(graph.ask('{ home { visits } }')).rejects.toThrow(
      'A plan requires the named fragment F, which is not executable here.',
    );
  });
});

describe('An entity without its type name', () => {
  const unnamed = { id: home.id, size: home.size };

  test('is not joined', async () => {
    const graph = await planned(
      { kind: 'Sequence', nodes: [find, below('home', count([field('id')]))] },
      { home: unnamed },
    );
    expect((await graph.ask('{ home { id visits } }')).data).toEqual({ home: { id: 'h', visits: null } });
    expect(graph.requests).toHaveLength(1);
  });

  test('meets no condition of a path', async () => {
    const node: PlanNode = {
      kind: 'Flatten',
      path: [{ Field: 'homes' }, '@', { TypeCondition: ['Dwelling'] }],
      node: count([field('__typename'), field('id')]),
    };
    const graph = await planned({ kind: 'Sequence', nodes: [find, node] }, { homes: [unnamed, { ...home, id: 'i' }] });
    expect((await graph.ask('{ homes { id visits } }')).data).toEqual({
      homes: [
        { id: 'h', visits: null },
        { id: 'i', visits: 7 },
      ],
    });
    expect(graph.requests[1]?.variables).toEqual({ representations: [{ __typename: 'Home', id: 'i' }] });
  });
});

test('Only the objects of the types of a path’s condition are joined', async () => {
  const path = [{ Field: 'homes' }, '@' as const, { TypeCondition: ['Palace', 'Hut'] }];
  const node: PlanNode = { kind: 'Flatten', path, node: count([field('__typename'), field('id')]) };
  const homes = ['Home', 'Hut', 'Palace'].map((name, index) => ({ ...home, __typename: name, id: String(index) }));
  const graph = await planned({ kind: 'Sequence', nodes: [find, node] }, { homes });
  await graph.ask('{ homes { visits } }');
  expect(graph.requests[1]?.variables).toEqual({
    representations: [
      { __typename: 'Hut', id: '1' },
      { __typename: 'Palace', id: '2' },
    ],
  });
});

describe('A representation is rewritten for its subgraph', () => {
  const rewritten = async (rewrites: NonNullable<Extract<PlanNode, { kind: 'Fetch' }>['inputRewrites']>) => {
    const requires = [field('__typename'), field('id'), field('size', [field('rooms')])];
    const join = { ...count(requires), inputRewrites: rewrites } as PlanNode;
    const graph = await planned({ kind: 'Sequence', nodes: [find, below('home', join)] });
    expect((await graph.ask('{ home { visits } }')).data).toEqual({ home: { visits: 7 } });
    return graph.requests[1]?.variables['representations'];
  };

  test.each([
    ['a type condition that it meets', ['Dwelling'], { __typename: 'Building', id: 'h', size: { rooms: 3 } }],
    ['one that it does not meet', ['Size'], { __typename: 'Home', id: 'h', size: { rooms: 3 } }],
  ])('under %s', async (_which, names, sent) => {
    const path = [{ TypenameEquals: names }, { Key: '__typename' }];
    expect(await rewritten([{ ValueSetter: { path, setValueTo: 'Building' } }])).toEqual([sent]);
    expect(await rewritten([{ kind: 'ValueSetter', path, setValueTo: 'Building' }])).toEqual([sent]);
  });

  test('below a key, and not where the key is absent', async () => {
    const rename = (...path: string[]) => ({
      KeyRenamer: { path: path.map((name) => ({ Key: name })), renameKeyTo: 'chambers' },
    });
    expect(await rewritten([rename('size', 'rooms'), rename('size', 'stairs'), rename('size')])).toEqual([
      { __typename: 'Home', id: 'h', chambers: { chambers: 3 } },
    ]);
  });
});

describe('A condition of the plan', () => {
  const firstHome: PlanNode = { ...find, operation: '{ home { __typename id } }' };
  const query = 'query ($yes: Boolean!) { home { id visits @include(if: $yes) } }';

  test('runs one part or the other by the variable', async () => {
    const join = below('home', count([key]));
    const graph = await planned({
      kind: 'Sequence',
      nodes: [firstHome, { kind: 'Condition', condition: 'yes', ifClause: join }],
    });
    expect(await graph.ask(query, { variables: { yes: true } })).toEqual({ data: { home: { id: 'h', visits: 7 } } });
    expect(await graph.ask(query, { variables: { yes: false } })).toEqual({ data: { home: { id: 'h' } } });
    expect(graph.requests).toHaveLength(1);
  });

  test.each([
    [true, ['first { __typename id }', 'second { __typename id }']],
    [false, ['second { __typename id }', '']],
  ])('keeps a mutation’s order and its other part where the variable is %j', async (yes, expected) => {
    const run = (name: string): PlanNode => ({
      kind: 'Fetch',
      serviceName: 'visits',
      operationKind: 'mutation',
      operation: `mutation { ${name} { __typename id } }`,
    });
    const graph = await planned({
      kind: 'Sequence',
      nodes: [
        { kind: 'Condition', condition: 'yes', ifClause: run('first') },
        run('second'),
        { kind: 'Condition', condition: 'yes', elseClause: below('second', count([key])) },
      ],
    });
    await graph.ask(
      'mutation ($yes: Boolean!) { first @include(if: $yes) { id } second { id visits @skip(if: $yes) } }',
      { variables: { yes } },
    );
    const asked = graph.requests.map(({ operation }) => /^mutation \{ (.*) \}$/.exec(operation)?.[1] ?? '');
    expect(asked).toEqual(expected);
  });
});

test('A deferred part is refused', async () => {
  const graph = await planned({ kind: 'Defer', primary: {}, deferred: [] });
  await expect(graph.ask('{ home { id } }')).rejects.toThrow(
    'A plan holds a node of kind Defer, which is not executable here.',
  );
});
