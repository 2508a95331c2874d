import path from 'node:path';
import { endWith, summary } from './backup/command.js';
import { restoreBackup } from './backup/restore-backup.js';
import { readConfig } from './config.js';

// `npm run restore FOLDER [-- --replace]`: puts a backup where the settings say that the portal keeps things.

async function run(given: readonly string[]): Promise<number> {
  const [folder, ...others] = given.filter((each) => each !== '--replace');
  if (!folder || others.length > 0) {
    console.error('Name the folder of a backup: npm run restore /backups/2026-11-21');
    return 2;
  }
  const manifest = await restoreBackup(readConfig(), path.resolve(folder), given.includes('--replace'));
  console.log(`Restored: ${summary(manifest)}, as of ${manifest.takenAt}.`);
  return 0;
}

await endWith(() => run(process.argv.slice(2)));
