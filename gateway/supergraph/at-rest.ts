import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Milliseconds since something in a folder changed; infinitely many where there is no such folder. To be moved is no
 * change: of a file the time counts that only a change of itself sets, of a folder the one that is set by what it holds.
 * A time that is still to come, which an archive may bring, counts as now.
 */
export async function millisecondsAtRest(folder: string): Promise<number> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const times = await Promise.all([
      stat(folder).then(({ mtimeMs }) => mtimeMs),
      ...entries.map(async (entry) => {
        const { ctimeMs, mtimeMs } = await stat(path.join(entry.parentPath, entry.name));
        return entry.isDirectory() ? mtimeMs : ctimeMs;
      }),
    ]);
    return Math.max(0, Date.now() - Math.max(...times));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Gone, or a file that stands beside the folders.
    if (code === 'ENOENT' || code === 'ENOTDIR') return Infinity;
    throw error;
  }
}
