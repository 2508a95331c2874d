import { createRequire } from 'node:module';
import { nameOfDay, numberOfDay } from './shanghai-day.js';

/** What a county says of one day: worked although a weekend, or free although a weekday. */
export type DayKind = 'WORK' | 'REST';

/** One year of a calendar: which of its days are worked, and whether its holidays are published. */
export interface YearOfDays {
  /** Number of its 1 January. */
  readonly first: number;
  readonly working: readonly boolean[];
  readonly known: boolean;
}

type Notices = { readonly [list in 'holidays' | 'workdays']: Readonly<Record<string, string>> };

const require = createRequire(import.meta.url);

// The library's own functions go by the time zone of the process, so its notices alone are used.
const notices = require('chinese-days/dist/chinese-days.json') as Notices;
const freed: ReadonlySet<string> = new Set(Object.keys(notices.holidays));
const moved: ReadonlySet<string> = new Set(Object.keys(notices.workdays));

/**
 * Reads one year: the State Council's notice where the library has it, a county's own days before it, Monday to Friday
 * otherwise. A year is known by its notice, or when the county's days complete it.
 */
export function readYear(year: number, days: ReadonlyMap<string, DayKind>): YearOfDays {
  const first = numberOfDay(`${year}-01-01`);
  const length = numberOfDay(`${year + 1}-01-01`) - first;
  const working = Array.from({ length }, (_, index) => {
    const day = first + index;
    const own = days.get(nameOfDay(day));
    return own === undefined ? worksByNotice(day) : own === 'WORK';
  });
  return { first, working, known: isPublished(year) || completes(year, days) };
}

/** Whether a county's days stand for a year's notice: they free 1 January and 1 October, as every notice does. */
export function completes(year: number, days: ReadonlyMap<string, DayKind>): boolean {
  return days.get(`${year}-01-01`) === 'REST' && days.get(`${year}-10-01`) === 'REST';
}

/** Whether the library has the State Council's notice of a year. */
export function isPublished(year: number): boolean {
  return freed.has(`${year}-10-01`);
}

function worksByNotice(day: number): boolean {
  const name = nameOfDay(day);
  return moved.has(name) || (!freed.has(name) && isWeekday(day));
}

// 1 January 1970 was a Thursday.
function isWeekday(day: number): boolean {
  return (day + 3) % 7 < 5;
}
