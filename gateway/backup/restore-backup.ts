import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { CannotRestore, restoreEmbedded, restoreServer, serverHoldsTables } from '../../kit/data/database-copy.js';
import type { Config } from '../config.js';
import { type Manifest, readBackup, rowsName } from './manifest.js';
import { keyFiles } from './take-backup.js';

type Target = Pick<Config, 'database' | 'dataFolder'>;

/**
 * Puts a backup where the settings say that the portal keeps things. First everything is looked at: the backup is whole,
 * of this kind of database, and the target is empty, unless it is to be replaced. Then files come under their digests,
 * where they do no harm, and the rows all at once; only then go the files and heads that stood there. Throws CannotRestore
 * with nothing changed.
 */
export async function restoreBackup(target: Target, folder: string, replaces: boolean): Promise<Manifest> {
  const manifest = await readBackup(folder);
  const { database, dataFolder } = target;
  const kind = database.kind === 'server' ? 'server' : 'embedded';
  if (manifest.database !== kind) {
    throw new CannotRestore(
      `The backup is of ${described[manifest.database]}, and DATABASE_URL says ${described[kind]}.`,
    );
  }
  const holds = await whatItHolds(target, manifest);
  if (holds !== null && !replaces) {
    throw new CannotRestore(`${holds} is not empty. To have it replaced: npm run restore ${folder} -- --replace`);
  }
  const draft = path.join(dataFolder, 'restoring');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  try {
    await place(folder, dataFolder, draft, namesIn(manifest, 'files/'));
    const rows = path.join(folder, rowsName);
    if (database.kind === 'server') await restoreServer(database, rows, draft, manifest);
    else await restoreEmbedded(dataFolder, rows, draft, manifest);
    const rest = [...namesIn(manifest, 'heads/'), ...keyFiles.filter((name) => name in manifest.pieces)];
    await place(folder, dataFolder, draft, rest);
    await removeOthers(dataFolder, manifest);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return manifest;
}

const described = { server: 'a PostgreSQL server', embedded: 'the embedded PostgreSQL' } as const;

/** What of the target holds something already; null when it is empty. */
async function whatItHolds({ database, dataFolder }: Target, manifest: Manifest): Promise<string | null> {
  if (database.kind === 'server' && (await serverHoldsTables(database, manifest)))
    return 'The database of DATABASE_URL';
  const kept = ['postgres', 'files', 'heads'].map((name) => path.join(dataFolder, name));
  return kept.find((each) => existsSync(each)) ?? null;
}

function namesIn({ pieces }: Manifest, prefix: string): string[] {
  return Object.keys(pieces).filter((name) => name.startsWith(prefix));
}

/** Copies pieces to their places, each whole or not at all. */
async function place(folder: string, dataFolder: string, draft: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const to = path.join(dataFolder, name);
    const aside = path.join(draft, 'piece');
    await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
    await copyFile(path.join(folder, name), aside);
    await chmod(aside, 0o600);
    await rename(aside, to);
  }
}

/** Removes files and heads that the backup has not. */
async function removeOthers(dataFolder: string, manifest: Manifest): Promise<void> {
  for (const kept of ['files', 'heads']) {
    if (!existsSync(path.join(dataFolder, kept))) continue;
    const entries = await readdir(path.join(dataFolder, kept), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile())) {
      const file = path.join(entry.parentPath, entry.name);
      if (!(path.relative(dataFolder, file).split(path.sep).join('/') in manifest.pieces)) await rm(file);
    }
  }
}
