import type { BuiltSubgraph } from '../kit/module/build.js';
import type { Module, SubgraphDeclaration } from '../kit/module/define.js';
import type { Log } from '../kit/module/host.js';
import { prepareTables } from '../kit/module/kit-module.js';
import type { Config } from './config.js';
import { grantsOfModules, identityOfRealm } from './identity/open-identity.js';
import { openGround } from './open-ground.js';
import { questionsTo } from './portal-questions.js';
import { Replica } from './replica.js';
import { RunningModules } from './running-modules.js';
import { openSubgraphServer, type SubgraphServer } from './subgraph-server.js';
import { Telemetry } from './telemetry/telemetry.js';

/** What a module is served with in a process of its own. */
export interface ModuleServing {
  readonly config: Config;
  readonly module: Module & { readonly subgraph: SubgraphDeclaration };
  /** The same module as a subgraph; it is built here where left out. */
  readonly built?: BuiltSubgraph;
  /** The realm whose tokens are good here. */
  readonly issuer: string;
  readonly log: Log;
  /** The modules whose roles give scopes. */
  readonly modules: () => readonly Pick<Module, 'roles'>[];
}

/**
 * Serves one module on the database of DATABASE_URL: brings its tables up to date, takes its events and timers, starts it,
 * and opens its GraphQL server. What closes all that again goes onto `closing`.
 */
export async function serveModule(
  { config, module, built, issuer, log, modules }: ModuleServing,
  closing: (() => Promise<void>)[],
): Promise<SubgraphServer> {
  const clock = { now: () => new Date() };
  // Metrics are the portal's to show: of a subgraph it sees every fetch.
  const watched = { ...config.telemetry, admin: null };
  const telemetry = await Telemetry.open(watched, { log, service: `yimen-${module.name}` });
  closing.push(() => telemetry.close());
  const ground = await openGround(config, { clock, log, telemetry }, closing);
  const { database, bus } = ground;
  await prepareTables(database, [module]);
  const running = new RunningModules({ log, clock, database }, bus, []);
  closing.push(() => running.stopAll());
  await running.take(module);
  await running.start(module);
  const replica = new Replica(config.rates, { database, clock, log }, closing);
  await replica.join();
  const table = grantsOfModules(modules);
  const server = await openSubgraphServer({
    module,
    built,
    ground,
    ask: questionsTo(config.portalUrl),
    log,
    telemetry,
    host: config.host,
    port: config.port,
    identify: identityOfRealm(
      config,
      issuer,
      { clock, log, isRevoked: (claims) => replica.revocations.known.covers(claims) },
      table,
    ).identify,
  });
  closing.push(() => server.close());
  return server;
}
