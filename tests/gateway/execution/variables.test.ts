import { expect, test } from '@jest/globals';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { coerceVariables } from '../../../gateway/operation/variables.js';
import { Fault } from '../../../kit/module/fault.js';

const schema = buildSchema(`
  type Query { find(by: Filter, ids: [ID!], colour: Colour, any: Any, n: Int, x: Float): Int }
  input Filter { name: String! = "all" size: Int within: Filter tags: [String!] }
  enum Colour { RED BLUE }
  scalar Any
`);

const coerced = (query: string, provided?: Record<string, unknown>) => {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('A test has one operation.');
  return coerceVariables(schema, { document, operation }, provided).wire;
};

const refusal = (query: string, provided?: Record<string, unknown>): Fault => {
  try {
    coerced(query, provided);
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown;
    throw thrown;
  }
  throw new Error('The variables were taken.');
};

test('defaults are filled in, of variables and inside inputs; what is left out stays out', () => {
  expect({ ...coerced('query ($a: Filter, $b: Int = 3, $c: Int) { n: __typename }', { a: { size: 1 } }) }).toEqual({
    a: { name: 'all', size: 1 },
    b: 3,
  });
});

test('a single value stands for a list, and an explicit null is not a default', () => {
  expect({ ...coerced('query ($a: [ID!], $b: Int = 3) { n: __typename }', { a: 7, b: null }) }).toEqual({
    a: ['7'],
    b: null,
  });
});

test('variables that the operation does not declare are ignored', () => {
  expect({ ...coerced('query ($a: Int) { n: __typename }', { a: 1, z: 2, __proto__: 3 }) }).toEqual({ a: 1 });
});

test('a custom scalar passes as it came', () => {
  const any = { a: [1, 'x', null, { b: -0 }], constructor: 'c' };
  expect(coerced('query ($a: Any) { n: __typename }', { a: any })['a']).toBe(any);
});

test.each([
  ['a missing value', 'query ($a: Int!) { n: __typename }', {}, 'The variable $a has no value; it takes Int!.'],
  [
    'a null',
    'query ($a: Int!) { n: __typename }',
    { a: null },
    'The variable $a does not take the value null; it takes Int!.',
  ],
  [
    '2^31',
    'query ($a: Int) { n: __typename }',
    { a: 2 ** 31 },
    'The variable $a does not take the value 2147483648; it takes Int.',
  ],
  [
    '1e400',
    'query ($a: Float) { n: __typename }',
    { a: JSON.parse('1e400') },
    'The variable $a does not take the value Infinity; it takes Float.',
  ],
  [
    '2^53+1 as an ID',
    'query ($a: [ID!]) { n: __typename }',
    { a: [1, JSON.parse('9007199254740993')] },
    'The variable $a.1 does not take the value 9007199254740992; it takes [ID!].',
  ],
  [
    '1e400 in a scalar',
    'query ($a: Any) { n: __typename }',
    { a: { b: [JSON.parse('1e400')] } },
    'The variable $a.b.0 does not take the value Infinity; it takes Any.',
  ],
  [
    'an unknown enum value',
    'query ($a: Colour) { n: __typename }',
    { a: 'GREEN' },
    'The variable $a does not take the value "GREEN"; it takes Colour.',
  ],
  [
    'an unknown field',
    'query ($a: Filter) { n: __typename }',
    { a: { shape: 1 } },
    'The variable $a does not take the value {…}; it takes Filter.',
  ],
  [
    'a wrong field',
    'query ($a: Filter) { n: __typename }',
    { a: { within: { size: 'big' } } },
    'The variable $a.within.size does not take the value "big"; it takes Filter.',
  ],
])('%s is refused with the place and the value', (_name, query, provided, sentence) => {
  const fault = refusal(query, provided);
  expect(fault.code).toBe('INVALID');
  expect(fault.extensions['reason']).toBe('VARIABLE_INVALID');
  expect(fault.sentence.en).toBe(sentence);
});

test('a value nested a hundred thousand times is refused, not overflowed', () => {
  let deep: unknown = 1;
  for (let level = 0; level < 100_000; level += 1) deep = { within: deep };
  expect(refusal('query ($a: Filter) { n: __typename }', { a: deep }).code).toBe('INVALID');
  expect(refusal('query ($a: Any) { n: __typename }', { a: deep }).code).toBe('INVALID');
});

test('a long value is shown in part', () => {
  const { sentence } = refusal('query ($a: Colour) { n: __typename }', { a: 'x'.repeat(2_000_000) });
  expect(sentence.en.length).toBeLessThan(150);
});
