import { CannotRestore } from '../../kit/data/database-copy.js';
import { DatabaseAway } from '../../kit/data/database.js';
import { FolderInUse } from '../../kit/data/folder-lock.js';
import { WrongVersion } from '../../kit/data/migrate.js';
import { ProgramMissing } from '../../kit/data/postgres-programs.js';
import { WrongSetting } from '../read-setting.js';
import type { Manifest } from './manifest.js';
import { CannotBackUp } from './take-backup.js';

const forPeople = [WrongSetting, FolderInUse, DatabaseAway, ProgramMissing, CannotBackUp, CannotRestore, WrongVersion];

/** Runs a command to its end: its status, or 1 and one sentence where it cannot be done. */
export async function endWith(run: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run();
  } catch (error) {
    if (!forPeople.some((kind) => error instanceof kind)) throw error;
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

/** What a backup holds, in words. */
export function summary({ tables, pieces }: Manifest): string {
  const rows = Object.values(tables).reduce((sum, each) => sum + each, 0);
  const bytes = Object.values(pieces).reduce((sum, each) => sum + each.bytes, 0);
  const files = Object.keys(pieces).filter((name) => name.startsWith('files/')).length;
  return `${rows} rows in ${Object.keys(tables).length} tables and ${files} files, ${(bytes / 1e6).toFixed(1)} MB`;
}
