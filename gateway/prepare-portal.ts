import type { KeyObject } from 'node:crypto';
import type { Module } from '../kit/module/define.js';
import { kitRunner } from '../kit/module/kit-runner.js';
import type { Config } from './config.js';
import type { Docking } from './docking/docking.js';
import { onboardOnce, tellBy } from './onboarding.js';
import { prepareGround } from './open-ground.js';
import type { PortalParts } from './portal.js';
import { Preparation } from './preparation.js';
import type { Replica } from './replica.js';
import type { RunningModules } from './running-modules.js';
import type { ModuleGround } from './sources/module-ground.js';
import type { Graphs } from './supergraph/graphs.js';

/** What of a portal waits for its database. */
interface Waiting {
  readonly ground: ModuleGround;
  readonly graphs: Graphs;
  readonly docking: Docking;
  readonly replica: Replica;
  readonly running: RunningModules;
  readonly signingKey: KeyObject;
}

/**
 * What a portal's start needs its database for: the tables of the graph's modules where the database is awaited, the county's files,
 * the modules' events and timers. Only then callers are admitted, so that they see all of it or none.
 */
export function preparationOf(
  { dataFolder, countyFolders }: Pick<Config, 'dataFolder' | 'countyFolders'>,
  { log, progress }: Pick<PortalParts, 'log' | 'progress'>,
  { ground, graphs, docking, replica, running, signingKey }: Waiting,
  modules: readonly Module[],
): Preparation {
  const { database, bus } = ground;
  const tell = tellBy(progress);
  const wasAwaited = database.isAwaited;
  const steps = [
    () => (wasAwaited ? prepareGround(ground, graphs.modules) : undefined),
    () => progress('onboarding the county'),
    ...countyFolders.map((folder) => () => onboardOnce(database, modules, folder, tell)),
    ...modules.map((module) => () => running.take(module)),
    () => bus.run(kitRunner({ dataFolder, signingKey, modules: () => graphs.modules })),
    () => database.admit(),
    () => replica.join(),
    ...modules.map((module) => () => running.start(module)),
    () => (wasAwaited ? docking.follow() : undefined),
  ];
  return new Preparation(steps, log);
}
