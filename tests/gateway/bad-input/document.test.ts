import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { refusalOf, send } from '../../support/raw-request.js';
import { fastestOf } from '../../support/fastest.js';

let portal: TestPortal;

beforeAll(async () => {
  portal = await openPortal({ environment: { LIMIT_BODY_BYTES: '5000000' } });
});

afterAll(() => portal.close());

afterEach(async () => {
  expect(await answerTo({ query: '{ grid(code: "320281100") { code } }' })).toEqual([
    200,
    { grid: { code: '320281100' } },
  ]);
});

async function refusal(request: Readonly<Record<string, unknown>>): Promise<unknown[]> {
  const answer = await send(portal.origin, { body: JSON.stringify(request) });
  expect(answer.text).not.toMatch(/\bat \S+ \(|node_modules|INTERNAL/);
  return refusalOf(answer);
}

async function answerTo(request: Readonly<Record<string, unknown>>): Promise<[number, unknown]> {
  const { status, text } = await send(portal.origin, { body: JSON.stringify(request) });
  return [status, (JSON.parse(text) as { data: unknown }).data];
}

function nested(depth: number): string {
  return `{ grid(code: "320281100") ${'{ parent '.repeat(depth - 2)}{ code }${' }'.repeat(depth - 2)} }`;
}

function aliases(count: number): string {
  return `{ ${Array.from({ length: count }, (_, index) => `a${index}: __typename`).join(' ')} }`;
}

// `{`, then three tokens a field, then `}`.
function tokens(count: number): string {
  const fields = Math.floor((count - 2) / 3);
  return `{ ${'__typename @x '.repeat(fields)}${'__typename '.repeat(count - 2 - fields * 3)}}`;
}

describe('a document', () => {
  test.each([
    ['that is cut off', '{ grid', [400, 'GRAPHQL_PARSE_FAILED']],
    ['of a NUL character', '{ grid\0 }', [400, 'GRAPHQL_PARSE_FAILED']],
    ['of comments alone', '# nothing', [400, 'GRAPHQL_PARSE_FAILED']],
    ['of a lone surrogate outside a string', '{ \uD800 }', [400, 'GRAPHQL_PARSE_FAILED']],
    ['with an unterminated string', '{ grid(code: "x) { code } }', [400, 'GRAPHQL_PARSE_FAILED']],
    ['with an unknown field', '{ nonsense }', [400, 'GRAPHQL_VALIDATION_FAILED']],
    ['with an unknown argument', '{ grid(nonsense: 1) { code } }', [400, 'GRAPHQL_VALIDATION_FAILED']],
    ['with an unknown enum value', '{ grids(level: L9_MOON) { totalCount } }', [400, 'GRAPHQL_VALIDATION_FAILED']],
    ['with an enum value as a text', '{ grids(level: "L1_TOWN") { totalCount } }', [400, 'GRAPHQL_VALIDATION_FAILED']],
    [
      'with a variable of an unknown type',
      'query ($x: Nonsense) { grid(code: $x) { code } }',
      [400, 'GRAPHQL_VALIDATION_FAILED'],
    ],
    ['with an unused variable', 'query ($x: ID) { __typename }', [400, 'GRAPHQL_VALIDATION_FAILED']],
    ['with an undeclared variable', '{ grid(code: $x) { code } }', [400, 'GRAPHQL_VALIDATION_FAILED']],
    [
      'with a variable of a wrong type',
      'query ($x: Int) { grid(code: $x) { code } }',
      [400, 'GRAPHQL_VALIDATION_FAILED'],
    ],
    ['with 2^31', '{ grids(first: 2147483648) { totalCount } }', [400, 'GRAPHQL_VALIDATION_FAILED']],
    ['with 2^53 + 1', '{ grids(first: 9007199254740993) { totalCount } }', [400, 'GRAPHQL_VALIDATION_FAILED']],
    ['with 1e400 for a whole number', '{ grids(first: 1e400) { totalCount } }', [400, 'GRAPHQL_VALIDATION_FAILED']],
    [
      'with a number of 50,000 digits',
      `{ grids(first: ${'9'.repeat(50_000)}) { totalCount } }`,
      [400, 'GRAPHQL_VALIDATION_FAILED'],
    ],
    ['with a fragment within itself', '{ ...a } fragment a on Query { ...a }', [400, 'GRAPHQL_VALIDATION_FAILED']],
    [
      'with fragments in a circle',
      '{ ...a } fragment a on Query { ...b } fragment b on Query { ...c } fragment c on Query { ...a }',
      [400, 'GRAPHQL_VALIDATION_FAILED'],
    ],
    ['with an unknown fragment', '{ ...nonsense }', [400, 'GRAPHQL_VALIDATION_FAILED']],
    ['with an unknown directive', '{ __typename @nonsense }', [400, 'GRAPHQL_VALIDATION_FAILED']],
    ['that defines a type', 'type Query { x: Int }', [400, 'GRAPHQL_VALIDATION_FAILED']],
  ])('%s is refused', async (_title, query, expected) => {
    expect(await refusal({ query })).toEqual(expected);
  });

  test.each([
    ['500 levels deep', nested(500), 'DOCUMENT_TOO_DEEP'],
    ['31 levels deep', nested(31), 'DOCUMENT_TOO_DEEP'],
    [
      'of a list nested 500 deep',
      `{ grids(town: ${'['.repeat(500)}${']'.repeat(500)}) { totalCount } }`,
      'DOCUMENT_TOO_DEEP',
    ],
    ['of 10,000 aliases', aliases(10_000), 'TOO_MANY_TOKENS'],
    ['of 1,001 aliases', aliases(1001), 'TOO_MANY_ALIASES'],
    ['of 20,001 tokens', tokens(20_001), 'TOO_MANY_TOKENS'],
    ['of 501 directives', `{ __typename ${'@include(if: true) '.repeat(501)} }`, 'TOO_MANY_DIRECTIVES'],
  ])('%s is refused by name', async (_title, query, reason) => {
    expect(await refusal({ query })).toEqual([400, `LIMITED ${reason}`]);
  });

  test('of fragments that grow to millions of fields is refused before it is walked', async () => {
    const fragments = Array.from(
      { length: 22 },
      (_, index) => `fragment f${index} on Query { ...f${index + 1} a${index}: __typename ...f${index + 1} }`,
    );
    const query = `{ ...f0 } ${fragments.join(' ')} fragment f22 on Query { __typename }`;
    const milliseconds = await fastestOf(3, async () =>
      expect(await refusal({ query })).toEqual([400, 'LIMITED DOCUMENT_TOO_LARGE']),
    );
    expect(milliseconds).toBeLessThan(1_000);
  });

  test('at its bounds is answered', async () => {
    const [status] = await answerTo({ query: nested(30) });
    expect(status).toBe(200);
    const [, data] = await answerTo({ query: aliases(1000) });
    expect(Object.keys(data as object)).toHaveLength(1000);
  });
});

describe('an operation', () => {
  const two = 'query a { __typename } query b { __typename }';

  test.each([
    ['that is not named among two', { query: two }],
    ['whose name is unknown', { query: two, operationName: 'c' }],
    ['whose name is unknown to a sole operation', { query: '{ __typename }', operationName: 'x' }],
    ['of a name twice', { query: 'query a { __typename } query a { __typename }', operationName: 'a' }],
  ])('%s is refused', async (_title, request) => {
    expect(await refusal(request)).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });

  test('that is a subscription is refused over plain HTTP', async () => {
    const refused = [400, 'INVALID SUBSCRIPTION_OVER_HTTP'];
    expect(await refusal({ query: 'subscription { eventChanged { id } }' })).toEqual(refused);
  });
});

describe('an alias', () => {
  test.each([
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'toString',
    'then',
    'valueOf',
    '__defineGetter__',
    'length',
  ])('%s comes back as any other, at the root, in a row and on a list', async (alias) => {
    const query = `{
        ${alias}: grid(code: "320281100") { ${alias}: code parent { ${alias}: code } }
        list: grids(first: 1) { edges { ${alias}: node { ${alias}: code } } }
        kind: __schema { ${alias}: queryType { ${alias}: name } }
      }`;
    const { status, text } = await send(portal.origin, { body: JSON.stringify({ query }) });
    expect(status).toBe(200);
    // Compared as text: in JavaScript a member __proto__ is easily lost on the way to a comparison.
    expect(text).toBe(
      `{"data":{"${alias}":{"${alias}":"320281100","parent":null},` +
        `"list":{"edges":[{"${alias}":{"${alias}":"320281001"}}]},"kind":{"${alias}":{"${alias}":"Query"}}}}`,
    );
  });
});
