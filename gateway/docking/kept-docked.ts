import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { DockedSubgraph } from '../../kit/docking/dock.js';
import { writeWhole } from '../../kit/files/write-whole.js';

/** The subgraphs that were docked when the graph was last well; none where that was never kept, or cannot be read. */
export async function readKeptDocked(dataFolder: string): Promise<readonly DockedSubgraph[]> {
  const text = await readFile(fileIn(dataFolder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return '[]';
  });
  try {
    const kept: unknown = JSON.parse(text);
    return Array.isArray(kept) ? kept.filter(isDocked) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Keeps them, so that a start finds them also where the register cannot be read. */
export async function keepDocked(dataFolder: string, docked: readonly DockedSubgraph[]): Promise<void> {
  await mkdir(dataFolder, { recursive: true });
  await writeWhole(fileIn(dataFolder), `${JSON.stringify(docked)}\n`);
}

function fileIn(dataFolder: string): string {
  return path.join(dataFolder, 'docked.json');
}

function isDocked(value: unknown): value is DockedSubgraph {
  if (typeof value !== 'object' || value === null) return false;
  const { name, url, sdl } = value as Partial<DockedSubgraph>;
  return [name, url, sdl].every((each) => typeof each === 'string');
}
