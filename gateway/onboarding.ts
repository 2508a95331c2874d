import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../kit/data/database.js';
import { onboard, type SheetReport } from '../kit/onboarding/onboard.js';
import type { Module } from '../kit/module/define.js';

/** The sheets of every module, in the modules' order. */
export function sheetsOf(modules: readonly Module[]) {
  return modules.flatMap(({ subgraph }) => subgraph?.sheets ?? []);
}

/**
 * Onboards a county's folder unless the same files were onboarded before; answers null then. A file with a refused row
 * is not loaded, and its report says why.
 */
export async function onboardOnce(
  database: Database,
  modules: readonly Module[],
  folder: string,
  report: (report: SheetReport) => void,
): Promise<SheetReport[] | null> {
  if (!existsSync(folder)) return null;
  const digest = await digestOfFolder(folder);
  const known = await database.administer(async (execute) => {
    await execute('create table if not exists kit.onboardings (folder text primary key, digest text not null)');
    return execute('select 1 from kit.onboardings where folder = ? and digest = ?', [path.basename(folder), digest]);
  });
  if (known.length > 0) return null;
  const reports = await onboard(database, sheetsOf(modules), folder, report);
  if (reports.every(({ refusals }) => refusals.length === 0)) {
    await database.administer((execute) =>
      execute(
        `insert into kit.onboardings (folder, digest) values (?, ?)
         on conflict (folder) do update set digest = excluded.digest`,
        [path.basename(folder), digest],
      ),
    );
  }
  return reports;
}

async function digestOfFolder(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.csv')).sort()) {
    hash.update(name).update(await readFile(path.join(folder, name)));
  }
  return hash.digest('hex');
}
