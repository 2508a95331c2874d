import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole } from '../files/write-whole.js';
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
  await writeWhole(file, text);
}
