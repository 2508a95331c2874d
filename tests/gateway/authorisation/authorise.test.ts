import { describe, expect, test } from '@jest/globals';
import { buildSchema, Kind, parse, print, specifiedRules, validate } from 'graphql';
import {
  authorise,
  type AuthorisationRequest,
  refusedUnder,
  touchedRules,
  verdictOf,
} from '../../../gateway/operation/authorise.js';
import { rulesOf } from '../../../gateway/supergraph/rules.js';
import { anonymous } from '../../../kit/identity/caller.js';
import { compose, federated, personWith } from './protected-graph.js';

const { supergraphSdl, publicSdl } = compose({
  county: federated(`
    type Query { node(id: ID): Node plain: Plain secret(code: Int, in: Filter): Secret search: [Found] }
    input Filter { town: String }
    type Subscription { news: String @requiresScopes(scopes: [["news"]]) weather: String }
    interface Node { id: ID }
    type Plain implements Node { id: ID text: String @requiresScopes(scopes: [["text"]]) self: Plain }
    type Secret implements Node @authenticated { id: ID }
    union Found = Plain | Secret
  `),
});
const schema = buildSchema(publicSdl);
const rules = rulesOf(supergraphSdl);

function request(text: string, operationName?: string): AuthorisationRequest {
  const document = parse(text);
  expect(validate(schema, document, specifiedRules)).toEqual([]);
  const operation = document.definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .find(({ name }) => operationName === undefined || name?.value === operationName);
  if (!operation) throw new Error(`No operation ${operationName}.`);
  return { document, operation, schema, rules, policies: new Map() };
}

function textFor(text: string, caller = anonymous): string {
  return authorise(request(text), caller).text;
}

describe('the verdict', () => {
  test('is empty for a document that touches no rule', () => {
    const touched = touchedRules(request('{ plain { id } }'));
    expect([verdictOf(touched, anonymous), verdictOf(touched, personWith('text'))]).toEqual(['', '']);
  });

  test('has one bit for each touched rule and one for whether the caller is known', () => {
    const touched = touchedRules(request('{ plain { text self { text } } }'));
    expect(touched.rules.map(({ text }) => text)).toEqual(['@authenticated', '@requiresScopes(scopes: [["text"]])']);
    expect([anonymous, personWith(), personWith('text')].map((caller) => verdictOf(touched, caller))).toEqual([
      '00',
      '10',
      '11',
    ]);
  });

  test('reads rules through fragments, and those of other operations not at all', () => {
    const document = 'query A { plain { ...F } } fragment F on Plain { id } query B { plain { text } }';
    expect(touchedRules(request(document, 'A')).rules).toEqual([]);
    expect(touchedRules(request(document, 'B')).rules).toHaveLength(2);
  });
});

describe('the pruned document', () => {
  test('is the one operation that is meant with the fragments it reaches', () => {
    const document =
      'query A { plain { ...F } } query B { plain { ...G } } fragment F on Plain { id } fragment G on Plain { self { ...F } }';
    const authorised = authorise(request(document, 'A'), anonymous);
    expect(authorised.text).toBe(print(parse('query A { plain { ...F } } fragment F on Plain { id }')));
    expect(authorised.shape.document).toBe(authorised.document);
  });

  test('selects the type name where everything was denied', () => {
    expect(textFor('{ plain { text } }')).toBe(print(parse('{ plain { __typename } }')));
    expect(textFor('{ secret { id } }')).toBe(print(parse('{ __typename }')));
  });

  test('drops fragments that are left empty, and with them their spreads', () => {
    const document = '{ plain { id ... { text } ...F } } fragment F on Plain { text }';
    expect(textFor(document)).toBe(print(parse('{ plain { id } }')));
  });

  test('drops the variables that only denied fields used', () => {
    const document =
      'query($id: ID, $code: Int, $town: String) { node(id: $id) { __typename } secret(code: $code, in: { town: $town }) { id } plain { id } }';
    expect(textFor(document)).toBe(print(parse('{ plain { id } }')));
    expect(textFor('query($x: Boolean!) { plain { id text @skip(if: $x) } }')).toBe(print(parse('{ plain { id } }')));
    expect(textFor('query($x: Boolean!) { plain { id @skip(if: $x) text } }')).toBe(
      print(parse('query($x: Boolean!) { plain { id @skip(if: $x) } }')),
    );
  });

  test('keeps a fragment on an interface where it stands on an allowed type, under one more name if need be', () => {
    const document = '{ plain { ...F self { ...F } } search { ...F ... on Plain { ...F } } } fragment F on Node { id }';
    expect(textFor(document)).toBe(
      print(parse('{ plain { ...F self { ...F } } search { ... on Plain { ...F } } } fragment F on Node { id }')),
    );
    const both = '{ plain { ...F } search { ...F } } fragment F on Node { id ... on Plain { text } }';
    expect(textFor(both, personWith())).toBe(
      print(parse('{ plain { ...F } search { ...F_2 } } fragment F on Node { id } fragment F_2 on Node { id }')),
    );
  });

  test('drops a fragment only where what it stands in is denied', () => {
    const kept = print(parse('{ search { ...F } } fragment F on Plain { id }'));
    expect(textFor('{ search { ... on Node { ...F } ...F } } fragment F on Plain { id }')).toBe(kept);
    expect(textFor('{ search { ...F ... on Node { ...F } } } fragment F on Plain { id }')).toBe(kept);
  });

  test('never takes a name that the client gave to another fragment', () => {
    const document =
      '{ plain { ...F } search { ...F ...F_2 } } fragment F on Node { id ... on Plain { text } } fragment F_2 on Plain { id }';
    const { text } = authorise(request(document), personWith());
    expect(text).toContain('fragment F_3 on Node');
    expect(text.match(/fragment F_2 on/g)).toHaveLength(1);
  });

  test('is valid against the public schema', () => {
    const { document } = authorise(
      request('query($c: Int) { plain { text } search { ...F } secret(code: $c) { id } } fragment F on Node { id }'),
      anonymous,
    );
    expect(validate(schema, document)).toEqual([]);
  });
});

describe('the refusals', () => {
  function pathsOf(text: string, variables: Record<string, unknown> = {}): string[] {
    const { errors } = refusedUnder(authorise(request(text), anonymous), variables);
    return errors.map(({ path }) => path?.join('.') ?? 'no path');
  }

  test('stand at every place of a fragment, in the order of the document', () => {
    expect(
      pathsOf('{ a: plain { ...F } b: plain { self { ...F } } } fragment F on Plain { t: text self { text } }'),
    ).toEqual(['a.t', 'a.self.text', 'b.self.t', 'b.self.self.text']);
  });

  test('name one place once', () => {
    expect(pathsOf('{ plain { text text ... on Plain { text } } }')).toEqual(['plain.text']);
  });

  test('leave out what the variables or a literal leave out', () => {
    const document =
      'query($x: Boolean!) { plain { a: text @include(if: $x) b: text @skip(if: $x) c: text @skip(if: true) ... @include(if: $x) { d: text } } }';
    expect(pathsOf(document, { x: true })).toEqual(['plain.a', 'plain.d']);
    expect(pathsOf(document, { x: false })).toEqual(['plain.b']);
  });

  test('carry the code, the rule and a sentence in both languages', () => {
    const [refusal] = authorise(request('{ plain { text } }'), personWith()).refusals;
    expect(refusal?.error.extensions).toEqual({
      code: 'FORBIDDEN',
      reason: 'RULE',
      details: { rule: '@requiresScopes(scopes: [["text"]])' },
    });
    expect(refusal?.error.originalError).toMatchObject({
      sentence: {
        zh: '无权读取「plain.text」:不满足规则 @requiresScopes(scopes: [["text"]])。',
        en: 'No access to "plain.text": @requiresScopes(scopes: [["text"]]) is not met.',
      },
    });
  });

  test('are at most a thousand below the root', () => {
    const aliases = Array.from({ length: 1500 }, (_, index) => `a${index}: text`).join(' ');
    expect(pathsOf(`{ plain { ${aliases} } }`)).toHaveLength(1000);
    expect(pathsOf(`{ plain { ${aliases} } secret { id } }`).at(-1)).toBe('secret');
  });

  test('refuse a subscription whole, but no query', () => {
    expect(refusedUnder(authorise(request('subscription { news }'), anonymous), {}).whole).toBe(true);
    expect(refusedUnder(authorise(request('subscription { weather }'), anonymous), {}).whole).toBe(false);
    expect(refusedUnder(authorise(request('{ secret { id } }'), anonymous), {}).whole).toBe(false);
  });
});
