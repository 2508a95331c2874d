import { fileURLToPath } from 'node:url';
import { Database } from '../kit/data/database.js';
import { contractTables } from '../kit/module/kit-module.js';
import { endWith } from './backup/command.js';
import { readConfig } from './config.js';
import { findModules } from './modules.js';

// `npm run contract`: takes away what only older versions of the modules need, when none of them serves any more.
const root = fileURLToPath(new URL('..', import.meta.url));

await endWith(async () => {
  const database = await Database.open(readConfig().database);
  try {
    const applied = await contractTables(database, await findModules(process.argv[2] ?? root));
    console.log(applied.length === 0 ? 'Nothing is to be taken away.' : `Done: ${applied.join(', ')}.`);
    return 0;
  } finally {
    await database.close();
  }
});
