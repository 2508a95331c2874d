import { dayAt, monthsLater, nameOfDay, numberOfDay, startOfDay, yearOfDay } from './shanghai-day.js';
import type { Duration, DurationUnit } from './duration.js';
import { type Opening, usualHours } from './working-hours.js';
import { type DayKind, readYear, type YearOfDays } from './year-of-days.js';

/** When a period ends: the moment before which the thing must be done. */
export interface Due {
  readonly at: Date;
  /** The period's last day, `yyyy-MM-dd`; where it ends with a day, `at` is that day's 24:00. */
  readonly lastDay: string;
  /** The way there passes a day of a year whose holidays nobody has published: Monday to Friday was assumed. */
  readonly provisional: boolean;
}

/** What becomes of a period in calendar days or months whose last day is no working day. */
export type LastDay = 'NEXT_WORKING_DAY' | 'STAYS';

/** A county's own days and its working hours; both may be left out. */
export interface CalendarParts {
  readonly days?: ReadonlyMap<string, DayKind>;
  readonly hours?: readonly Opening[];
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** The working time of one county, in Asia/Shanghai. docs/decisions/0019 says how periods are counted. */
export class WorkingCalendar {
  readonly #days: ReadonlyMap<string, DayKind>;
  readonly #hours: readonly Opening[];
  readonly #years = new Map<number, YearOfDays>();

  constructor({ days = new Map(), hours = usualHours }: CalendarParts = {}) {
    this.#days = days;
    this.#hours = hours;
  }

  /** Whether a day, `yyyy-MM-dd`, is worked. */
  isWorkingDay(day: string): boolean {
    return this.#works(numberOfDay(day));
  }

  /** Whether the holidays of a year are published. */
  knows(year: number): boolean {
    return this.#year(year).known;
  }

  /**
   * When a period that begins at `from` ends. Working minutes and hours run inside working hours. Days and months do not
   * count the day they begin on and end at 24:00 of their last day, which by Civil Code § 203 moves on to a working day
   * unless `lastDay` says otherwise. No working days at all are the rest of today, or of the next working day.
   */
  dueAt(from: Date, { amount, unit }: Duration, lastDay: LastDay = 'NEXT_WORKING_DAY'): Due {
    const today = dayUpTo(from);
    switch (unit) {
      case 'SECOND':
        return momentLater(from, amount * second);
      case 'MINUTE':
        return momentLater(from, amount * minute);
      case 'WORKING_MINUTE':
        return this.#afterWorkingTime(from, amount * minute);
      case 'WORKING_HOUR':
        return this.#afterWorkingTime(from, amount * hour);
      case 'WORKING_DAY':
        return this.#afterWorkingDays(today, amount);
      case 'DAY':
        return this.#endOf(today + amount, lastDay);
      case 'MONTH':
        return this.#endOf(monthsLater(today, amount), lastDay);
    }
  }

  /**
   * What is left of a period at `now`, in whole units, so that `dueAt(later, remaining(…))` goes on where a pause began;
   * without a pause between, it gives the same last day, or the same moment within a minute. Working hours are answered
   * in working minutes, months in days. Nothing is left of a period that is over.
   */
  remaining(now: Date, due: Date, unit: DurationUnit): Duration {
    const today = dayUpTo(now);
    const last = dayUpTo(due);
    switch (unit) {
      case 'SECOND':
        return { amount: whole(due.getTime() - now.getTime(), second), unit };
      case 'MINUTE':
        return { amount: whole(due.getTime() - now.getTime(), minute), unit };
      case 'WORKING_MINUTE':
      case 'WORKING_HOUR':
        return { amount: whole(this.#workingTimeBetween(now, due), minute), unit: 'WORKING_MINUTE' };
      case 'WORKING_DAY':
        return { amount: this.#workingDaysBetween(today, last), unit };
      case 'DAY':
      case 'MONTH':
        return { amount: Math.max(0, last - today), unit: 'DAY' };
    }
  }

  #afterWorkingTime(from: Date, milliseconds: number): Due {
    let left = milliseconds;
    let provisional = false;
    for (let day = dayAt(from); ; day += 1) {
      provisional ||= !this.#isKnown(day);
      for (const [open, close] of this.#openings(day)) {
        const start = Math.max(open, from.getTime());
        if (start >= close) continue;
        if (left <= close - start) return { at: new Date(start + left), lastDay: nameOfDay(day), provisional };
        left -= close - start;
      }
    }
  }

  #afterWorkingDays(today: number, amount: number): Due {
    let day = today;
    let left = amount;
    let provisional = !this.#isKnown(day);
    while (left > 0 || !this.#works(day)) {
      day += 1;
      provisional ||= !this.#isKnown(day);
      if (this.#works(day)) left -= 1;
    }
    return { at: new Date(startOfDay(day + 1)), lastDay: nameOfDay(day), provisional };
  }

  #endOf(day: number, lastDay: LastDay): Due {
    if (lastDay === 'NEXT_WORKING_DAY') return this.#afterWorkingDays(day, 0);
    return { at: new Date(startOfDay(day + 1)), lastDay: nameOfDay(day), provisional: false };
  }

  #workingTimeBetween(from: Date, to: Date): number {
    let sum = 0;
    for (let day = dayAt(from); day <= dayAt(to); day += 1) {
      for (const [open, close] of this.#openings(day)) {
        sum += Math.max(0, Math.min(close, to.getTime()) - Math.max(open, from.getTime()));
      }
    }
    return sum;
  }

  #workingDaysBetween(today: number, last: number): number {
    let count = 0;
    for (let day = today + 1; day <= last; day += 1) if (this.#works(day)) count += 1;
    return count;
  }

  /** From when to when work is done on a day, in milliseconds of the epoch. */
  #openings(day: number): (readonly [number, number])[] {
    if (!this.#works(day)) return [];
    const start = startOfDay(day);
    return this.#hours.map(({ from, to }) => [start + from * minute, start + to * minute] as const);
  }

  #works(day: number): boolean {
    const year = this.#yearOf(day);
    return year.working[day - year.first] ?? false;
  }

  #isKnown(day: number): boolean {
    return this.#yearOf(day).known;
  }

  #yearOf(day: number): YearOfDays {
    return this.#year(yearOfDay(day));
  }

  #year(year: number): YearOfDays {
    const known = this.#years.get(year);
    if (known) return known;
    const read = readYear(year, this.#days);
    this.#years.set(year, read);
    return read;
  }
}

/** Whole units that hold what is left. */
function whole(milliseconds: number, unit: number): number {
  return Math.max(0, Math.ceil(milliseconds / unit));
}

function momentLater(from: Date, milliseconds: number): Due {
  const at = new Date(from.getTime() + milliseconds);
  return { at, lastDay: nameOfDay(dayUpTo(at)), provisional: false };
}

/** The day that a moment lies in; midnight is the end of a day, so that a period may go on where another ended. */
function dayUpTo(moment: Date): number {
  return dayAt(new Date(moment.getTime() - 1));
}
