import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ComposeResult, Composer } from '../../gateway/supergraph/compose.js';
import type { BuiltSubgraph } from '../../kit/module/build.js';
import { builtOf, modulesFound, subgraphsBuilt, subgraphsFound } from '../support/modules.js';

const composer = new Composer();

function compose(built: readonly BuiltSubgraph[]): Promise<ComposeResult> {
  return composer.compose({ subgraphs: built.map(({ name, sdl }) => ({ name, url: `local:${name}`, sdl })) });
}

afterAll(() => composer.close());

describe.each(subgraphsFound)('$name', ({ name }) => {
  test('composes alone', async () => {
    expect((await compose([builtOf(name)])).errors).toBeUndefined();
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
