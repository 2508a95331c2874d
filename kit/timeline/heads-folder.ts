import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { flushFolder } from '../files/bytes-on-disk.js';
import type { Head } from './head.js';

/**
 * Keeps a head outside the database, as `heads/yyyy-MM-dd.json` in the data folder. Throws when another head of that day
 * stands there already: then the database is not the one whose days were signed.
 */
export async function keepOutside(dataFolder: string, head: Head): Promise<void> {
  const folder = path.join(dataFolder, 'heads');
  const file = path.join(folder, `${head.day}.json`);
  const text = `${JSON.stringify(head, null, 2)}\n`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (existsSync(file)) {
    if ((await readFile(file, 'utf8')) === text) return;
    throw new Error(`The head of ${head.day} that is about to be signed differs from the one in ${file}.`);
  }
  // A file under its day is whole: it is written aside, flushed and renamed.
  const draft = `${file}.draft`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  await flushFolder(folder);
}
