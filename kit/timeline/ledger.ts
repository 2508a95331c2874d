import type { Execute } from '../data/database.js';
import { dayAt, nameOfDay, numberOfDay, startOfDay } from '../time/shanghai-day.js';

/** A day of Asia/Shanghai: its name, `yyyy-MM-dd`, its first moment, and the first one after it. */
export interface LedgerDay {
  readonly name: string;
  readonly begins: Date;
  readonly ends: Date;
}

/** What a module keeps that may not be changed afterwards, so that the daily head covers it. */
export interface Ledger {
  /** Unique in the portal. */
  readonly name: string;
  /** Digests, in hexadecimal, of everything that the day added, in an order that a later reading finds again. */
  leaves(execute: Execute, day: LedgerDay): Promise<readonly string[]>;
}

/** The day of this name. */
export function dayNamed(name: string): LedgerDay {
  const number = numberOfDay(name);
  return { name, begins: new Date(startOfDay(number)), ends: new Date(startOfDay(number + 1)) };
}

/** The name of the day that it is in Shanghai at a moment. */
export function dayNameAt(moment: Date): string {
  return nameOfDay(dayAt(moment));
}

/** The timelines of all aggregates: the last digest, which stands for those before, of each that got an entry. */
export const timelineLedger: Ledger = {
  name: 'timeline',
  leaves: async (execute, day) => (await lastDigests(execute, [day])).get(day.name) ?? [],
};

/** The leaves of `timelineLedger` on many days, by the day's name, in one statement. */
export async function lastDigests(
  execute: Execute,
  days: readonly LedgerDay[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await execute(
    // Day by day, so that the index of moments is asked and not every entry of years.
    `select days.name as "day", entries.digest
     from jsonb_to_recordset(?::jsonb) as days(name text, begins timestamptz, ends timestamptz)
     cross join lateral (select distinct on (about) about, digest from kit.timeline
       where at >= days.begins and at < days.ends order by about, sequence desc) as entries
     order by days.name, entries.about`,
    [JSON.stringify(days)],
  );
  const byDay = Map.groupBy(rows, (row) => String(row['day']));
  return new Map([...byDay].map(([day, each]) => [day, each.map((row) => String(row['digest']))]));
}
