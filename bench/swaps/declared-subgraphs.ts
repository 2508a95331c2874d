import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A subgraph that a file declares. */
export interface DeclaredSubgraph {
  /** The file's name. */
  readonly name: string;
  readonly sdl: string;
}

/** Every `NAME.graphql` of a folder as a subgraph. */
export async function declaredSubgraphs(folder: string): Promise<DeclaredSubgraph[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.graphql')).sort();
  return Promise.all(
    files.map(async (file) => ({
      name: path.basename(file, '.graphql'),
      sdl: await readFile(path.join(folder, file), 'utf8'),
    })),
  );
}
