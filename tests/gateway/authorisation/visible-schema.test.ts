import { describe, expect, test } from '@jest/globals';
import { buildSchema, graphqlSync, validateSchema } from 'graphql';
import { visibleSchema } from '../../../gateway/operation/visible-schema.js';
import { rulesOf, verdictOverAll } from '../../../gateway/supergraph/rules.js';
import { anonymous, type Caller } from '../../../kit/identity/caller.js';
import { compose, federated, personWith } from './protected-graph.js';

function opened(sdl: string) {
  const { supergraphSdl, publicSdl } = compose({ county: federated(sdl) });
  const schema = buildSchema(publicSdl);
  const rules = rulesOf(supergraphSdl);
  return { schema, seenBy: (caller: Caller) => visibleSchema(schema, rules, verdictOverAll(rules, new Map(), caller)) };
}

const { schema, seenBy } = opened(`
  type Query { open(level: Level): Open secret: Secret found: [Found] node: Node onlyHere: Detail @requiresScopes(scopes: [["detail"]]) }
  type Mutation { erase: Boolean @authenticated }
  type Open implements Node { id: ID text: String @requiresScopes(scopes: [["text"]]) secret: Secret token: Token }
  type Secret implements Node & Sealed @authenticated { id: ID seal: String }
  type Other { name: String }
  interface Node { id: ID }
  interface Sealed { seal: String }
  union Found = Open | Secret | Other
  type Detail { inner: Inner }
  type Inner { value: Int }
  enum Level @authenticated { LOW }
  scalar Token @authenticated
`);

function typesOf(caller: Caller): string[] {
  return Object.keys(seenBy(caller).getTypeMap())
    .filter((name) => !name.startsWith('__'))
    .sort();
}

describe('the visible schema', () => {
  test('is the public schema itself for whoever meets every rule', () => {
    expect(seenBy(personWith('detail', 'text'))).toBe(schema);
  });

  test('leaves out denied types, and what only denied fields led to', () => {
    expect(typesOf(anonymous)).toEqual(['Boolean', 'Found', 'ID', 'Level', 'Open', 'Other', 'Query', 'String']);
    expect(typesOf(personWith())).not.toContain('Inner');
    expect(typesOf(personWith('detail'))).toEqual(expect.arrayContaining(['Detail', 'Inner', 'Secret', 'Token']));
  });

  test('leaves out denied fields, members and verbs', () => {
    const { data } = graphqlSync({
      schema: seenBy(anonymous),
      source:
        '{ __schema { queryType { fields { name } } mutationType { name } } __type(name: "Found") { possibleTypes { name } } secret: __type(name: "Secret") { name } }',
    });
    expect(data).toEqual({
      __schema: { queryType: { fields: [{ name: 'found' }, { name: 'open' }] }, mutationType: null },
      __type: { possibleTypes: [{ name: 'Open' }, { name: 'Other' }] },
      secret: null,
    });
    const open = seenBy(anonymous).getQueryType()?.getFields()['open'];
    expect(open?.args.map(({ name, type }) => `${name}: ${String(type)}`)).toEqual(['level: Level']);
  });

  test('is a valid schema', () => {
    expect([anonymous, personWith(), personWith('text')].map((caller) => validateSchema(seenBy(caller)))).toEqual([
      [],
      [],
      [],
    ]);
  });

  test('is made once for a verdict', () => {
    expect(seenBy(personWith('text'))).toBe(seenBy(personWith('text')));
    expect(seenBy(personWith('text'))).not.toBe(seenBy(personWith('detail')));
  });

  test.each([
    ['every field of the query', 'type Query { a: Int @authenticated }'],
    ['the query type itself', 'type Query @authenticated { a: Int }'],
  ])('answers introspection also when %s is denied', (_, sdl) => {
    const closed = opened(sdl);
    const { data, errors } = graphqlSync({
      schema: closed.seenBy(anonymous),
      source: '{ __schema { queryType { name fields { name } } } }',
    });
    expect({ data, errors }).toEqual({
      data: { __schema: { queryType: { name: 'Query', fields: [] } } },
      errors: undefined,
    });
  });
});
