import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../kit/data/database.js';
import { forgetCountyRules } from '../kit/county/county-rules-of.js';
import { changesRules } from '../kit/county/sheets.js';
import { kitSheets } from '../kit/module/kit-module.js';
import { inTurn } from '../kit/live/in-turn.js';
import { onboard, type SheetReport } from '../kit/onboarding/onboard.js';
import type { Module } from '../kit/module/define.js';

/** Announced whenever a county's profile or calendar was loaded. */
export const rulesTopic = 'kit.rules';

type Report = (report: SheetReport) => void;

/** The name under which processes on one database onboard one after the other. */
const turn = 'onboarding';

/**
 * Checks and loads a county's folder as the kit and the modules know its files. Where modules joined those that stood,
 * their files alone are loaded, and the profile, which may speak of their settings.
 */
export async function onboardFolder(
  database: Database,
  modules: readonly Module[],
  folder: string,
  report?: Report,
  joined?: readonly Module[],
): Promise<SheetReport[]> {
  return inTurn(database, turn, () => load(database, modules, folder, report, joined));
}

async function load(
  database: Database,
  modules: readonly Module[],
  folder: string,
  report?: Report,
  joined: readonly Module[] = modules,
): Promise<SheetReport[]> {
  const own = kitSheets(modules);
  const all = [...own, ...sheetsOf(modules)];
  const reports = await onboard(database, all, folder, report, [...own, ...sheetsOf(joined)]);
  if (changesRules(reports)) {
    forgetCountyRules();
    const changed = JSON.stringify({ topic: rulesTopic, about: path.basename(folder) });
    await database.administer((execute) => execute(`select pg_notify('yimen', ?)`, [changed]));
  }
  return reports;
}

function sheetsOf(modules: readonly Module[]) {
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
  report: Report,
): Promise<SheetReport[] | null> {
  if (!existsSync(folder)) return null;
  return inTurn(database, turn, () => loadOnce(database, modules, folder, report));
}

async function loadOnce(
  database: Database,
  modules: readonly Module[],
  folder: string,
  report: Report,
): Promise<SheetReport[] | null> {
  const digest = await digestOfFolder(folder);
  const known = await database.administer(async (execute) => {
    await execute('create table if not exists kit.onboardings (folder text primary key, digest text not null)');
    return execute('select 1 from kit.onboardings where folder = ? and digest = ?', [path.basename(folder), digest]);
  });
  if (known.length > 0) return null;
  const reports = await load(database, modules, folder, report);
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

/** Tells, in a sentence, of each file that was loaded or refused. */
export function tellBy(progress: (sentence: string) => void): Report {
  return ({ file, rows, inserted, updated, removed, refusals }) => {
    const [first] = refusals;
    progress(
      first
        ? `${file}: refused, nothing loaded (line ${first.line}, ${first.column}: ${first.reason})`
        : `${file}: ${rows} rows, ${inserted} new, ${updated} changed, ${removed} removed`,
    );
  };
}
