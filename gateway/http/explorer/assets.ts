import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** A file of the explorer as the browser gets it. */
export interface Asset {
  readonly type: string;
  readonly compressed: Buffer;
}

/** The files of the explorer, under a name that changes with their content. */
export interface Assets {
  readonly version: string;
  find(name: string): Promise<Asset | undefined>;
}

const compress = promisify(gzip);
const script = 'text/javascript; charset=utf-8';
const ownFiles = [
  { name: 'explorer.js', type: script },
  { name: 'login.js', type: script },
  { name: 'tokens.js', type: script },
  { name: 'explorer.css', type: 'text/css; charset=utf-8' },
];

/** Opens the explorer's own files now, and GraphiQL's (9 MB) when a browser first asks for one of them. */
export async function openAssets(): Promise<Assets> {
  const own = await Promise.all(
    ownFiles.map(async ({ name, type }) => ({
      name,
      type,
      content: await readFile(new URL(`browser/${name}`, import.meta.url)),
    })),
  );
  const manifest = await readFile(createRequire(import.meta.url).resolve('@graphql-yoga/render-graphiql/package.json'));
  const digest = createHash('sha256').update(manifest);
  for (const { content } of own) digest.update(content);

  const found = new Map<string, Asset>();
  for (const { name, type, content } of own) found.set(name, { type, compressed: await compress(content) });
  let graphiql: Promise<ReadonlyMap<string, Asset>> | undefined;
  return {
    version: digest.digest('hex').slice(0, 16),
    find: async (name) => found.get(name) ?? (await (graphiql ??= graphiqlAssets())).get(name),
  };
}

async function graphiqlAssets(): Promise<ReadonlyMap<string, Asset>> {
  const graphiql = await import('@graphql-yoga/render-graphiql/graphiql');
  const files = [
    { name: 'graphiql.js', type: script, content: graphiql.js },
    { name: 'graphiql.css', type: 'text/css; charset=utf-8', content: graphiql.css },
    { name: 'editorWorkerService.worker.js', type: script, content: graphiql.editorWorkerService },
    { name: 'json.worker.js', type: script, content: graphiql.jsonWorker },
    { name: 'graphql.worker.js', type: script, content: graphiql.graphqlWorker },
  ];
  return new Map(
    await Promise.all(
      files.map(async ({ name, type, content }): Promise<[string, Asset]> => {
        return [name, { type, compressed: await compress(content) }];
      }),
    ),
  );
}
