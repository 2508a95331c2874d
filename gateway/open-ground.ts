import { Database } from '../kit/data/database.js';
import { servedLast, stillServing } from '../kit/data/migrate.js';
import { outageLog } from '../kit/data/outage-log.js';
import { Bus } from '../kit/events/bus.js';
import type { Module } from '../kit/module/define.js';
import type { Log } from '../kit/module/host.js';
import { prepareTables } from '../kit/module/kit-module.js';
import type { Config } from './config.js';
import type { PortalParts } from './portal.js';
import type { ModuleGround } from './sources/module-ground.js';
import type { Telemetry } from './telemetry/telemetry.js';
import { watchRules } from './watch-rules.js';

/** What modules' ground is opened with. */
interface GroundParts extends Pick<PortalParts, 'log' | 'clock' | 'database' | 'tick'> {
  /** Hears of the jobs that run here, and of the statements of a database that is opened here. */
  readonly telemetry?: Pick<Telemetry, 'statements' | 'jobs'> | undefined;
  /** Whether the database may be away: it is awaited then, and nothing but that is ready. */
  readonly mayBeAway?: boolean;
}

/**
 * Opens what modules stand on: the database with the kit's own tables, and the bus, which looks every second for timers
 * that ran out. What closes them again goes onto `closing`. Throws DatabaseAway.
 */
export async function openGround(
  config: Config,
  { log, clock, database: given, tick = 1_000, telemetry, mayBeAway }: GroundParts,
  closing: (() => Promise<void>)[],
): Promise<ModuleGround> {
  const database = given ?? (await Database.open(config.database, telemetry?.statements, mayBeAway));
  if (!given) closing.push(() => database.close());
  const bus = new Bus({ database, clock, log, jobs: telemetry?.jobs });
  const ground = { database, clock, bus };
  if (!database.isAwaited) await prepareGround(ground, []);
  const ticking = tick > 0 ? setInterval(lookingForTimers(bus, log), tick).unref() : undefined;
  closing.push(() => {
    clearInterval(ticking);
    return bus.close();
  });
  const leave = given ? null : tellThatServing(database, log);
  if (leave) closing.push(leave);
  closing.push(watchRules(bus, ground, log));
  return ground;
}

/** Makes the tables of the kit and of these modules, and opens the queues; where that failed it may be asked again. */
export async function prepareGround({ database, bus }: ModuleGround, modules: readonly Module[]): Promise<void> {
  await prepareTables(database, modules);
  await bus.start();
}

/** One look after the other: while the database is away each takes seconds, and one is enough. */
function lookingForTimers(bus: Bus, log: Log): () => void {
  const outage = outageLog(log, 'a look for timers failed', 'looks for timers succeed again');
  let looking = false;
  return () => {
    if (looking) return;
    looking = true;
    void bus
      .tick()
      .then(outage.passed, outage.failed)
      .finally(() => (looking = false));
  };
}

/** Says every ten seconds that this process serves, until what it answers is called. */
function tellThatServing(database: Database, log: Log): () => Promise<void> {
  const outage = outageLog(log, 'this process cannot say that it serves', 'this process says again that it serves');
  const telling = setInterval(() => void stillServing(database).then(outage.passed, outage.failed), 10_000).unref();
  return () => {
    clearInterval(telling);
    return servedLast(database).catch(outage.failed);
  };
}
