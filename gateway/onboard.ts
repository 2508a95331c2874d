import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Database, DatabaseAway } from '../kit/data/database.js';
import { FolderInUse } from '../kit/data/folder-lock.js';
import { prepareTables } from '../kit/module/kit-module.js';
import type { SheetReport } from '../kit/onboarding/onboard.js';
import { readConfig } from './config.js';
import { findModules } from './modules.js';
import { onboardFolder } from './onboarding.js';
import { WrongSetting } from './read-setting.js';

// `npm run onboard DIR`: checks and loads a county's folder, and says what became of each file.
const root = fileURLToPath(new URL('..', import.meta.url));

async function run(folder: string | undefined): Promise<number> {
  if (!folder) {
    console.error('Name the folder of a county: npm run onboard counties/jiangyin');
    return 2;
  }
  const config = readConfig();
  const database = await Database.open(config.database);
  try {
    const modules = await findModules(root, config.children.modules);
    await prepareTables(database, modules);
    const reports = await onboardFolder(database, modules, path.resolve(folder), print);
    if (reports.length === 0) console.error(`${folder} holds no file that a module knows.`);
    return reports.length > 0 && reports.every(({ refusals }) => refusals.length === 0) ? 0 : 1;
  } finally {
    await database.close();
  }
}

function print({ file, rows, inserted, updated, removed, changedKeys, refusals, warnings }: SheetReport): void {
  const outcome =
    refusals.length > 0 ? 'refused, nothing loaded' : `${inserted} new, ${updated} changed, ${removed} removed`;
  console.log(`${file}: ${rows} rows, ${outcome}`);
  if (inserted === 0 && changedKeys.length > 0) console.log(`  changed: ${changedKeys.slice(0, 20).join(', ')}`);
  for (const finding of refusals)
    console.log(`  line ${finding.line}, ${finding.column} "${finding.value}": ${finding.reason}`);
  for (const finding of warnings.slice(0, 10)) {
    console.log(`  warning, line ${finding.line}, ${finding.column} "${finding.value}": ${finding.reason}`);
  }
}

try {
  process.exitCode = await run(process.argv[2]);
} catch (error) {
  if (!(error instanceof WrongSetting || error instanceof FolderInUse || error instanceof DatabaseAway)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
