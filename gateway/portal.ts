import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from '../kit/data/database.js';
import type { Bus } from '../kit/events/bus.js';
import type { SheetReport } from '../kit/onboarding/onboard.js';
import type { Module } from '../kit/module/define.js';
import type { Clock } from '../kit/module/context.js';
import type { Log } from '../kit/module/host.js';
import { Children } from './children/children.js';
import type { Config } from './config.js';
import { keptDocked } from './docking/docking.js';
import { headKey } from './head-key.js';
import { RequestIntake } from './http/request-intake.js';
import { PortalServer } from './http/server.js';
import { OpenStreams } from './http/streams/open-streams.js';
import { openIdentity, type PortalIdentity } from './identity/open-identity.js';
import { findModules, readModule } from './modules.js';
import { onboardFolder, tellBy } from './onboarding.js';
import { openGraphs } from './open-graphs.js';
import { openGround } from './open-ground.js';
import { type Documents, openDocuments } from './operation/documents.js';
import { Pipeline } from './pipeline.js';
import { checksOf, type Doors, roomsOf } from './portal-rooms.js';
import type { Preparation } from './preparation.js';
import { preparationOf } from './prepare-portal.js';
import { Questions } from './questions.js';
import { Replica } from './replica.js';
import { RunningModules } from './running-modules.js';
import { SignedCopies } from './signed-copies.js';
import type { ModuleGround } from './sources/module-ground.js';
import type { Graphs } from './supergraph/graphs.js';
import { type PluginWatch, watchPlugins } from './supergraph/watch-plugins.js';
import { Operators } from './telemetry/operators.js';
import type { Telemetry } from './telemetry/telemetry.js';
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
  /** Milliseconds between two looks whether docked subgraphs are well; 5,000 unless given, 0 for none: `beat()` looks then. */
  readonly heartbeat?: number;
}

/** A portal that serves. */
export interface Portal {
  readonly origin: string;
  /** Where operators find metrics and health; null where ADMIN_PORT is not set. */
  readonly admin: string | null;
  readonly identity: PortalIdentity;
  readonly graphs: Graphs;
  readonly database: Database;
  readonly bus: Bus;
  /**
   * Answers true once everything is done that a start needs the database for: at once, unless the portal opened while it was away;
   * false where the portal is closed first. Rejects with what would have ended a start.
   */
  readonly prepared: Promise<boolean>;
  onboard(folder: string): Promise<SheetReport[]>;
  /** Asks each docked subgraph once whether it is well. */
  beat(): Promise<void>;
  /** Says at `/ready` that it is about to close, and serves on for DRAIN_DELAY until balancers have seen it. */
  leave(): Promise<void>;
  /** Drains requests, stops modules, closes the database. */
  close(): Promise<void>;
}

/** The project's own folder. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/**
 * Opens a portal: address, database, modules, graph, identity, county, then its doors. Where the database is away, what was docked
 * last is known, and this portal's own key signed it, the doors open first, and the rest follows when the database is there.
 */
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
  const children = await Children.open(config, { root, origin: server.origin, log, clock }, closing);
  const documents = await openDocuments(config.documents);
  const operators = await Operators.open(config.telemetry, { log, service: 'yimen', names: documents.names }, closing);
  progress('opening the database');
  const copies = new SignedCopies({ folder: config.dataFolder, signingKey, log });
  const kept = await keptDocked(copies);
  const { telemetry } = operators;
  const ground = await openGround(config, { ...parts, telemetry, mayBeAway: kept !== null }, closing);
  const { database, bus } = ground;
  progress('reading the modules');
  const modules = await findModules(root, config.children.modules);
  const questions = new Questions();
  const { graphs, docking } = await openGraphs(
    config,
    parts,
    { ground, ask: questions.ask, children, copies, kept },
    modules,
    closing,
  );
  progress('opening the doors');
  const tokenClock = parts.tokenClock ?? clock;
  const replica = new Replica(config.rates, { database, clock: tokenClock, log }, closing);
  const identity = await openIdentity(config, {
    origin: server.origin,
    modules: () => graphs.modules,
    clock: tokenClock,
    replica,
    root,
    log,
  });
  closing.push(() => identity.close());
  const running = new RunningModules({ log, clock, database }, bus, config.remoteSubgraphs.keys());
  closing.push(() => running.stopAll());
  const preparation = preparationOf(config, parts, { ground, graphs, docking, replica, running, signingKey }, modules);
  if (!database.isAwaited) await preparation.run();
  const pipeline = pipelineOf(config, documents, { graphs, identity, log, clock, database });
  questions.answeredBy(pipeline);
  await children.ready();
  if (parts.warmsUp) {
    progress('warming up');
    await warmUp({ graph: graphs.current, limits: config.limits, log });
  }
  const intake = intakeOf(config, identity, replica, { log, telemetry });
  const open = new OpenStreams(config.limits.sockets);
  server.open(
    roomsOf(config, { server, database, clock, log, graphs, identity, pipeline, intake, open, keys: docking.keys }),
  );
  showOperators(operators, { server, graphs, open, documents, children, database, bus, clock });
  const tell = tellBy(progress);
  const onboardCounties = async (joined: Module): Promise<void> => {
    for (const folder of config.countyFolders) await onboardFolder(database, graphs.modules, folder, tell, [joined]);
  };
  const joining = { graphs, running, preparation, onboardCounties };
  closing.push(watchPlugins(path.join(root, 'plugins'), pluginWatch(config, log, joining)));
  closing.push(() => preparation.close());
  const prepared = preparation.persist();
  prepared.catch((error: unknown) => log.error({ err: error }, 'What the start left out cannot be done.'));
  // Closed first of all: what is under way still needs everything else, and streams would be under way for ever.
  closing.push(() => server.close());
  closing.push(() => open.close());
  const onboard = (folder: string): Promise<SheetReport[]> => onboardFolder(database, graphs.modules, folder);
  const leave = (): Promise<void> => server.leave(config.replica.drainDelay);
  const beat = (): Promise<void> => docking.beat();
  return {
    origin: server.origin,
    admin: operators.origin,
    identity,
    graphs,
    database,
    bus,
    prepared,
    onboard,
    beat,
    leave,
    close,
  };
}

/** What operators see beside the doors. */
type Looked = ModuleGround & { readonly documents: Documents; readonly children: Children };

function showOperators(
  operators: Operators,
  { server, graphs, open, documents, children, ...engine }: Pick<Doors, 'server' | 'graphs' | 'open'> & Looked,
): void {
  operators.show(
    {
      graph: () => graphs.current,
      installed: () => graphs.installed,
      documents,
      open,
      children: () => children.states,
      engine,
    },
    () => checksOf({ server, graphs, ...engine }),
  );
}

function pipelineOf(
  { limits, introspection, production }: Config,
  documents: Documents,
  { graphs, identity, log, clock, database }: Pick<Doors, 'graphs' | 'identity' | 'log' | 'clock' | 'database'>,
): Pipeline {
  return new Pipeline({
    graphs,
    clock,
    host: { log, clock, database },
    limits,
    introspection,
    documents,
    tokens: identity.tokens,
    explainToAll: !production,
  });
}

function intakeOf(
  { limits, proxies }: Config,
  identity: PortalIdentity,
  { rates }: Replica,
  watched: { readonly log: Log; readonly telemetry: Telemetry },
): RequestIntake {
  return new RequestIntake({
    identify: (authorization) => identity.identify(authorization),
    ...watched,
    deadline: limits.deadline,
    rates,
    proxies,
  });
}

/** What plug-ins join that come while the portal serves. */
interface PluginsJoin {
  readonly graphs: Graphs;
  readonly running: RunningModules;
  readonly preparation: Preparation;
  readonly onboardCounties: (joined: Module) => Promise<void>;
}

function pluginWatch(
  { children: { modules: elsewhere } }: Config,
  log: Log,
  { graphs, running, preparation, onboardCounties }: PluginsJoin,
): PluginWatch {
  // What the start left out is done with the modules of the start.
  const prepared = async (): Promise<void> => {
    if (!(await preparation.persist())) throw new Error('The portal closes.');
  };
  return {
    log,
    elsewhere,
    expectChange: () => graphs.expectChange(),
    installed: () =>
      graphs.modules.filter(({ kind, name }) => kind === 'plugin' && !elsewhere.has(name)).map(({ name }) => name),
    install: async (folder) => {
      await prepared();
      const module = await readModule(folder);
      await graphs.install([module]);
      await onboardCounties(module);
      await running.take(module);
      await running.start(module);
    },
    remove: async (name) => {
      await prepared();
      await graphs.remove(name);
      await running.stop(name);
    },
  };
}
