import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

/** Thrown when another process has the data folder open; its message is for the person who started the portal. */
export class FolderInUse extends Error {}

/** Lock files of the folders that this process has open. */
const opened = new Set<string>();

/** Takes a data folder for this process alone; answers what gives it back. Throws FolderInUse. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, 'process.lock');
  if (existsSync(file)) {
    const holder = Number(await readFile(file, 'utf8'));
    // Two clusters on one folder spoil it, also within one process.
    if (holder === process.pid ? opened.has(file) : isRunning(holder)) {
      throw new FolderInUse(
        `The data folder ${folder} is in use by process ${holder}. Stop that process or set DATA_FOLDER to another folder.`,
      );
    }
    await rm(file);
  }
  const lock = await open(file, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    throw new FolderInUse(`The data folder ${folder} is being opened by another process.`);
  });
  await lock.writeFile(String(process.pid));
  await lock.close();
  opened.add(file);
  return async () => {
    await rm(file, { force: true });
    opened.delete(file);
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
