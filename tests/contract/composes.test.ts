import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Kind, parse } from 'graphql';
import { type ComposeResult, Composer } from '../../gateway/supergraph/compose.js';
import type { BuiltSubgraph } from '../../kit/module/build.js';
import { builtOf, modulesFound, subgraphsBuilt, subgraphsFound } from '../support/modules.js';

const composer = new Composer();

function compose(built: readonly BuiltSubgraph[]): Promise<ComposeResult> {
  return composer.compose({ subgraphs: built.map(({ name, sdl }) => ({ name, url: `local:${name}`, sdl })) });
}

afterAll(() => composer.close());

/** The modules that own the types of which a module reads fields that it requires. */
function ownersOfRequired(sdl: string): string[] {
  const types = parse(sdl).definitions.filter((each) => each.kind === Kind.OBJECT_TYPE_DEFINITION);
  const read = types.filter(({ fields }) =>
    fields?.some(({ directives }) => directives?.some(({ name }) => name.value === 'external')),
  );
  const names = read.map(({ name }) => name.value);
  return subgraphsFound
    .filter(({ subgraph }) => subgraph.entities.some(({ entity }) => names.includes(entity.name)))
    .map(({ name }) => name);
}

describe.each(subgraphsFound)('$name', ({ name }) => {
  test('composes alone, or with those whose fields it requires', async () => {
    const { sdl } = builtOf(name);
    const needed = new Set([name, ...ownersOfRequired(sdl)]);
    expect((await compose([...needed].map(builtOf))).errors).toBeUndefined();
  });

  test('is a lower-case word, as its PostgreSQL schema must be', () => {
    expect(name).toMatch(/^[a-z][a-z0-9]*$/);
  });
});

describe('all modules together', () => {
  let together: ComposeResult;
  beforeAll(async () => {
    together = await compose(subgraphsBuilt);
  });

  test('compose', () => {
    expect(together.errors).toBeUndefined();
  });

  test('have names of their own', () => {
    const names = modulesFound.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('give each type of a row to one module', () => {
    const entities = subgraphsFound.flatMap(({ subgraph }) => subgraph.entities.map(({ entity }) => entity.name));
    expect(entities.filter((entity, index) => entities.indexOf(entity) !== index)).toEqual([]);
  });
});
