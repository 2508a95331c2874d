import { describe } from '@jest/globals';
import { Database } from '../../kit/data/database.js';
import { Bus } from '../../kit/events/bus.js';
import { prepareTables } from '../../kit/module/kit-module.js';
import { runnerOf } from '../../kit/module/runner-of.js';
import { createLog } from '../../gateway/telemetry/log.js';
import { type EventPortal, openEventPortal } from '../subgraphs/dispatch/event-portal.js';
import { cloneDatabase } from '../support/database.js';
import { addressSetting, openModuleServer } from '../support/module-server.js';
import { locationOf } from '../support/location.js';
import { subgraphsFound } from '../support/modules.js';
import { template } from '../support/template.js';

/**
 * `describe` where tests run on a PostgreSQL server: an embedded one has no second process. Elsewhere it is skipped and
 * says so in one line.
 */
export const describeApart: typeof describe = chooseDescribe();

function chooseDescribe(): typeof describe {
  if (template().url !== null) return describe;
  process.stderr.write('skipped: a module as a server of its own; set DATABASE_URL to run it\n');
  return describe.skip as typeof describe;
}

/** As often as an event's consequences pass from one process to the other, and once more. */
const rounds = 4;

/**
 * Opens a portal one of whose modules is a server of its own, as `npm run subgraph NAME` opens it: with a pool and a bus of
 * its own on the same database, where it takes its events and timers. It asks the portal over HTTP. Both go by one clock.
 */
export async function openApart(name: string): Promise<EventPortal> {
  const module = subgraphsFound.find((each) => each.name === name);
  if (!module) throw new Error(`No subgraph is named ${name}.`);
  const opened: { portal?: EventPortal } = {};
  const portalOpened = (): EventPortal => opened.portal ?? fail('The portal is not open yet.');
  const clock = { now: () => opened.portal?.clock.moment ?? new Date('2026-11-21T02:00:00Z') };
  const log = createLog('silent');
  const on = await cloneDatabase();
  const database = await Database.open(locationOf(on));
  await prepareTables(database, [module]);
  const bus = await Bus.open({ database, clock, log });
  await bus.run(runnerOf(module));
  const server = await openModuleServer(module, { database, bus, clock }, portalOpened);
  const portal = await openEventPortal({ on, environment: { [addressSetting(name)]: server.url } });
  opened.portal = portal;
  return {
    ...portal,
    settle: async () => {
      for (let round = 0; round < rounds; round += 1) {
        await portal.settle();
        await bus.settle();
      }
    },
    close: async () => {
      await portal.close();
      await server.close();
      await bus.close();
      await database.close();
      await on.drop();
    },
  };
}

function fail(sentence: string): never {
  throw new Error(sentence);
}
