import { Database } from '../kit/data/database.js';
import { Bus } from '../kit/events/bus.js';
import { prepareTables } from '../kit/module/kit-module.js';
import type { Config } from './config.js';
import type { PortalParts } from './portal.js';
import type { ModuleGround } from './sources/module-ground.js';
import { watchRules } from './watch-rules.js';

/**
 * Opens what modules stand on: the database with the kit's own tables, and the bus, which looks every second for timers
 * that ran out. What closes them again goes onto `closing`.
 */
export async function openGround(
  config: Config,
  { log, clock, database: given, tick = 1_000 }: Pick<PortalParts, 'log' | 'clock' | 'database' | 'tick'>,
  closing: (() => Promise<void>)[],
): Promise<ModuleGround> {
  const database = given ?? (await Database.open(config.database));
  if (!given) closing.push(() => database.close());
  await prepareTables(database, []);
  const bus = await Bus.open({ database, clock, log });
  const report = (error: Error): void => log.warn({ error: error.message }, 'a look for timers failed');
  const ticking = tick > 0 ? setInterval(() => void bus.tick().catch(report), tick).unref() : undefined;
  closing.push(() => {
    clearInterval(ticking);
    return bus.close();
  });
  const ground = { database, clock, bus };
  closing.push(watchRules(bus, ground, log));
  return ground;
}
