import { describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { checkDocument } from '../../../gateway/guard/document-limits.js';
import { Fault } from '../../../kit/module/fault.js';

const defaults = { tokens: 20_000, depth: 30, aliases: 1_000, directives: 500, fields: 50_000 };

type Refusal = Pick<Fault, 'code' | 'sentence' | 'extensions'> & { readonly milliseconds: number };

/** The Fault that refuses a document, and what it cost to find out. */
function refusalOf(text: string, limits = defaults): Refusal {
  const started = process.cpuUsage();
  try {
    checkDocument(text, limits);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { code, sentence, extensions } = error;
    return { code, sentence, extensions, milliseconds: process.cpuUsage(started).user / 1000 };
  }
  throw new Error(`Not refused: ${text.slice(0, 80)}`);
}

/** The protocol's errors on a document: their codes and messages. */
function protocolErrorsOf(text: string): string[] {
  const checked = checkDocument(text, defaults);
  if (!('errors' in checked)) throw new Error(`Not refused: ${text.slice(0, 80)}`);
  return checked.errors.map(({ message, extensions }) => `${String(extensions?.['code'])} ${message}`);
}

const unbound = { tokens: 1e6, depth: 1e6, aliases: 1e6, directives: 1e6, fields: 1e6 };

describe('a document at its limit passes, and one beyond is refused with the value and the limit', () => {
  test.each([
    ['TOO_MANY_TOKENS', { tokens: 5 }, '{ a b c }', '{ a b c d }', 6],
    ['DOCUMENT_TOO_DEEP', { depth: 3 }, '{ a { b { c } } }', '{ a { b { c { d } } } }', 4],
    [
      'DOCUMENT_TOO_DEEP',
      { depth: 3 },
      '{ a { ... { ...F } } } fragment F on Q { b { c } }',
      '{ a { b { ...F } } } fragment F on Q { c { d } }',
      4,
    ],
    [
      'TOO_MANY_ALIASES',
      { aliases: 2 },
      '{ a: x ...F } fragment F on Q { b: x }',
      '{ a: x ...F } fragment F on Q { b: x c: x }',
      3,
    ],
    [
      'TOO_MANY_DIRECTIVES',
      { directives: 2 },
      'query @d { a @d }',
      'query($v: Int @d) { ... @d { a } ...F @d } fragment F on Q { b }',
      3,
    ],
    [
      'DOCUMENT_TOO_LARGE',
      { fields: 4 },
      '{ ...F ...F } fragment F on Q { a b }',
      '{ c ...F ...F } fragment F on Q { a b }',
      5,
    ],
  ])('%s %j', (reason, limit, within, beyond, value) => {
    const limits = { ...unbound, ...limit };
    expect(checkDocument(within, limits)).toMatchObject({ kind: 'Document' });
    const { code, extensions } = refusalOf(beyond, limits);
    expect(code).toBe('LIMITED');
    expect(extensions).toMatchObject({ reason, details: { value, limit: Object.values(limit)[0] } });
  });
});

test('the refusal names value and limit in both languages', () => {
  expect(refusalOf('{ a { b } }', { ...unbound, depth: 1 }).sentence).toEqual({
    zh: '文档的字段层数达到 2,超过上限 1。',
    en: 'The document reaches 2 levels of fields; the limit is 1.',
  });
});

describe('an attack is refused within half a second of work', () => {
  const chain = (length: number, body: (next: string) => string) =>
    Array.from({ length }, (_, index) => `fragment F${index} on Q { ${body(`...F${index + 1}`)} }`).join(' ') +
    ` fragment F${length} on Q { x }`;

  test.each([
    [
      '10,000 aliases',
      `{ ${Array.from({ length: 10_000 }, (_, index) => `a${index}: x`).join(' ')} }`,
      'TOO_MANY_TOKENS',
    ],
    [
      '6,000 aliases',
      `{ ${Array.from({ length: 6000 }, (_, index) => `a${index}: x`).join(' ')} }`,
      'TOO_MANY_ALIASES',
    ],
    ['depth 500', '{ a '.repeat(500) + '}'.repeat(500), 'DOCUMENT_TOO_DEEP'],
    ['depth 100', '{ a '.repeat(100) + '}'.repeat(100), 'DOCUMENT_TOO_DEEP'],
    ['100,000 open braces', '{ a '.repeat(100_000), 'DOCUMENT_TOO_DEEP'],
    ['a list 100,000 deep', `{ a(b: ${'['.repeat(100_000)}`, 'DOCUMENT_TOO_DEEP'],
    ['a variable type 100,000 deep', `query($v: ${'['.repeat(100_000)}`, 'DOCUMENT_TOO_DEEP'],
    ['1 MB of tokens', 'a '.repeat(500_000), 'TOO_MANY_TOKENS'],
    ['fragments that double 40 times', `{ ...F0 } ${chain(40, (next) => `${next} ${next}`)}`, 'DOCUMENT_TOO_LARGE'],
    ['fragments that double 1,500 times', `{ ...F0 } ${chain(1500, (next) => `${next} ${next}`)}`, 'DOCUMENT_TOO_DEEP'],
    ['fragments that nest 40 fields', `{ ...F0 } ${chain(40, (next) => `a { ${next} }`)}`, 'DOCUMENT_TOO_DEEP'],
    [
      'inline fragments 190 deep under a fragment',
      `{ ...{ ...F } } fragment F on Q { ${'... { '.repeat(199)} a ${'} '.repeat(199)} }`,
      'DOCUMENT_TOO_DEEP',
    ],
    ['2,000 directives', `{ a ${'@include(if: true) '.repeat(2000)} }`, 'TOO_MANY_DIRECTIVES'],
  ])('%s', (_, text, reason) => {
    const { code, extensions, milliseconds } = refusalOf(text);
    expect([code, extensions['reason']]).toEqual(['LIMITED', reason]);
    expect(JSON.stringify(extensions)).not.toContain('null');
    expect(milliseconds).toBeLessThan(500);
  });
});

test('a size beyond counting is named as the largest whole number', () => {
  const doubling = Array.from(
    { length: 150 },
    (_, index) => `fragment F${index} on Q { ...F${index + 1} ...F${index + 1} }`,
  );
  const { extensions } = refusalOf(`{ ...F0 } ${doubling.join(' ')} fragment F150 on Q { x }`);
  expect(extensions['details']).toEqual({ value: 9007199254740991, limit: 50_000 });
});

describe('what GraphQL itself refuses is answered with the protocol’s code', () => {
  test.each([
    ['{ a ', 'Syntax Error: Expected Name, found <EOF>.'],
    ['{ a(b: "open) }', 'Syntax Error: Unterminated string.'],
    ['', 'Syntax Error: Unexpected <EOF>.'],
    ['{ a(b: 0x1) }', 'Syntax Error: Invalid number, expected digit but got: "x".'],
  ])('%j', (text, message) => {
    expect(protocolErrorsOf(text)).toEqual([`GRAPHQL_PARSE_FAILED ${message}`]);
  });

  test('a syntax error says where it is', () => {
    const checked = checkDocument('{\n  a(', defaults);
    expect('errors' in checked && checked.errors[0]?.locations).toEqual([{ line: 2, column: 5 }]);
  });

  test.each([
    ['{ ...F } fragment F on Q { a { ...F } }', 'F'],
    ['{ a } fragment F on Q { ...G } fragment G on Q { ...H } fragment H on Q { ...F }', 'F'],
  ])('a cycle of fragments: %s', (text, name) => {
    expect(protocolErrorsOf(text)).toEqual([
      `GRAPHQL_VALIDATION_FAILED Cannot spread fragment "${name}" within itself.`,
    ]);
  });

  test('a cycle of 1,500 fragments', () => {
    const text = Array.from(
      { length: 1500 },
      (_, index) => `fragment F${index} on Q { ...F${(index + 1) % 1500} }`,
    ).join(' ');
    expect(protocolErrorsOf(`{ ...F0 } ${text}`)).toEqual([
      'GRAPHQL_VALIDATION_FAILED Cannot spread fragment "F0" within itself.',
    ]);
  });
});

describe('what is lawful passes', () => {
  test.each([
    [
      'the introspection query',
      getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true, directiveIsRepeatable: true }),
    ],
    ['a fragment that two places share', '{ a { ...F } b { ...F } } fragment F on Q { c ...G } fragment G on Q { d }'],
    ['a spread of an unknown fragment, for validation to report', '{ ...Unknown }'],
    ['comments of any length', `${'# comment\n'.repeat(30_000)}{ a }`],
    ['aliases that objects know', '{ __proto__: a constructor: b } fragment toString on Q { a }'],
  ])('%s', (_, text) => {
    expect(checkDocument(text, defaults)).toMatchObject({ kind: 'Document' });
  });
});
