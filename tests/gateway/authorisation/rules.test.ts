import federationInternals from '@apollo/federation-internals';
import { describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { passes, rulesOf, type Rules } from '../../../gateway/supergraph/rules.js';
import { withoutSecurityLinks } from '../../../gateway/supergraph/security-links.js';
import { anonymous } from '../../../kit/identity/caller.js';
import { compose, federated, personWith } from './protected-graph.js';

const unprotected = { publicPart: federated('type Query { free: String }') };

/** The rules of a coordinate as texts. */
function textsOf(rules: Rules, coordinate: string): string[] {
  const numbers = rules.fields.get(coordinate) ?? rules.types.get(coordinate) ?? [];
  return numbers.map((number) => rules.all[number]?.text ?? 'no such rule');
}

describe('rulesOf', () => {
  const { supergraphSdl } = compose({
    county: federated(`
      type Query { item: Item secret: Secret open: Open level: Level }
      interface Item { cost: Int }
      type Car implements Item { cost: Int @requiresScopes(scopes: [["b", "a"], ["c"]]) }
      type House implements Item { cost: Int @policy(policies: [["p"]]) }
      type Secret @authenticated { text: String @requiresScopes(scopes: [["c"], ["a", "b"]]) }
      type Open { secret: [Secret!] }
      enum Level @policy(policies: [["p"]]) { LOW }
    `),
  });
  const rules = rulesOf(supergraphSdl);

  test('gives one number to equal requirements, whatever order they are written in', () => {
    expect(rules.all.map(({ number, text }) => `${number} ${text}`).slice(0, 3)).toEqual([
      '0 @authenticated',
      '1 @policy(policies: [["p"]])',
      '2 @requiresScopes(scopes: [["a", "b"], ["c"]])',
    ]);
    expect(textsOf(rules, 'Secret.text')).toEqual(['@requiresScopes(scopes: [["a", "b"], ["c"]])']);
    expect(textsOf(rules, 'Car.cost')).toEqual(['@requiresScopes(scopes: [["a", "b"], ["c"]])']);
  });

  test('puts the rule of a type on the fields that return it and on fragments', () => {
    expect(textsOf(rules, 'Query.secret')).toEqual(['@authenticated']);
    expect(textsOf(rules, 'Open.secret')).toEqual(['@authenticated']);
    expect(textsOf(rules, 'Query.level')).toEqual(['@policy(policies: [["p"]])']);
    expect(textsOf(rules, 'Secret')).toEqual(['@authenticated']);
    expect(textsOf(rules, 'Query.open')).toEqual([]);
  });

  test('puts the rules of implementing types on the interface, as composition does and without it', () => {
    const both = ['@policy(policies: [["p"]])', '@requiresScopes(scopes: [["a", "b"], ["c"]])'];
    expect(supergraphSdl).toMatch(/interface Item[^}]*cost: Int @requiresScopes[^\n]* @policy/);
    expect(textsOf(rules, 'Item.cost')).toEqual(both);
    const older = supergraphSdl.replace(/(interface Item[^}]*cost: Int) [^\n]*/, '$1');
    expect(textsOf(rulesOf(older), 'Item.cost')).toEqual(both);
  });

  test('puts the rule of a root type on each of its fields', () => {
    const { supergraphSdl } = compose({ all: federated('type Query @authenticated { one: Int two: Int }') });
    const rules = rulesOf(supergraphSdl);
    expect([textsOf(rules, 'Query.one'), textsOf(rules, 'Query.two')]).toEqual([
      ['@authenticated'],
      ['@authenticated'],
    ]);
  });

  test.each([
    ['an import under another name', '[{ name: "@requiresScopes", as: "@needs" }]', '@needs'],
    ['the federation prefix', '[]', '@federation__requiresScopes'],
  ])('reads a rule under %s', (_, imports, directive) => {
    const { supergraphSdl } = compose({
      renamed: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${imports})
        type Query { pay: Int ${directive}(scopes: [["pay"]]) }`,
    });
    expect(textsOf(rulesOf(supergraphSdl), 'Query.pay')).toEqual(['@requiresScopes(scopes: [["pay"]])']);
  });

  test('reads a link with a prefix, and takes a foreign directive of the same name for nothing', () => {
    const rules = rulesOf(`
      schema @link(url: "https://specs.apollo.dev/link/v1.0")
        @link(url: "https://specs.apollo.dev/authenticated/v0.1", as: "login", for: SECURITY)
        @link(url: "https://example.org/authenticated/v0.1") { query: Query }
      type Query { mine: Int @login foreign: Int @authenticated }
    `);
    expect([textsOf(rules, 'Query.mine'), textsOf(rules, 'Query.foreign')]).toEqual([['@authenticated'], []]);
  });

  test.each(['scopes: "admin"', 'scopes: [[]]', 'scopes: [["a", 1]]', 'scope: [["a"]]'])(
    'lets nobody pass a rule that cannot be read: %s',
    (unreadable) => {
      const rules = rulesOf(`
        schema @link(url: "https://specs.apollo.dev/link/v1.0")
          @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY) { query: Query }
        type Query { field: Int @requiresScopes(${unreadable}) }
      `);
      expect(textsOf(rules, 'Query.field')).toEqual(['@requiresScopes(scopes: [])']);
      const rule = rules.all[1];
      expect(rule && passes(rule, new Map(), personWith('admin', 'a'))).toBe(false);
    },
  );

  test('refuses a supergraph with a security link that the gateway does not enforce', () => {
    const unknown = `schema @link(url: "https://specs.apollo.dev/link/v1.0")
      @link(url: "https://example.org/embargo/v1.0", for: SECURITY) { query: Query } type Query { a: Int }`;
    const refused = {
      code: 'INVALID',
      reason: 'SECURITY_LINK_UNKNOWN',
      details: { url: 'https://example.org/embargo/v1.0' },
    };
    expect(() => rulesOf(unknown)).toThrow(expect.objectContaining({ extensions: refused }));
    expect(() => rulesOf(unknown.replace('example.org/embargo/v1.0', 'specs.apollo.dev/policy/v0.2'))).toThrow(
      'policy/v0.2',
    );
    expect(rulesOf(unknown.replace('example.org/embargo/v1.0', 'specs.apollo.dev/inaccessible/v0.2')).all).toHaveLength(
      1,
    );
  });

  test('finds nothing but the ever-present rule 0 in a graph without rules', () => {
    const rules = rulesOf(compose(unprotected).supergraphSdl);
    expect([rules.all.length, rules.types.size, rules.fields.size]).toEqual([1, 0, 0]);
    expect(
      rules.all.map((rule) => [passes(rule, new Map(), anonymous), passes(rule, new Map(), personWith())]),
    ).toEqual([[false, true]]);
  });
});

test('composition refuses a field that requires a protected field without carrying its rule', () => {
  const owner = federated('type Query { a: A } type A @key(fields: "id") { id: ID! pay: Int @authenticated }');
  const joiner = federated(
    'type A @key(fields: "id") { id: ID! pay: Int @external tax: Int @requires(fields: "pay") }',
  );
  expect(() => compose({ owner, joiner })).toThrow('does not specify necessary @authenticated');
});

describe('withoutSecurityLinks', () => {
  const { supergraphSdl } = compose({
    county: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
        import: ["@authenticated", "@inaccessible", { name: "@policy", as: "@rule" }, "@requiresScopes"])
      type Query { a: Int @authenticated b: Int @rule(policies: [["p"]]) c: Int @requiresScopes(scopes: [["s"]]) d: Int @inaccessible }`,
  });

  test('makes a supergraph that Apollo’s planner accepts, where it refuses the original', () => {
    expect(() => federationInternals.Supergraph.build(supergraphSdl)).toThrow('is for: SECURITY but is unsupported');
    const { Supergraph } = federationInternals;
    expect(Supergraph.build(withoutSecurityLinks(supergraphSdl)).apiSchema().type('Query')?.toString()).toBe('Query');
  });

  test('removes the access directives with all that belongs to them, and nothing else', () => {
    const served = withoutSecurityLinks(supergraphSdl);
    expect(served).not.toMatch(/authenticated|requiresScopes|policy|rule|Policy|Scope/);
    expect(served).toContain('@link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)');
    expect(served).toMatch(/d: Int @inaccessible/);
    const fields = (sdl: string) =>
      Object.keys(buildSchema(sdl, { assumeValid: true }).getQueryType()?.getFields() ?? {});
    expect(fields(served)).toEqual(fields(supergraphSdl));
  });
});
