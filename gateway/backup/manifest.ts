import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CannotRestore, type CopiedRows } from '../../kit/data/database-copy.js';

/** One file of a backup. */
export interface Piece {
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly digest: string;
}

/** What a backup says of itself, in `manifest.json`, which is written last. */
export interface Manifest extends CopiedRows {
  readonly product: 'yimen';
  readonly format: 1;
  /** Version of the portal that made it. */
  readonly version: string;
  /** The moment that it shows, as ISO 8601. */
  readonly takenAt: string;
  readonly database: 'server' | 'embedded';
  /** Every other file of the backup by its path in it. */
  readonly pieces: Readonly<Record<string, Piece>>;
}

export const manifestName = 'manifest.json';

/** The piece that holds the rows. */
export const rowsName = 'database.dump';

/** What a file is by its bytes. */
export async function pieceOf(file: string): Promise<Piece> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return { bytes: (await stat(file)).size, digest: hash.digest('hex') };
}

/** Reads a backup's manifest and every piece. Throws CannotRestore for what is no backup, or not whole. */
export async function readBackup(folder: string): Promise<Manifest> {
  const file = path.join(folder, manifestName);
  if (!existsSync(file)) throw new CannotRestore(`${folder} is no backup: it has no ${manifestName}.`);
  const manifest = manifestIn(await readFile(file, 'utf8'));
  if (manifest === null) throw new CannotRestore(`${file} is not the manifest of a backup of this portal.`);
  for (const [name, { bytes, digest }] of Object.entries(manifest.pieces)) {
    const piece = path.join(folder, name);
    if (!isWithin(name)) throw new CannotRestore(`${file} names a file outside of the backup: ${name}.`);
    if (!existsSync(piece)) throw new CannotRestore(`The backup is not whole: ${piece} is missing.`);
    const found = await pieceOf(piece);
    if (found.digest === digest && found.bytes === bytes) continue;
    throw new CannotRestore(`The backup is damaged: ${piece} is not as it was written. Nothing was changed.`);
  }
  return manifest;
}

function manifestIn(text: string): Manifest | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  const { product, format, database, pieces, tables, major } = (read ?? {}) as Partial<Manifest>;
  const isOurs = product === 'yimen' && format === 1 && (database === 'server' || database === 'embedded');
  const isWhole = pieces?.[rowsName] !== undefined && typeof tables === 'object' && typeof major === 'number';
  return isOurs && isWhole ? (read as Manifest) : null;
}

/** Whether a path stays in the folder that it is relative to. */
function isWithin(name: string): boolean {
  return !path.isAbsolute(name) && !name.split(/[\\/]/).includes('..');
}
