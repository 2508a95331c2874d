import { expect, test } from '@jest/globals';
import { Kind, parse, print } from 'graphql';
import { subgraphsBuilt } from '../support/modules.js';

const pages = subgraphsBuilt.flatMap(({ name, sdl }) =>
  parse(sdl, { noLocation: true }).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
    const paged = definition.fields?.filter(({ arguments: given }) =>
      given?.some((each) => each.name.value === 'last'),
    );
    return (paged ?? []).map(({ name: field, directives = [] }) => ({
      place: `${name}: ${definition.name.value}.${field.value}`,
      sizes: directives.map((directive) => print(directive)).filter((text) => text.includes('listSize')),
    }));
  }),
);

test('every page says how large it is, so that its cost can be counted before it is read', () => {
  expect(pages.length).toBeGreaterThan(20);
  const size =
    '@listSize(slicingArguments: ["first", "last"], sizedFields: ["edges"], assumedSize: 20, requireOneSlicingArgument: false)';
  expect(pages.filter(({ sizes }) => sizes.length !== 1 || sizes[0]?.replace(/@\w+__/, '@') !== size)).toEqual([]);
});
