import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readConfig } from '../gateway/config.js';
import { findModules } from '../gateway/modules.js';
import { onboardFolder } from '../gateway/onboarding.js';
import { Database, DatabaseAway } from '../kit/data/database.js';
import { FolderInUse } from '../kit/data/folder-lock.js';
import { prepareTables } from '../kit/module/kit-module.js';
import { readSheet } from './county/sheet-file.js';
import { generateSample } from './sample/generate-sample.js';
import { tiers } from './sample/tiers.js';

// `npm run generate -- --tier county-lite`: fills the portal's database with made-up events in a county's real grids.
// --seed names the chance, --last the last day (yyyy-MM-dd), --county the folder. Nothing may run on the database meanwhile.
const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    tier: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    last: { type: 'string', default: '2026-11-20' },
    county: { type: 'string', default: 'counties/jiangyin' },
  },
});

async function run(): Promise<number> {
  const tier = tiers[values.tier];
  if (!tier || !/^\d{4}-\d{2}-\d{2}$/.test(values.last)) {
    console.error(`Name a tier, one of ${Object.keys(tiers).join(', ')}: npm run generate -- --tier county-lite`);
    return 2;
  }
  const config = readConfig();
  const database = await Database.open(config.database);
  try {
    const modules = await findModules(root, config.children.modules);
    await prepareTables(database, modules);
    const folder = path.resolve(root, values.county);
    const reports = await onboardFolder(database, modules, folder);
    const refused = reports.filter(({ refusals }) => refusals.length > 0).map(({ file }) => file);
    if (refused.length > 0) {
      console.error(`The county's files were refused: ${refused.join(', ')}. npm run onboard says why.`);
      return 1;
    }
    const order = { ...values, county: countyOf(folder), events: tier.events };
    const problems = await generateSample(database, tier, order, (line) => console.log(line));
    for (const problem of problems) console.error(problem);
    return problems.length === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}

/** The code of the county whose folder it is, from its regions. */
function countyOf(folder: string): string {
  const { headings, rows } = readSheet(folder, 'regions.csv');
  const county = rows.find((row) => row[headings.indexOf('级别')] === 'county');
  if (!county) throw new Error(`The regions of ${folder} name no county.`);
  return county[headings.indexOf('区划代码')] ?? '';
}

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof FolderInUse || error instanceof DatabaseAway)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
