import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeBackup } from './backup/take-backup.js';
import { endWith, summary } from './backup/command.js';
import { readConfig } from './config.js';

// `npm run backup FOLDER`: copies what the portal keeps into a new folder, on a server while portals serve.
const root = fileURLToPath(new URL('..', import.meta.url));

async function run(folder: string | undefined): Promise<number> {
  if (!folder) {
    console.error('Name the folder to make: npm run backup /backups/2026-11-21');
    return 2;
  }
  const manifest = await takeBackup(readConfig(), path.resolve(folder), root);
  console.log(`${path.resolve(folder)} holds ${summary(manifest)}.`);
  return 0;
}

await endWith(() => run(process.argv[2]));
