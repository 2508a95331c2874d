import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ComposeRequest } from './compose.js';

/** A composition kept on disk, with the digest of what it was composed of. */
export interface KeptComposition {
  readonly digest: string;
  readonly supergraphSdl: string;
}

/** Digest of subgraphs: equal subgraphs need no second composition. */
export function digestOf(request: ComposeRequest): string {
  return createHash('sha256').update(JSON.stringify(request.subgraphs)).digest('hex');
}

/** Reads the composition that served last, or null when there is none that can be read. */
export async function readLastKnownGood(folder: string): Promise<KeptComposition | null> {
  const text = await readFile(fileIn(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
  if (text === null) return null;
  const kept = JSON.parse(text) as Partial<KeptComposition>;
  return kept.digest && kept.supergraphSdl ? (kept as KeptComposition) : null;
}

/** Keeps a composition; written aside and renamed, so a crash leaves the one before. */
export async function keepLastKnownGood(folder: string, kept: KeptComposition): Promise<void> {
  await mkdir(folder, { recursive: true });
  // Replicas share the folder, and in containers they may have one process id.
  const draft = `${fileIn(folder)}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(kept));
  await rename(draft, fileIn(folder));
}

function fileIn(folder: string): string {
  return path.join(folder, 'supergraph.json');
}
