import { fileURLToPath } from 'node:url';
import { DatabaseAway } from '../kit/data/database.js';
import { FolderInUse } from '../kit/data/folder-lock.js';
import { readConfig } from './config.js';
import { CannotListen } from './http/server.js';
import { findModules } from './modules.js';
import { WrongSetting } from './read-setting.js';
import { serveModule } from './serve-module.js';
import { createLog } from './telemetry/log.js';

// `npm run subgraph NAME`: one module as a GraphQL server of its own, on the database of DATABASE_URL.
const root = fileURLToPath(new URL('..', import.meta.url));

async function run(name: string | undefined): Promise<void> {
  const config = readConfig();
  const modules = await findModules(root);
  const module = modules.find((each) => each.name === name);
  if (!module?.subgraph) {
    const names = modules.filter(({ subgraph }) => subgraph).map((each) => each.name);
    throw new WrongSetting(`Name one of the subgraphs: npm run subgraph ${names.join('|')}`);
  }
  if (config.database.kind !== 'server') {
    throw new WrongSetting('DATABASE_URL is not set: a subgraph in a process of its own needs a PostgreSQL server.');
  }
  if (config.issuer === null) {
    throw new WrongSetting('ISSUER is not set: give the address of the realm whose tokens the portal sends.');
  }
  const closing: (() => Promise<void>)[] = [];
  const served = {
    config,
    // The portal, which has the module's code too, starts it there.
    module: { ...module, subgraph: module.subgraph, start: undefined },
    issuer: config.issuer,
    log: createLog(config.logLevel),
    modules: () => modules,
  };
  const server = await serveModule(served, closing);
  console.log(`The subgraph ${module.name} is served at ${server.url}`);
  const close = async (): Promise<void> => {
    for (const step of closing.reverse()) await step();
    process.exit(0);
  };
  const stop = (): void => void close();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

try {
  await run(process.argv[2]);
} catch (error) {
  if (!(
    error instanceof WrongSetting ||
    error instanceof FolderInUse ||
    error instanceof DatabaseAway ||
    error instanceof CannotListen
  ))
    throw error;
  console.error(error.message);
  process.exit(1);
}
