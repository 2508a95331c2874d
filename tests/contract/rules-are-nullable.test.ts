import { describe, expect, test } from '@jest/globals';
import { getNamedType, type GraphQLField, isEnumType, isNonNullType, isObjectType, isScalarType } from 'graphql';
import { builtOf, subgraphsFound } from '../support/modules.js';

const rules = ['authenticated', 'requiresScopes', 'policy'];

type Node = {
  readonly directives?: readonly { readonly name: { readonly value: string }; readonly arguments?: unknown }[];
};

function rulesOf(node: Node | null | undefined): string[] {
  return (node?.directives ?? [])
    .map(({ name }) => name.value.replace(/^federation__/, ''))
    .filter((name) => rules.includes(name));
}

describe.each(subgraphsFound)('$name', ({ name, subgraph, callerPolicies }) => {
  const { schema, sdl } = builtOf(name);
  const own = new Set(subgraph.entities.map(({ entity }) => entity.name));
  const foreign = new Set((subgraph.foreign ?? []).map((type) => type.name));
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const fields = types
    .filter((type) => !type.name.startsWith('_'))
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({ place: `${type.name}.${field.name}`, field })),
    );

  const isJoin = ({ type }: GraphQLField<unknown, unknown>): boolean => foreign.has(getNamedType(type).name);

  test('makes every field nullable that carries a rule, or whose type does', () => {
    const guarded = fields.filter(({ field }) => {
      const type = getNamedType(field.type);
      const ofType = isScalarType(type) || isEnumType(type) || isObjectType(type) ? rulesOf(type.astNode) : [];
      return rulesOf(field.astNode).length > 0 || ofType.length > 0;
    });
    expect(guarded.filter(({ field }) => isNonNullType(field.type)).map(({ place }) => place)).toEqual([]);
  });

  test('makes every field of Query and Mutation nullable, so that one refusal costs one field', () => {
    const roots = fields.filter(({ place }) => /^(Query|Mutation)\.(?!_)/.test(place));
    expect(roots.length).toBeGreaterThan(0);
    expect(roots.filter(({ field }) => isNonNullType(field.type)).map(({ place }) => place)).toEqual([]);
  });

  test('makes every join to another subgraph’s type nullable', () => {
    expect(fields.filter(({ field }) => isJoin(field) && isNonNullType(field.type)).map(({ place }) => place)).toEqual(
      [],
    );
  });

  test('makes every field nullable that it adds to another subgraph’s type, but for the key', () => {
    const keys = new Map([...foreign].map((type) => [type, keyOf(type, sdl)]));
    const added = fields.filter(({ place, field }) => {
      const [type = ''] = place.split('.');
      const isRead = field.astNode?.directives?.some(({ name }) => name.value === 'external');
      return foreign.has(type) && !own.has(type) && !isRead && !keys.get(type)?.includes(field.name);
    });
    expect(added.filter(({ field }) => isNonNullType(field.type)).map(({ place }) => place)).toEqual([]);
  });

  test('registers every policy that its schema names', () => {
    const named = [...sdl.matchAll(/@policy\(policies: \[([^)]*)\]\)/g)].flatMap(([, list]) =>
      [...(list ?? '').matchAll(/"([^"]+)"/g)].map(([, policy]) => policy),
    );
    expect(named.filter((policy) => !Object.keys(callerPolicies ?? {}).includes(policy ?? ''))).toEqual([]);
  });
});

function keyOf(type: string, sdl: string): string[] {
  const declaration = new RegExp(`type ${type}\\b[^{]*`).exec(sdl)?.[0] ?? '';
  return [...declaration.matchAll(/@key\(fields: "([^"]+)"/g)].flatMap(([, fields]) => (fields ?? '').split(' '));
}
