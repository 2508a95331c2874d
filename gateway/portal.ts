import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from '../kit/data/database.js';
import type { Bus } from '../kit/events/bus.js';
import type { SheetReport } from '../kit/onboarding/onboard.js';
import type { Module } from '../kit/module/define.js';
import type { Clock } from '../kit/module/context.js';
import { kitRunner } from '../kit/module/kit-runner.js';
import type { Log } from '../kit/module/host.js';
import type { Config } from './config.js';
import { filesRoom } from './http/files/files-room.js';
import { headKey } from './head-key.js';
import { withCors } from './http/cors.js';
import { explorerPage } from './http/explorer/explorer-page.js';
import { graphqlRoom } from './http/graphql-room.js';
import { healthRoom } from './http/health.js';
import { RequestIntake } from './http/request-intake.js';
import { PortalServer, type Room } from './http/server.js';
import { OpenStreams } from './http/streams/open-streams.js';
import { openIdentity, type PortalIdentity } from './identity/open-identity.js';
import { TokenWatch } from './identity/token-watch.js';
import { findModules, readModule } from './modules.js';
import { onboardFolder, onboardOnce } from './onboarding.js';
import { openGround } from './open-ground.js';
import { openDocuments } from './operation/documents.js';
import { Pipeline } from './pipeline.js';
import { Rates } from './guard/rates.js';
import { Questions } from './questions.js';
import { RunningModules } from './running-modules.js';
import { Graphs, type GraphSurroundings } from './supergraph/graphs.js';
import { type PluginWatch, watchPlugins } from './supergraph/watch-plugins.js';
import { warmUp } from './warm-up/warm-up.js';

/** What a portal is given beside its settings. */
export interface PortalParts {
  readonly log: Log;
  readonly clock: Clock;
  /** The clock by which tokens expire, where it is not the portal's: issuers write the time of the day. */
  readonly tokenClock?: Clock;
  /** Draws which requests follow a progressive override; `Math.random` unless given. */
  readonly random?: () => number;
  /** Whether it answers operations that are made up before its doors open, so that the first client waits less. */
  readonly warmsUp?: boolean;
  /** Told of each long step as it begins. */
  readonly progress: (sentence: string) => void;
  /** Where the modules' folders stand. */
  readonly root: string;
  /** A database that is open already and stays so; the settings' own is opened otherwise. */
  readonly database?: Database;
  /** Milliseconds between two looks for timers that ran out; 0 for none, and then `bus.settle()` is left to look. */
  readonly tick?: number;
}

/** A portal that serves. */
export interface Portal {
  readonly origin: string;
  readonly identity: PortalIdentity;
  readonly graphs: Graphs;
  readonly database: Database;
  readonly bus: Bus;
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
  const signingKey = await headKey(config);
  const server = await PortalServer.listen(config.host, config.port);
  closing.push(() => server.close());
  progress('opening the database');
  const ground = await openGround(config, parts, closing);
  const { database, bus } = ground;
  progress('reading the modules');
  const modules = await findModules(root);
  const questions = new Questions();
  const tell = (report: SheetReport): void => progress(sentenceOf(report));
  const graphs = await openGraphs(config, parts, { ground, ask: questions.ask }, modules, tell);
  closing.push(() => graphs.close());
  progress('opening the doors');
  const identity = await openIdentity(config, {
    origin: server.origin,
    modules: () => graphs.modules,
    clock: parts.tokenClock ?? clock,
    root,
    log,
  });
  closing.push(() => identity.close());
  const running = new RunningModules({ log, clock, database }, bus, config.remoteSubgraphs.keys());
  closing.push(() => running.stopAll());
  for (const module of modules) await running.start(module);
  await bus.run(kitRunner({ dataFolder: config.dataFolder, signingKey, modules: () => graphs.modules }));
  const pipeline = await pipelineOf(config, { graphs, identity, log, clock, database });
  questions.answeredBy(pipeline);
  if (parts.warmsUp) {
    progress('warming up');
    await warmUp({ graph: graphs.current, limits: config.limits, log });
  }
  const intake = intakeOf(config, identity, log);
  const open = new OpenStreams(config.limits.sockets);
  server.open(roomsOf(config, { server, database, clock, log, graphs, identity, pipeline, intake, open }));
  const onboardCounties = async (joined: Module): Promise<void> => {
    for (const folder of config.countyFolders) await onboardFolder(database, graphs.modules, folder, tell, [joined]);
  };
  closing.push(watchPlugins(path.join(root, 'plugins'), pluginWatch(log, graphs, running, onboardCounties)));
  // Closed first of all: what is under way still needs everything else, and streams would be under way for ever.
  closing.push(() => server.close());
  closing.push(() => open.close());
  const onboard = (folder: string): Promise<SheetReport[]> => onboardFolder(database, graphs.modules, folder);
  return { origin: server.origin, identity, graphs, database, bus, onboard, close };
}

async function pipelineOf(
  { limits, introspection, documents, production }: Config,
  { graphs, identity, log, clock, database }: Pick<Doors, 'graphs' | 'identity' | 'log' | 'clock' | 'database'>,
): Promise<Pipeline> {
  return new Pipeline({
    graphs,
    clock,
    host: { log, clock, database },
    limits,
    introspection,
    documents: await openDocuments(documents),
    tokens: new TokenWatch((token) => identity.confirm(token), log),
    explainToAll: !production,
  });
}

function intakeOf({ limits, rates, proxies }: Config, identity: PortalIdentity, log: Log): RequestIntake {
  return new RequestIntake({
    identify: (authorization) => identity.identify(authorization),
    log,
    deadline: limits.deadline,
    rates: new Rates(rates),
    proxies,
  });
}

/** Composes and installs the graph of the modules, and onboards their counties. */
async function openGraphs(
  config: Config,
  { log, progress, random = Math.random }: PortalParts,
  surroundings: Pick<GraphSurroundings, 'ground' | 'ask'>,
  modules: readonly Module[],
  tell: (report: SheetReport) => void,
): Promise<Graphs> {
  const { dataFolder, remoteSubgraphs, remoteStreams, countyFolders, overrideLabels, calls } = config;
  const overriding = { isInForce: (label: string) => overrideLabels.has(label), random };
  const remote = { remoteSubgraphs, remoteStreams, calls, log };
  const graphs = new Graphs({ ...surroundings, ...remote, folder: dataFolder, overriding });
  progress('composing the graph');
  await graphs.install(modules).catch(async (error: unknown) => {
    await graphs.close();
    throw error;
  });
  progress('onboarding the county');
  for (const folder of countyFolders) await onboardOnce(surroundings.ground.database, modules, folder, tell);
  return graphs;
}

function pluginWatch(
  log: Log,
  graphs: Graphs,
  running: RunningModules,
  onboardCounties: (joined: Module) => Promise<void>,
): PluginWatch {
  return {
    log,
    expectChange: () => graphs.expectChange(),
    installed: () => graphs.modules.filter(({ kind }) => kind === 'plugin').map(({ name }) => name),
    install: async (folder) => {
      const module = await readModule(folder);
      await graphs.install([module]);
      await onboardCounties(module);
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
  readonly clock: Clock;
  readonly log: Log;
  readonly graphs: Graphs;
  readonly identity: PortalIdentity;
  readonly pipeline: Pipeline;
  readonly intake: RequestIntake;
  readonly open: OpenStreams;
}

function roomsOf(config: Config, doors: Doors): Room[] {
  const { server, database, clock, graphs, identity, intake } = doors;
  const graphql = withCors(graphqlRoom({ ...doors, origins: config.corsOrigins }, config.limits), config.corsOrigins);
  const health = healthRoom(() => ({
    database: () => database.ping(),
    graph: async () => void graphs.current,
    open: () => (server.isDraining ? Promise.reject(new Error('The portal is closing.')) : Promise.resolve()),
  }));
  const explorer = explorerPage({ issuer: identity.issuer, clientId: 'yimen-explorer', graphqlPath: '/graphql' });
  const { dataFolder } = config;
  const files = withCors(
    filesRoom({ database, clock, intake, dataFolder, modules: () => graphs.modules }),
    config.corsOrigins,
  );
  return [graphql, health, files, explorer, ...identity.rooms];
}

function sentenceOf({ file, rows, inserted, updated, removed, refusals }: SheetReport): string {
  if (refusals.length === 0) return `${file}: ${rows} rows, ${inserted} new, ${updated} changed, ${removed} removed`;
  const [first] = refusals;
  return `${file}: refused, nothing loaded (line ${first?.line}, ${first?.column}: ${first?.reason})`;
}
