import type { Session } from '../data/session.js';
import type { Clock } from '../module/context.js';
import { dayOf } from '../time/calendar.js';
import { WorkingCalendar } from '../time/working-calendar.js';
import type { DayKind } from '../time/year-of-days.js';
import { CalendarDay } from './calendar-day.js';
import type { CountyRules } from './county-rules.js';
import { CountySetting } from './county-setting.js';
import { readSetting, type Setting, type SettingKind, type SettingValues } from './setting.js';
import { openingsOf, workingHours } from './working-hours-setting.js';

interface KnownCounty {
  readonly readAt: number;
  /** The versions, the newest first. */
  readonly versions: readonly { readonly version: number; readonly effectiveFrom: string }[];
  readonly rules: ReadonlyMap<number, CountyRules>;
}

/** Milliseconds for which what another process onboarded may go unseen. */
const patience = 60_000;

// By the driver, of which a database has one: several portals may stand in one process.
let known = new WeakMap<object, Map<string, KnownCounty>>();

/** Lets every county be read anew; whoever onboards calls it. */
export function forgetCountyRules(): void {
  known = new WeakMap();
}

/**
 * The rules of the county that a region is or lies in: of the version in force on the clock's day, or of the given one,
 * under which something began. What was read is remembered for a minute, so that asking is mostly free; it may be asked
 * inside a transaction.
 */
export async function countyRules(
  session: Session,
  regionCode: string,
  clock: Clock,
  version?: number,
): Promise<CountyRules> {
  if (!/^\d{6}/.test(regionCode)) throw new Error(`The region "${regionCode}" lies in no county.`);
  const county = regionCode.slice(0, 6);
  const now = clock.now();
  const remembered = recall(session, county, now);
  const wanted = remembered && (version ?? inForce(remembered, dayOf(now)));
  const rules = wanted === undefined ? undefined : remembered?.rules.get(wanted);
  if (rules) return rules;
  const fresh = await readCounty(session, county, now);
  const found = fresh.rules.get(version ?? inForce(fresh, dayOf(now)));
  if (!found) throw new Error(`The profile of county ${county} has no version ${version}.`);
  return found;
}

function recall(session: Session, county: string, now: Date): KnownCounty | undefined {
  const remembered = known.get(session.manager.getDriver())?.get(county);
  // A clock that was put back makes what was read older than it looks.
  return remembered && Math.abs(now.getTime() - remembered.readAt) <= patience ? remembered : undefined;
}

function inForce({ versions }: KnownCounty, today: string): number {
  return versions.find(({ effectiveFrom }) => effectiveFrom <= today)?.version ?? 0;
}

async function readCounty(session: Session, county: string, now: Date): Promise<KnownCounty> {
  // Taken first: an onboarding that ends while this reads must find the old map replaced.
  const counties = known.get(session.manager.getDriver()) ?? new Map<string, KnownCounty>();
  known.set(session.manager.getDriver(), counties);
  const unmanaged = { disableIdentityMap: true, orderBy: { profileVersion: 'desc' } } as const;
  const settings = await session.manager.find(CountySetting, { county }, unmanaged);
  const days = await session.manager.find(CalendarDay, { county }, { disableIdentityMap: true });
  const kinds = new Map(days.map(({ day, kind }) => [day, kind]));
  const byVersion = Map.groupBy(settings, ({ profileVersion }) => profileVersion);
  const fresh: KnownCounty = {
    readAt: now.getTime(),
    versions: [...byVersion].map(([each, rows]) => ({ version: each, effectiveFrom: rows[0]?.effectiveFrom ?? '' })),
    rules: new Map([[0, []] as const, ...byVersion].map(([each, rows]) => [each, rulesOf(county, each, rows, kinds)])),
  };
  counties.set(county, fresh);
  return fresh;
}

function rulesOf(
  county: string,
  version: number,
  rows: readonly CountySetting[],
  days: ReadonlyMap<string, DayKind>,
): CountyRules {
  const cells = new Map(rows.map(({ key, value }) => [key, value]));
  const read = <Kind extends SettingKind>(setting: Setting<Kind>): SettingValues[Kind] => {
    const cell = cells.get(setting.key);
    if (cell === undefined) return setting.otherwise;
    const reading = readSetting(setting, cell);
    if ('value' in reading) return reading.value;
    throw new Error(
      `Version ${version} of county ${county} says "${cell}" for ${setting.key}, which ${reading.problem}.`,
    );
  };
  const hours = openingsOf(read(workingHours)) ?? [];
  return Object.freeze({ county, version, calendar: new WorkingCalendar({ days, hours }), read });
}
