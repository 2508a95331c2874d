import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * The bytes of uploaded files in the portal's data folder: `files/ab/cdef…` by their SHA-256, so that equal bytes stand
 * once, and `files/incoming` while they arrive. A file under its digest is whole.
 */
export class BytesOnDisk {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = path.join(dataFolder, 'files');
  }

  /** A new file among the incoming, open for writing, which only this process's user may read. */
  async receive(): Promise<{ readonly handle: FileHandle; readonly file: string }> {
    const folder = path.join(this.#folder, 'incoming');
    await mkdir(folder, { recursive: true });
    const file = path.join(folder, randomUUID());
    return { handle: await open(file, 'wx+', 0o600), file };
  }

  /** Removes an incoming file, unless it was kept. */
  discard(incoming: string): Promise<void> {
    return rm(incoming, { force: true });
  }

  /** Puts an incoming file, already flushed to the disk, under its digest. */
  async keep(incoming: string, digest: string): Promise<void> {
    const file = this.#fileOf(digest);
    await mkdir(path.dirname(file), { recursive: true });
    await rename(incoming, file);
    await flushFolder(path.dirname(file));
  }

  /** Opens the bytes for reading. */
  open(digest: string): Promise<FileHandle> {
    return open(this.#fileOf(digest), 'r');
  }

  remove(digest: string): Promise<void> {
    return rm(this.#fileOf(digest), { force: true });
  }

  /**
   * Removes incoming files that nobody has written to for so many milliseconds: of uploads that a crash cut off. Counted by
   * the wall's clock, because the disk dates its files by it.
   */
  async removeIncoming(quiet: number): Promise<void> {
    const folder = path.join(this.#folder, 'incoming');
    await mkdir(folder, { recursive: true });
    for (const name of await readdir(folder)) {
      const file = path.join(folder, name);
      // An upload may end and take its file away meanwhile.
      const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        return null;
      });
      if (found !== null && Date.now() - found.mtimeMs > quiet) await rm(file, { force: true });
    }
  }

  #fileOf(digest: string): string {
    if (!/^[0-9a-f]{64}$/.test(digest)) throw new Error(`"${digest}" is no SHA-256 in hexadecimal.`);
    return path.join(this.#folder, digest.slice(0, 2), digest.slice(2));
  }
}

/** A rename is on the disk when its folder is; Windows opens no folders and keeps them itself. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
