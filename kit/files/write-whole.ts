import { open, rename } from 'node:fs/promises';
import path from 'node:path';
import { flushFolder } from './bytes-on-disk.js';

/** Writes a file aside, flushes it and puts it in its place: what stands there is whole, for this process's user alone. */
export async function writeWhole(file: string, content: string): Promise<void> {
  const draft = `${file}.draft`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  await flushFolder(path.dirname(file));
}
