import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';

let graph: PlainGraph;
const done: string[] = [];

beforeAll(async () => {
  const echo = (_: unknown, given: object) => JSON.stringify(given);
  graph = await openPlainGraph({
    forms: {
      sdl: `
        type Query {
          echo(int: Int, float: Float, text: String, id: ID, kind: Kind, list: [Int], deep: [[Int]], form: Form, any: Any): String
          sure(n: Int! = 7): String
          desk: Desk
        }
        type Mutation { file: Int stamp(n: Int): Int }
        type Desk @key(fields: "id") { id: ID! }
        scalar Any
        enum Kind { LETTER PARCEL SEALED @inaccessible }
        input Form { n: Int = 3 kind: Kind = LETTER lines: [Form!] text: String! = "—" inner: Form }
      `,
      resolvers: {
        Query: { echo, sure: echo, desk: () => ({ id: 'd' }) },
        Mutation: { file: () => done.push('file'), stamp: () => done.push('stamp') },
      },
    },
    drawers: {
      sdl: 'type Desk @key(fields: "id") { id: ID! drawer(tags: [Tag!], note: String = "plain"): String } input Tag { n: Int = 1 }',
      resolvers: { Desk: { __resolveReference: (desk: object) => desk, drawer: echo } },
    },
  });
});

afterAll(() => graph.close());

beforeEach(() => {
  graph.requests.length = 0;
  done.length = 0;
});

const echoed = async (query: string, variables: object = {}) => {
  const { data, errors } = await graph.post({ query, variables });
  expect(errors).toBeUndefined();
  return Object.values(data as Record<string, string>).map((text): unknown => JSON.parse(text));
};

describe('What reaches a subgraph', () => {
  test.each([
    ['a value for a list', '{ echo(list: 5, deep: 6) }', {}, { list: [5], deep: [[6]] }],
    [
      'a variable for a list',
      'query ($l: [Int], $d: [[Int]]) { echo(list: $l, deep: $d) }',
      { l: 5, d: [6, null, [7]] },
      { list: [5], deep: [[6], null, [7]] },
    ],
    [
      'a variable in a list of lists',
      'query ($n: Int) { echo(deep: [[$n, null], null, []]) }',
      { n: 1 },
      { deep: [[1, null], null, []] },
    ],
    [
      'an explicit null, unlike nothing',
      'query ($n: Int, $t: String) { echo(int: $n, text: $t) }',
      { n: null },
      { int: null },
    ],
    [
      'no value for a variable below an input',
      'query ($n: Int) { echo(form: { n: $n, inner: { n: null } }) }',
      {},
      { form: { n: 3, kind: 'LETTER', text: '—', inner: { n: null, kind: 'LETTER', text: '—' } } },
    ],
    [
      'a variable input with its defaults',
      'query ($f: Form) { echo(form: $f) }',
      { f: { lines: { text: 'x' } } },
      { form: { n: 3, kind: 'LETTER', text: '—', lines: [{ n: 3, kind: 'LETTER', text: 'x' }] } },
    ],
    [
      'variables within a custom scalar’s literal',
      'query ($n: Int, $a: Any) { echo(any: { n: $n, list: [$a, 1.5, null, { k: "v" }] }) }',
      { n: 2, a: { deep: [true] } },
      { any: { n: 2, list: [{ deep: [true] }, 1.5, null, { k: 'v' }] } },
    ],
    [
      'an integer for a float and an ID',
      'query ($f: Float, $i: ID) { echo(float: $f, id: $i) }',
      { f: 3, i: 3 },
      { float: 3, id: '3' },
    ],
    ['an enum value', 'query ($k: Kind = PARCEL) { echo(kind: $k) }', {}, { kind: 'PARCEL' }],
    [
      'a float beyond 2^53',
      '{ echo(float: 123456789012345678901234567890, id: 98765432109876543210) }',
      {},
      { float: 1.2345678901234568e29, id: '98765432109876543210' },
    ],
  ])('%s', async (_what, query, variables, arrived) => {
    expect(await echoed(query, variables)).toEqual([arrived]);
  });

  test('a join’s arguments, defaults and variables included', async () => {
    const query = 'query ($n: Int, $t: String) { desk { drawer(tags: { n: $n }, note: $t) plain: drawer } }';
    const { data } = await graph.post({ query, variables: { n: 4 } });
    expect(data).toEqual({ desk: { drawer: '{"tags":[{"n":4}],"note":"plain"}', plain: '{"note":"plain"}' } });
  });

  test('every character of a string, escaped, raw and in a block', async () => {
    const codes = [...Array(0x3100).keys(), 0xd7ff, 0xe000, 0xfeff, 0xfffd, 0xffff, 0x1f600, 0x10ffff];
    const text = String.fromCodePoint(...codes);
    const escaped = codes.map((code) => `\\u{${code.toString(16)}}`).join('');
    expect(await echoed(`{ echo(text: "${escaped}") }`)).toEqual([{ text }]);
    const raw = text.replace(/[\0-\x1f"\\]/g, '');
    expect(await echoed(`{ echo(text: "${raw}") b: echo(text: """${raw}""") }`)).toEqual([
      { text: raw },
      { text: raw },
    ]);
    expect(
      await echoed(String.raw`{ echo(text: "\b \\b \\\b \" \/ \f") b: echo(text: """\b \u0041 \""" " """) }`),
    ).toEqual([{ text: '\b \\b \\\b " / \f' }, { text: '\\b \\u0041 """ " ' }]);
  });
});

describe('A variable', () => {
  test('without a value leaves an argument its default, and a null for one that must have a value is that field’s error', async () => {
    const query = 'query ($n: Int = 5) { sure(n: $n) }';
    expect(await echoed(query)).toEqual([{ n: 5 }]);
    expect(await echoed('query ($n: Int) { sure(n: $n) }')).toEqual([{ n: 7 }]);
    const { data, errors } = await graph.post({ query, variables: { n: null } });
    expect(data).toEqual({ sure: null });
    expect(errors?.map(({ path, message }) => [path, message])).toEqual([
      [['sure'], 'Argument "n" of non-null type "Int!" must not be null.'],
    ]);
  });

  test.each([
    ['mutation ($x: Boolean = true) { file stamp @include(if: $x) }'],
    ['mutation ($x: Boolean = true) { file ...Later } fragment Later on Mutation { stamp @skip(if: $x) }'],
    ['query ($x: Boolean = true) { desk { id } ... @defer(if: $x) { echo } }'],
  ])('that is null where a condition needs a value is refused before anything runs: %s', async (query) => {
    const { data, errors } = await graph.post({ query, variables: { x: null } });
    expect(data).toBeUndefined();
    expect(errors?.map(({ message, extensions }) => [message, extensions?.['reason']])).toEqual([
      ['The variable $x does not take the value null; it takes Boolean!.', 'VARIABLE_INVALID'],
    ]);
    expect([done, graph.requests]).toEqual([[], []]);
  });

  test.each([
    ['a hidden enum value', 'query ($v: Kind) { echo(kind: $v) }', 'SEALED'],
    ['a member of every object for an enum', 'query ($v: Kind) { echo(kind: $v) }', 'toString'],
    ['an integer beyond 32 bits', 'query ($v: Int) { echo(int: $v) }', 2147483648],
    ['a fraction for an integer', 'query ($v: Int) { echo(int: $v) }', 1.5],
    ['digits as text for an integer', 'query ($v: [Int]) { echo(list: $v) }', ['1']],
    ['a number for a text', 'query ($v: String) { echo(text: $v) }', 1],
    ['a null in a list that has none', 'query ($v: Form) { echo(form: $v) }', { lines: [null] }],
    ['an unknown member', 'query ($v: Form) { echo(form: $v) }', { inner: { m: 1 } }],
  ])('is refused for %s', async (_what, query, v) => {
    const { errors } = await graph.post({ query, variables: { v } });
    expect(errors?.map(({ extensions }) => extensions?.['reason'])).toEqual(['VARIABLE_INVALID']);
    expect(graph.requests).toEqual([]);
  });
});

describe('Conditions', () => {
  test('both on one field must let it through, and an object of which all is left out is empty', async () => {
    const { text } = await graph.ask(`{
      a: desk @skip(if: true) @include(if: true) { id }
      b: desk @skip(if: false) @include(if: false) { id }
      c: desk @skip(if: false) @include(if: true) { id @skip(if: true) ... @include(if: false) { drawer } }
      d: sure @skip(if: true)
    }`);
    expect(text).toBe('{"data":{"c":{}}}');
  });

  test('on one fragment in two places count each for itself', async () => {
    const query = `query ($a: Boolean!) { x: desk { ...D @skip(if: $a) } y: desk { ...D @include(if: $a) id } }
      fragment D on Desk { drawer }`;
    const { data } = await graph.post({ query, variables: { a: true } });
    expect(data).toEqual({ x: {}, y: { drawer: '{"note":"plain"}', id: 'd' } });
  });

  test('that leave nothing of a mutation change nothing', async () => {
    const { text } = await graph.ask('mutation { file @skip(if: true) ... @include(if: false) { stamp } }');
    expect([text, done]).toEqual(['{"data":{}}', []]);
  });
});

describe('Of several operations', () => {
  const query = 'query first { sure } query First { desk { id } } mutation Change { file }';

  test('the one that is named runs, in its own letters', async () => {
    expect((await graph.post({ query, operationName: 'First' })).data).toEqual({ desk: { id: 'd' } });
    expect((await graph.post({ query, operationName: 'Change' })).data).toEqual({ file: 1 });
    expect(done).toEqual(['file']);
  });

  test.each([
    ['FIRST', 'The document has no operation named "FIRST".'],
    ['toString', 'The document has no operation named "toString".'],
    [null, 'The document has several operations; operationName must say which is meant.'],
    ['', 'The document has several operations; operationName must say which is meant.'],
  ])('none runs under the name %j', async (operationName, sentence) => {
    const { data, errors } = await graph.post({ query, operationName });
    expect([data, errors?.map(({ message }) => message), done]).toEqual([undefined, [sentence], []]);
  });

  test('a sole one is not run under another’s name', async () => {
    const { errors } = await graph.post({ query: 'query Only { sure }', operationName: 'Other' });
    expect(errors?.map(({ message }) => message)).toEqual(['The document has no operation named "Other".']);
  });
});
