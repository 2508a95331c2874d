import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { flushFolder } from './bytes-on-disk.js';

/** A file that is written aside and flushed, and does not stand in its place yet. */
export interface Draft {
  /** Puts it in its place, whole. */
  place(): Promise<void>;
  /** Leaves what stands in its place, and nothing beside it. */
  discard(): Promise<void>;
}

/**
 * Writes a file aside, flushes it and puts it in its place: what stands there is whole, for this process's user alone. Of
 * processes that write it at once the last one's stays.
 */
export async function writeWhole(file: string, content: string): Promise<void> {
  const draft = await writeDraft(file, content);
  await draft.place();
}

/** Does of `writeWhole` what takes time. Whoever asked places the draft or discards it. */
export async function writeDraft(file: string, content: string): Promise<Draft> {
  const aside = `${file}.${randomUUID()}.draft`;
  const discard = (): Promise<void> => rm(aside, { force: true });
  const orDiscard = async (error: unknown): Promise<never> => {
    await discard();
    throw error;
  };
  await write(aside, content).catch(orDiscard);
  return {
    async place() {
      await rename(aside, file).catch(orDiscard);
      await flushFolder(path.dirname(file));
    },
    discard,
  };
}

async function write(draft: string, content: string): Promise<void> {
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
