import type { WorkingCalendar } from '../../kit/time/working-calendar.js';
import { nameOfDay, numberOfDay, startOfDay } from '../../kit/time/shanghai-day.js';
import { apportion, type Chance } from '../county/random.js';

const minute = 60_000;
const days = 365;

/** The days of the year that ends with `last`, with how many events each has: more on working days. */
export function eventsOfDays(
  last: string,
  events: number,
  calendar: WorkingCalendar,
): { day: string; count: number }[] {
  const first = numberOfDay(last) - days + 1;
  const names = Array.from({ length: days }, (_day, index) => nameOfDay(first + index));
  const counts = apportion(
    events,
    names.map((day) => (calendar.isWorkingDay(day) ? 1.15 : 0.6)),
  );
  return names.map((day, index) => ({ day, count: counts[index] ?? 0 }));
}

/** Moments of a day in their order: most in the morning and in the afternoon. */
export function momentsOf(day: string, count: number, chance: Chance): Date[] {
  const begins = startOfDay(numberOfDay(day));
  return Array.from({ length: count }, () => {
    const part = chance.next();
    const [from, to] = part < 0.45 ? [9 * 60, 11 * 60] : part < 0.85 ? [14 * 60, 17 * 60] : [6 * 60, 22 * 60];
    return begins + chance.integer(from, to - 1) * minute + chance.integer(0, 59_999);
  })
    .sort((one, other) => one - other)
    .map((moment) => new Date(moment));
}
