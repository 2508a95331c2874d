import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { realmOf } from '../../gateway/identity/open-identity.js';
import { projectRoot } from '../../gateway/portal.js';
import { Composer } from '../../gateway/supergraph/compose.js';
import { sortedPublicSdl } from '../../gateway/supergraph/public-schema.js';
import { builtOf, modulesFound, subgraphsBuilt, subgraphsFound } from '../support/modules.js';

const composer = new Composer();
afterAll(() => composer.close());

function committed(name: string): Promise<string> {
  return readFile(path.join(projectRoot, 'schema', name), 'utf8');
}

describe.each(subgraphsFound)('$name', ({ name }) => {
  test('gives the SDL that is committed', async () => {
    expect(`${builtOf(name).sdl.trim()}\n`).toBe(await committed(`subgraphs/${name}.graphql`));
  });
});

describe('schema/', () => {
  test('holds no SDL of a module that is gone', async () => {
    const files = (await readdir(path.join(projectRoot, 'schema/subgraphs'))).sort();
    expect(files).toEqual(subgraphsFound.map(({ name }) => `${name}.graphql`).sort());
  });

  test('holds the supergraph and the public schema that the modules compose to', async () => {
    const result = await composer.compose({
      subgraphs: subgraphsBuilt.map(({ name, sdl }) => ({ name, url: `local:${name}`, sdl })),
    });
    if (result.errors) throw new Error(result.errors.join('\n'));
    expect(`${result.supergraphSdl.trim()}\n`).toBe(await committed('supergraph.graphql'));
    expect(sortedPublicSdl(result.supergraphSdl)).toBe(await committed('public.graphql'));
  });

  test('holds the realm that the modules’ roles make', async () => {
    expect(JSON.parse(await committed('realm/yimen.json'))).toEqual(
      JSON.parse(JSON.stringify(await realmOf(projectRoot, modulesFound))),
    );
  });
});
