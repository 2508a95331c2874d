import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSubgraph } from '../kit/module/build.js';
import { realmOf } from './identity/open-identity.js';
import { findModules } from './modules.js';
import { Composer } from './supergraph/compose.js';
import { digestOf } from './supergraph/last-known-good.js';
import { sortedPublicSdl } from './supergraph/public-schema.js';
import { shippedDigest } from './supergraph/shipped-composition.js';

// `npm run schema` writes what is generated under schema/; with `--check` it writes nothing and names what differs.
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.join(root, 'schema');

async function generate(): Promise<Map<string, string>> {
  const modules = await findModules(root);
  const built = await Promise.all(
    modules.flatMap((module) => (module.subgraph ? [buildSubgraph({ ...module, subgraph: module.subgraph })] : [])),
  );
  const composer = new Composer();
  const request = { subgraphs: built.map(({ name, sdl }) => ({ name, url: `local:${name}`, sdl })) };
  const result = await composer.compose(request);
  composer.close();
  if (result.errors) throw new Error(result.errors.join('\n'));
  return new Map([
    ...built.map(({ name, sdl }) => [`subgraphs/${name}.graphql`, `${sdl.trim()}\n`] as const),
    ['supergraph.graphql', `${result.supergraphSdl.trim()}\n`],
    [shippedDigest, `${digestOf(request)}\n`],
    ['public.graphql', sortedPublicSdl(result.supergraphSdl)],
    ['realm/yimen.json', `${JSON.stringify(await realmOf(root, modules), null, 2)}\n`],
  ]);
}

async function differing(files: ReadonlyMap<string, string>): Promise<string[]> {
  const stale = await leftovers(files);
  const changed: string[] = [];
  for (const [name, content] of files) {
    const file = path.join(folder, name);
    if (!existsSync(file) || (await readFile(file, 'utf8')) !== content) changed.push(name);
  }
  return [...changed, ...stale];
}

async function leftovers(files: ReadonlyMap<string, string>): Promise<string[]> {
  const subgraphs = path.join(folder, 'subgraphs');
  const present = existsSync(subgraphs) ? await readdir(subgraphs) : [];
  return present.map((name) => `subgraphs/${name}`).filter((name) => !files.has(name));
}

const files = await generate();
const changed = await differing(files);
if (process.argv.includes('--check')) {
  if (changed.length > 0) {
    console.error(`schema/ differs from the modules in ${changed.join(', ')}. Run npm run schema and commit.`);
    process.exitCode = 1;
  }
} else {
  for (const name of changed) {
    const file = path.join(folder, name);
    const content = files.get(name);
    if (content === undefined) await rm(file);
    else {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    console.log(`schema/${name}`);
  }
}
