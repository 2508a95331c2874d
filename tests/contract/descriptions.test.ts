import { describe, expect, test } from '@jest/globals';
import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { builtOf, subgraphsFound } from '../support/modules.js';

interface Described {
  readonly place: string;
  readonly description: string | null | undefined;
}

const rootTypes = ['Query', 'Mutation', 'Subscription'];

function placesOf(type: GraphQLNamedType, isForeign: boolean): Described[] {
  const own = isForeign || rootTypes.includes(type.name) ? [] : [{ place: type.name, description: type.description }];
  if (isEnumType(type)) return [...own, ...under(type.name, type.getValues())];
  if (isInputObjectType(type)) return [...own, ...under(type.name, Object.values(type.getFields()))];
  if (!isObjectType(type) && !isInterfaceType(type)) return own;
  const fields = Object.values(type.getFields()).filter(({ name }) => !name.startsWith('_'));
  // What a stub repeats of its owner is described there.
  const described = isForeign ? fields.filter(({ astNode }) => !isRepeated(type.name, astNode?.name.value)) : fields;
  return [
    ...own,
    ...under(type.name, described),
    ...fields.flatMap((field) => under(`${type.name}.${field.name}`, field.args)),
  ];
}

function under(
  place: string,
  parts: readonly { readonly name: string; readonly description?: string | null }[],
): Described[] {
  return parts.map(({ name, description }) => ({ place: `${place}.${name}`, description }));
}

function isRepeated(type: string, field: string | undefined): boolean {
  return subgraphsFound.some(({ name, subgraph }) => {
    const declares = subgraph.entities.some(({ entity }) => entity.name === type);
    const owner = declares ? builtOf(name).schema.getType(type) : undefined;
    return isObjectType(owner) && field !== undefined && field in owner.getFields();
  });
}

describe.each(subgraphsFound)('$name', ({ name, subgraph }) => {
  const { schema } = builtOf(name);
  const foreign = new Set((subgraph.foreign ?? []).map((type) => type.name));
  const places = Object.values(schema.getTypeMap())
    .filter(
      (type) =>
        !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !/^(_|federation__|link__)/.test(type.name),
    )
    .flatMap((type) => placesOf(type, foreign.has(type.name)));

  test('describes each of its types, fields, arguments and values', () => {
    expect(places.filter(({ description }) => !description?.trim()).map(({ place }) => place)).toEqual([]);
  });

  test('describes them in Chinese and in English', () => {
    const inOneOnly = places.filter(
      ({ description }) => description && !(/\p{Script=Han}/u.test(description) && /[A-Za-z]{2}/.test(description)),
    );
    expect(inOneOnly.map(({ place }) => place)).toEqual([]);
  });
});
