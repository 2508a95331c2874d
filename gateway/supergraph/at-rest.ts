import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** How long a folder has been left alone. */
export interface Rest {
  /** Milliseconds since something in it changed; infinitely many where there is no such folder. To be moved is no change. */
  readonly milliseconds: number;
  /** Whether it was moved to where it stands, or given another mode or date, behind the last change of what it holds. */
  readonly isMoved: boolean;
}

const nowhere: Rest = { milliseconds: Infinity, isMoved: false };

/**
 * How long a folder has been at rest. Of a file the time counts that only a change of itself sets (ctime), of a folder the one that
 * is set by what it holds (mtime); a move sets the other time of the folder that is moved, and no time below it. A time that
 * is still to come, which an archive may bring, counts as now.
 */
export async function restOf(folder: string): Promise<Rest> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const [own, ...times] = await Promise.all([
      stat(folder),
      ...entries.map(async (entry) => {
        const { ctimeMs, mtimeMs } = await stat(path.join(entry.parentPath, entry.name));
        return entry.isDirectory() ? mtimeMs : ctimeMs;
      }),
    ]);
    const isMoved = times.length > 0 && own.ctimeMs > own.mtimeMs && times.every((time) => time <= own.ctimeMs);
    return { milliseconds: Math.max(0, Date.now() - Math.max(own.mtimeMs, ...times)), isMoved };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Gone, or a file that stands beside the folders.
    if (code === 'ENOENT' || code === 'ENOTDIR') return nowhere;
    throw error;
  }
}
