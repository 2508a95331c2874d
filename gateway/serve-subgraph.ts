import { fileURLToPath } from 'node:url';
import { DatabaseAway } from '../kit/data/database.js';
import { FolderInUse } from '../kit/data/folder-lock.js';
import { prepareTables } from '../kit/module/kit-module.js';
import { runnerOf } from '../kit/module/runner-of.js';
import { readConfig } from './config.js';
import { CannotListen } from './http/server.js';
import { identityOfRealm, grantsOfModules } from './identity/open-identity.js';
import { findModules } from './modules.js';
import { openGround } from './open-ground.js';
import { questionsTo } from './portal-questions.js';
import { openReplica } from './replica.js';
import { WrongSetting } from './read-setting.js';
import { openSubgraphServer } from './subgraph-server.js';
import { createLog } from './telemetry/log.js';
import { Telemetry } from './telemetry/telemetry.js';

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
  const clock = { now: () => new Date() };
  const log = createLog(config.logLevel);
  const closing: (() => Promise<void>)[] = [];
  // Metrics are the portal's to show: of a subgraph it sees every fetch.
  const watched = { ...config.telemetry, admin: null };
  const telemetry = await Telemetry.open(watched, { log, service: `yimen-${module.name}` });
  closing.push(() => telemetry.close());
  const ground = await openGround(config, { clock, log, watch: telemetry.statements }, closing);
  await prepareTables(ground.database, [module]);
  await ground.bus.run(runnerOf(module));
  const { revocations } = await openReplica(config.rates, { database: ground.database, clock, log }, closing);
  const server = await openSubgraphServer({
    module: { ...module, subgraph: module.subgraph },
    ground,
    ask: questionsTo(config.portalUrl),
    log,
    telemetry,
    host: config.host,
    port: config.port,
    identify: identityOfRealm(
      config,
      config.issuer,
      { clock, log, isRevoked: (claims) => revocations.known.covers(claims) },
      grantsOfModules(() => modules),
    ).identify,
  });
  console.log(`The subgraph ${module.name} is served at ${server.url}`);
  closing.push(() => server.close());
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
