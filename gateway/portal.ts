import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Database } from '../kit/data/database.js';
import { onboard, type SheetReport } from '../kit/onboarding/onboard.js';
import type { Sheet } from '../kit/onboarding/sheet.js';
import type { Clock } from '../kit/module/context.js';
import type { Log } from '../kit/module/host.js';
import type { Config } from './config.js';
import { explorerPage } from './http/explorer/explorer-page.js';
import { GraphQLEndpoint } from './http/graphql-endpoint.js';
import { healthRoom } from './http/health.js';
import { RequestIntake } from './http/request-intake.js';
import { PortalServer, type Room } from './http/server.js';
import { openIdentity, type PortalIdentity } from './identity/open-identity.js';
import { findModules, readModule } from './modules.js';
import { onboardOnce, sheetsOf } from './onboarding.js';
import { Pipeline } from './pipeline.js';
import { RunningModules } from './running-modules.js';
import { Graphs } from './supergraph/graphs.js';
import { type PluginWatch, watchPlugins } from './supergraph/watch-plugins.js';

/** What a portal is given beside its settings. */
export interface PortalParts {
  readonly log: Log;
  readonly clock: Clock;
  /** Told of each long step as it begins. */
  readonly progress: (sentence: string) => void;
  /** Where the modules' folders stand. */
  readonly root: string;
  /** A database that is open already and stays so; the settings' own is opened otherwise. */
  readonly database?: Database;
}

/** A portal that serves. */
export interface Portal {
  readonly origin: string;
  readonly identity: PortalIdentity;
  readonly graphs: Graphs;
  readonly database: Database;
  onboard(folder: string): Promise<SheetReport[]>;
  /** Drains requests, stops modules, closes the database. */
  close(): Promise<void>;
}

/** The project's own folder. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** Opens a portal: address, database, modules, county, identity, graph, then its doors. */
export async function openPortal(config: Config, parts: PortalParts): Promise<Portal> {
  const closing: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    return await open(config, parts, closing, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  config: Config,
  parts: PortalParts,
  closing: (() => Promise<void>)[],
  close: () => Promise<void>,
): Promise<Portal> {
  const { log, clock, progress, root } = parts;
  const server = await PortalServer.listen(config.host, config.port);
  closing.push(() => server.close());
  progress('opening the database');
  const database = parts.database ?? (await Database.open(config.database));
  if (!parts.database) closing.push(() => database.close());
  progress('reading the modules');
  const modules = await findModules(root);
  const graphs = new Graphs({
    database,
    clock,
    folder: config.dataFolder,
    remoteSubgraphs: config.remoteSubgraphs,
  });
  closing.push(() => graphs.close());
  progress('composing the graph');
  await graphs.install(modules);
  progress('onboarding the county');
  await onboardOnce(database, modules, config.countyFolder, (report) => progress(sentenceOf(report)));
  progress('opening the doors');
  const identity = await openIdentity(config, {
    origin: server.origin,
    modules: () => graphs.modules,
    clock,
    root,
    log,
  });
  closing.push(() => identity.close());
  const running = new RunningModules({ log, clock, database });
  closing.push(() => running.stopAll());
  for (const module of modules) await running.start(module);
  const pipeline = new Pipeline({
    graphs,
    host: { log, clock, database },
    limits: config.limits,
    explainToAll: !config.production,
  });
  const intake = new RequestIntake((authorization) => identity.identify(authorization), log, config.limits.deadline);
  server.open(roomsOf(config, { server, database, graphs, identity, pipeline, intake }));
  const onboardCounty = async (sheets: readonly Sheet[]): Promise<void> => {
    const report = (each: SheetReport): void => progress(sentenceOf(each));
    await onboard(database, sheetsOf(graphs.modules), config.countyFolder, report, sheets);
  };
  closing.push(watchPlugins(path.join(root, 'plugins'), pluginWatch(log, graphs, running, onboardCounty)));
  // Closed first of all: what is under way still needs everything else.
  closing.push(() => server.close());
  return {
    origin: server.origin,
    identity,
    graphs,
    database,
    onboard: (folder) => onboard(database, sheetsOf(graphs.modules), folder),
    close,
  };
}

function pluginWatch(
  log: Log,
  graphs: Graphs,
  running: RunningModules,
  onboardCounty: (sheets: readonly Sheet[]) => Promise<void>,
): PluginWatch {
  return {
    log,
    installed: () => graphs.modules.filter(({ kind }) => kind === 'plugin').map(({ name }) => name),
    install: async (folder) => {
      const module = await readModule(folder);
      await graphs.install([module]);
      await onboardCounty(module.subgraph?.sheets ?? []);
      await running.start(module);
    },
    remove: async (name) => {
      await graphs.remove(name);
      await running.stop(name);
    },
  };
}

interface Doors {
  readonly server: PortalServer;
  readonly database: Database;
  readonly graphs: Graphs;
  readonly identity: PortalIdentity;
  readonly pipeline: Pipeline;
  readonly intake: RequestIntake;
}

function roomsOf(config: Config, { server, database, graphs, identity, pipeline, intake }: Doors): Room[] {
  const endpoint = new GraphQLEndpoint(pipeline, intake, config.limits.bodyBytes);
  const graphql: Room = {
    accepts: (address) => address === '/graphql',
    respond: (request, response) => endpoint.respond(request, response),
  };
  const health = healthRoom(() => ({
    database: () => database.ping(),
    graph: async () => void graphs.current,
    open: () => (server.isDraining ? Promise.reject(new Error('The portal is closing.')) : Promise.resolve()),
  }));
  const explorer = explorerPage({ issuer: identity.issuer, clientId: 'yimen-explorer', graphqlPath: '/graphql' });
  return [graphql, health, explorer, ...identity.rooms];
}

function sentenceOf({ file, rows, inserted, updated, removed, refusals }: SheetReport): string {
  if (refusals.length === 0) return `${file}: ${rows} rows, ${inserted} new, ${updated} changed, ${removed} removed`;
  const [first] = refusals;
  return `${file}: refused, nothing loaded (line ${first?.line}, ${first?.column}: ${first?.reason})`;
}
