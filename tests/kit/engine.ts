import { Database } from '../../kit/data/database.js';
import { Session } from '../../kit/data/session.js';
import { Bus } from '../../kit/events/bus.js';
import { type Caller, moduleCaller } from '../../kit/identity/caller.js';
import type { Context } from '../../kit/module/context.js';
import type { Module } from '../../kit/module/define.js';
import type { Log } from '../../kit/module/host.js';
import { prepareTables } from '../../kit/module/kit-module.js';
import { cloneDatabase } from '../support/database.js';
import { locationOf } from '../support/location.js';
import { clerk } from './permit/clerk.js';

/** A line that the engine logged, with its fields. */
export interface LoggedLine {
  readonly sentence: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The engine without a portal: a database with the county and the given modules' tables, a bus and a clock. */
export interface Engine {
  readonly database: Database;
  readonly bus: Bus;
  readonly clock: { moment: Date };
  readonly logged: LoggedLine[];
  /** What a resolver would be given for this caller, by default for one who may do everything. */
  context(caller?: Caller): Context;
  /** Runs `work` in one transaction as a module. */
  inside<T>(work: (inside: Context) => Promise<T>): Promise<T>;
  rows(sql: string, parameters?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Another bus on the same database and clock, as a second process would open it; closed with the engine. */
  secondBus(): Promise<Bus>;
  close(): Promise<void>;
}

/** Opens the engine on a clone of the county's database. Its clock stands at Monday, 23 November 2026, 9:00 in Shanghai. */
export async function openEngine(modules: readonly Module[]): Promise<Engine> {
  const clone = await cloneDatabase();
  const database = await Database.open(locationOf(clone));
  await prepareTables(database, modules);
  const time = { moment: new Date('2026-11-23T01:00:00Z') };
  const clock = { now: () => time.moment };
  const logged: LoggedLine[] = [];
  const note = (fields: Readonly<Record<string, unknown>>, sentence: string): number =>
    logged.push({ sentence, fields });
  const log: Log = { info: note, warn: note, error: note };
  const buses = [await Bus.open({ database, clock, log })];
  const [bus] = buses as [Bus];
  const context = (caller: Caller = clerk): Context => ({
    caller,
    requestId: 'test',
    language: 'zh',
    clock,
    disclosures: null,
    session: new Session(database, caller),
    bus,
    ask: () => Promise.reject(new Error('There is no graph here.')),
  });
  return {
    database,
    bus,
    clock: time,
    logged,
    context,
    inside: (work) => {
      const outside = context(moduleCaller('permit'));
      return outside.session.write((session) => work({ ...outside, session }));
    },
    rows: (sql, parameters) => database.administer((execute) => execute(sql, parameters)),
    secondBus: async () => {
      const second = await Bus.open({ database, clock, log });
      buses.push(second);
      return second;
    },
    close: async () => {
      for (const each of buses.reverse()) await each.close();
      await database.close();
      await clone.drop();
    },
  };
}
