import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { copyEmbedded, copyServer } from '../../kit/data/database-copy.js';
import { writeWhole } from '../../kit/files/write-whole.js';
import type { Execute } from '../../kit/data/database.js';
import type { Config } from '../config.js';
import { type Manifest, manifestName, type Piece, pieceOf, rowsName } from './manifest.js';

/** A backup cannot be made; the message says why. */
export class CannotBackUp extends Error {}

/** Keys that rows and tokens are verified with, where the data folder keeps them. */
export const keyFiles = ['head-key.pem', 'issuer/issuer-secrets.json'];

/** Milliseconds for which a file is waited for whose row stands already: an upload puts the row first. */
const patience = 5_000;

/**
 * Copies what the portal keeps into a folder that is not there yet: its rows as of one moment, the files and daily heads
 * that rows of that moment name, and the keys of the data folder. A folder of that name is whole. Throws CannotBackUp.
 */
export async function takeBackup(
  { database, dataFolder }: Pick<Config, 'database' | 'dataFolder'>,
  folder: string,
  projectRoot: string,
): Promise<Manifest> {
  if (existsSync(folder)) throw new CannotBackUp(`${folder} exists already; name a new folder.`);
  if (database.kind === 'memory') throw new CannotBackUp('A database in memory has no backup.');
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  try {
    const takenAt = new Date().toISOString();
    const pieces: Record<string, Piece> = {};
    const take = async (name: string): Promise<void> => {
      await copyPiece(path.join(dataFolder, name), path.join(draft, name));
      pieces[name] = await pieceOf(path.join(draft, name));
    };
    const look = (execute: Execute): Promise<void> => takeNamed(execute, take);
    const rows = path.join(draft, rowsName);
    const copied = await (database.kind === 'server'
      ? copyServer(database, rows, look)
      : copyEmbedded(database.folder, rows, look));
    pieces[rowsName] = await pieceOf(rows);
    for (const name of keyFiles) if (existsSync(path.join(dataFolder, name))) await take(name);
    const { version } = JSON.parse(await readFile(path.join(projectRoot, 'package.json'), 'utf8')) as {
      readonly version: string;
    };
    const kind = database.kind === 'server' ? 'server' : 'embedded';
    const manifest: Manifest = {
      ...{ product: 'yimen', format: 1, version, takenAt, database: kind },
      ...copied,
      pieces,
    };
    await writeWhole(path.join(draft, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
    await rename(draft, folder);
    return manifest;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/** Takes the files and heads that rows name. */
async function takeNamed(execute: Execute, take: (name: string) => Promise<void>): Promise<void> {
  const [{ kept } = {}] = await execute(`select to_regclass('kit.files') is not null as kept`);
  if (kept !== true) throw new CannotBackUp('The database holds no tables of the portal.');
  const files = await execute(
    `select digest, bool_or(owner_id is not null) as owned from kit.files group by digest order by digest`,
  );
  for (const { digest, owned } of files) {
    const name = `files/${String(digest).slice(0, 2)}/${String(digest).slice(2)}`;
    await take(name).catch((error: NodeJS.ErrnoException) => {
      // A row whose bytes never came belongs to an upload that broke off; nobody has learnt its id.
      if (error.code !== 'ENOENT' || owned === true) throw error;
    });
  }
  for (const { day } of await execute(`select day::text as day from kit.heads order by day`)) {
    await take(`heads/${String(day)}.json`);
  }
}

async function copyPiece(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
  for (let waited = 0; !existsSync(from) && waited < patience; waited += 100) await pause(100);
  await copyFile(from, to);
}
