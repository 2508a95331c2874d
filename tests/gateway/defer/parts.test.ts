import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DeferringGraph, openDeferringGraph } from './deferring-graph.js';
import { askForParts, openAnswer, type Part } from './read-parts.js';

let graph: DeferringGraph;
beforeAll(async () => {
  graph = await openDeferringGraph();
});
afterAll(() => graph.close());

const ask = (query: string, variables?: Readonly<Record<string, unknown>>) =>
  askForParts(graph.origin, { query, variables });

/** What comes later, whenever it comes: place and data of each entry. */
const later = (parts: readonly Part[]) =>
  parts.flatMap(({ incremental = [] }) => incremental.map(({ path, data }) => [path, data]));

describe('What is sent when', () => {
  test('a list has an entry for each item', async () => {
    const parts = await ask('{ towns { id ... @defer(label: "b") { births } } }');
    expect(parts).toEqual([
      { data: { towns: [{ id: '1' }, { id: '2' }] }, hasNext: true },
      {
        incremental: [
          { data: { births: 7 }, path: ['towns', 0], label: 'b' },
          { data: { births: 14 }, path: ['towns', 1], label: 'b' },
        ],
        hasNext: false,
      },
    ]);
  });

  test('a field that is deferred and not deferred comes once, with the first part', async () => {
    const parts = await ask(
      '{ town { id mayor { name } ... @defer { id name mayor { name votes } ...Again } } } fragment Again on Town { id nickname }',
    );
    expect(parts[0]).toEqual({ data: { town: { id: '1', mayor: { name: '甲' } } }, hasNext: true });
    expect(later(parts)).toEqual([[['town'], { name: '周庄镇', nickname: 'town 1', mayor: { votes: 51 } }]]);
  });

  test('a deferred list adds to the items that have left, each in its place, null where they are null', async () => {
    const parts = await ask('{ grid { name } ... @defer { grid { nickname } towns { id } } }');
    expect(parts[0]?.data).toEqual({ grid: [[{ name: '周庄镇' }, null], [{ name: '华士镇' }]] });
    expect(later(parts)).toEqual([
      [
        [],
        {
          towns: [{ id: '1' }, { id: '2' }],
          grid: [[{ nickname: 'town 1' }, null], [{ nickname: 'town 2' }]],
        },
      ],
    ]);
  });

  test('a part within a part comes after it, though it is ready before', async () => {
    graph.counts.close();
    const answer = await openAnswer(graph.origin, {
      query: '{ town { id ... @defer(label: "outer") { births ... @defer(label: "inner") { nickname } } } }',
    });
    await answer.next();
    expect(await answer.next()).toContain('{"data":{"town":{"id":"1"}},"hasNext":true}');
    graph.counts.open();
    expect(await answer.rest()).toContain(
      '{"incremental":[{"data":{"births":7},"path":["town"],"label":"outer"},' +
        '{"data":{"nickname":"town 1"},"path":["town"],"label":"inner"}],"hasNext":false}',
    );
  });

  test('a slow part within a part does not keep the outer one back', async () => {
    graph.counts.close();
    const answer = await openAnswer(graph.origin, {
      query: '{ town { id ... @defer(label: "outer") { nickname ... @defer(label: "inner") { births } } } }',
    });
    await answer.next();
    await answer.next();
    expect(await answer.next()).toContain('{"nickname":"town 1"},"path":["town"],"label":"outer"}],"hasNext":true}');
    graph.counts.open();
    expect(await answer.rest()).toContain('{"births":7},"path":["town"],"label":"inner"}],"hasNext":false}');
  });

  test('a fragment on another type brings no part', async () => {
    const parts = await ask(
      '{ places { __typename name ... on Town @defer(label: "t") { nickname } ... on Village @defer { headman } } }',
    );
    expect(parts[0]?.data).toEqual({
      places: [
        { __typename: 'Village', name: '华西村' },
        { __typename: 'Town', name: '周庄镇' },
      ],
    });
    expect(later(parts)).toEqual([
      [['places', 0], { headman: '丙' }],
      [['places', 1], { nickname: 'town 1' }],
    ]);
  });

  test('a whole operation can be deferred, and its first part leaves empty-handed at once', async () => {
    graph.names.close();
    const answer = await openAnswer(graph.origin, { query: '{ ... @defer { greeting } }' });
    await answer.next();
    expect(await answer.next()).toContain('{"data":{},"hasNext":true}');
    graph.names.open();
    expect(await answer.rest()).toContain('{"incremental":[{"data":{"greeting":"你好"},"path":[]}],"hasNext":false}');
  });

  test('the variable of `if` decides for each request, and its default is to defer', async () => {
    const query = 'query ($later: Boolean) { town { id ... @defer(if: $later) { births } } }';
    const whole = { data: { town: { id: '1', births: 7 } } };
    expect(await ask(query, { later: false })).toEqual([whole]);
    for (const variables of [{ later: true }, {}]) expect(later(await ask(query, variables))).toHaveLength(1);
  });

  test('@skip and @include hold beside it', async () => {
    const query =
      'query ($no: Boolean!) { town { id ... @defer @include(if: $no) { births } ... @defer @skip(if: $no) { nickname } } }';
    expect(later(await ask(query, { no: false }))).toEqual([[['town'], { nickname: 'town 1' }]]);
    expect(later(await ask(query, { no: true }))).toEqual([[['town'], { births: 7 }]]);
  });

  test('a mutation is done before its first part leaves, and its fields may come later', async () => {
    const parts = await ask(
      'mutation { a: rename(id: "1", name: "甲") { name ... @defer { births } } b: rename(id: "2", name: "乙") { name } }',
    );
    expect(parts).toEqual([
      { data: { a: { name: '甲' }, b: { name: '乙' } }, hasNext: true },
      { incremental: [{ data: { births: 7 }, path: ['a'] }], hasNext: false },
    ]);
  });

  test('introspection may come later too', async () => {
    const parts = await ask('{ town { id } ... @defer { __type(name: "Village") { name } __typename } }');
    expect(later(parts)).toEqual([[[], { __type: { name: 'Village' }, __typename: 'Query' }]]);
  });
});

describe('What goes wrong', () => {
  test('null in a non-null place takes its part and no other', async () => {
    const parts = await ask('{ towns { id ... @defer(label: "p") { births people } } }');
    expect(parts[0]).toEqual({ data: { towns: [{ id: '1' }, { id: '2' }] }, hasNext: true });
    expect(parts[1]).toMatchObject({
      incremental: [
        { data: { births: 7, people: 1000 }, path: ['towns', 0], label: 'p' },
        { data: null, path: ['towns', 1], label: 'p', errors: [{ path: ['towns', 1, 'people'] }] },
      ],
    });
    expect(parts[1]?.incremental?.[0]?.errors).toBeUndefined();
  });

  test('null below an object that has left takes the part, not the object', async () => {
    const parts = await ask('{ towns { id } ... @defer { towns { people } greeting } }');
    expect(parts[0]).toEqual({ data: { towns: [{ id: '1' }, { id: '2' }] }, hasNext: true });
    expect(later(parts)).toEqual([[[], null]]);
    expect(parts.at(-1)?.incremental?.[0]?.errors).toMatchObject([{ path: ['towns', 1, 'people'] }]);
  });

  test('an entity that nobody knows takes its part, which says what is missing', async () => {
    const parts = await ask('{ town(id: "3") { name ... @defer { people } } }');
    expect(parts[1]?.incremental).toMatchObject([
      { data: null, path: ['town'], errors: [{ path: ['town', 'people'], extensions: { reason: 'VALUE_MISSING' } }] },
    ]);
  });

  test('an error stands in the part where its field is, once', async () => {
    const parts = await ask('{ town { id broken ... @defer(label: "b") { again: broken nickname } } }');
    expect(parts).toMatchObject([
      { data: { town: { id: '1', broken: null } }, errors: [{ path: ['town', 'broken'] }] },
      { incremental: [{ data: { again: null, nickname: 'town 1' }, errors: [{ path: ['town', 'again'] }] }] },
    ]);
    expect(parts[0]?.errors).toHaveLength(1);
    expect(parts[1]?.incremental?.[0]?.errors).toHaveLength(1);
  });

  test('an object that falls with the first part has no later ones', async () => {
    expect(await ask('{ town { sure ... @defer { nickname } } }')).toMatchObject([
      { data: { town: null }, errors: [{ path: ['town', 'sure'] }] },
    ]);
  });

  test('a refused field is null in its part, which names the rule', async () => {
    const parts = await ask('{ towns { id ... @defer { secret births } } places { name ... on Town { secret } } }');
    const refusal = (path: string[]) => ({ path, extensions: { code: 'UNAUTHENTICATED', reason: 'RULE' } });
    expect(parts[0]?.errors).toMatchObject([refusal(['places', 'secret'])]);
    expect(parts[0]?.errors).toHaveLength(1);
    expect(parts[1]?.incremental).toMatchObject([
      { data: { secret: null, births: 7 }, errors: [refusal(['towns', 'secret'])] },
      { data: { secret: null, births: 14 } },
    ]);
  });

  test('a part of refused fields alone comes with null', async () => {
    const parts = await ask('{ town { id ... @defer { secret } } }');
    expect(later(parts)).toEqual([[['town'], { secret: null }]]);
  });
});

describe('The directive', () => {
  test('is known to introspection', async () => {
    const [answer] = await ask('{ __schema { directives { name locations args { name defaultValue } } } }');
    const { directives } = (answer?.data as { __schema: { directives: { name: string }[] } }).__schema;
    expect(directives.find(({ name }) => name === 'defer')).toEqual({
      name: 'defer',
      locations: ['FRAGMENT_SPREAD', 'INLINE_FRAGMENT'],
      args: [
        { name: 'if', defaultValue: 'true' },
        { name: 'label', defaultValue: null },
      ],
    });
  });

  test.each([
    ['{ town { id @defer } }', 'Directive "@defer" may not be used on FIELD.'],
    [
      '{ town { ... @defer(label: "x") { id } ... @defer(label: "x") { name } } }',
      'The label "x" of @defer is used twice.',
    ],
    [
      'query ($l: String) { town { ... @defer(label: $l) { id } } }',
      'The label of @defer must be written out as a string.',
    ],
    ['mutation { ... @defer { rename(id: "1", name: "x") { id } } }', 'The root of a mutation cannot be deferred.'],
    [
      'mutation { ...M } fragment M on Mutation { ... @defer(if: false) { rename(id: "1", name: "x") { id } } }',
      'The root of a mutation cannot be deferred.',
    ],
    [
      'subscription { counted { ...T } } fragment T on Town { ... @defer { id } }',
      'A subscription cannot defer; leave @defer out or set its "if" to false.',
    ],
  ])('%s is refused', async (query, message) => {
    for (const accept of ['multipart/mixed;deferSpec=20220824, application/json', 'application/json'])
      expect(await askForParts(graph.origin, { query, headers: { accept } })).toMatchObject([
        { errors: [{ message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
      ]);
  });

  test('is allowed in a subscription where it is off', async () => {
    const query = 'subscription { counted { id ... @defer(if: false) { name } } }';
    expect(await ask(query)).toMatchObject([{ errors: [{ extensions: { reason: 'SUBSCRIPTION_OVER_HTTP' } }] }]);
  });
});
