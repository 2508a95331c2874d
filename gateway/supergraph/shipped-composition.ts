import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The file that says of which subgraphs the supergraph beside it was composed: their digest. */
export const shippedDigest = 'supergraph.sha256';

/**
 * The supergraph that came with the project, where it is of the subgraphs with this digest: `npm run schema` composed it, and
 * `npm run check` compares it with the modules. Null for others, as they are once a plug-in or a department has joined.
 */
export async function readShipped(folder: string, digest: string): Promise<string | null> {
  const written = await textOf(path.join(folder, shippedDigest));
  return written?.trim() === digest ? textOf(path.join(folder, 'supergraph.graphql')) : null;
}

async function textOf(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
}
