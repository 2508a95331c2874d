import { Database } from '../kit/data/database.js';
import { servedLast, stillServing } from '../kit/data/migrate.js';
import { outageLog } from '../kit/data/outage-log.js';
import { Bus } from '../kit/events/bus.js';
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
}

/**
 * Opens what modules stand on: the database with the kit's own tables, and the bus, which looks every second for timers
 * that ran out. What closes them again goes onto `closing`.
 */
export async function openGround(
  config: Config,
  { log, clock, database: given, tick = 1_000, telemetry }: GroundParts,
  closing: (() => Promise<void>)[],
): Promise<ModuleGround> {
  const database = given ?? (await Database.open(config.database, telemetry?.statements));
  if (!given) closing.push(() => database.close());
  await prepareTables(database, []);
  const bus = await Bus.open({ database, clock, log, jobs: telemetry?.jobs });
  const ticking = tick > 0 ? setInterval(lookingForTimers(bus, log), tick).unref() : undefined;
  closing.push(() => {
    clearInterval(ticking);
    return bus.close();
  });
  const leave = given ? null : tellThatServing(database, log);
  if (leave) closing.push(leave);
  const ground = { database, clock, bus };
  closing.push(watchRules(bus, ground, log));
  return ground;
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
