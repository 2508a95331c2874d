import { fileURLToPath } from 'node:url';
import { Database, DatabaseAway, FolderInUse } from '../kit/data/database.js';
import { migrate } from '../kit/data/migrate.js';
import { readConfig, WrongSetting } from './config.js';
import { CannotListen } from './http/server.js';
import { identifierFor, scopesOfModules } from './identity/open-identity.js';
import { findModules } from './modules.js';
import { openSubgraphServer } from './subgraph-server.js';
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
  const database = await Database.open(config.database);
  database.discover(module.subgraph.entities);
  await migrate(database, [{ module: module.name, migrations: module.subgraph.migrations }]);
  const clock = { now: () => new Date() };
  const log = createLog(config.logLevel);
  const server = await openSubgraphServer({
    module: { ...module, subgraph: module.subgraph },
    database,
    clock,
    log,
    host: config.host,
    port: config.port,
    identify: identifierFor(
      config,
      config.issuer,
      { clock, log },
      scopesOfModules(() => modules),
    ),
  });
  console.log(`The subgraph ${module.name} is served at ${server.url}`);
  const stop = (): void => {
    void server
      .close()
      .then(() => database.close())
      .then(() => process.exit(0));
  };
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
