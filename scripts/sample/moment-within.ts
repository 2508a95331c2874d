import type { WorkingCalendar } from '../../kit/time/working-calendar.js';
import type { Duration, DurationUnit } from '../../kit/time/duration.js';
import type { Chance } from '../county/random.js';
import type { LivedTimer } from './event-life.js';

/** Minutes of each unit, in working time where the unit counts that; a day's are fewer than it has, so that they end in it. */
const minutes: Readonly<Record<DurationUnit, number>> = {
  SECOND: 1 / 60,
  MINUTE: 1,
  WORKING_MINUTE: 1,
  WORKING_HOUR: 60,
  WORKING_DAY: 300,
  DAY: 1_200,
  MONTH: 30_000,
};

const isWorkingTime: readonly DurationUnit[] = ['WORKING_MINUTE', 'WORKING_HOUR', 'WORKING_DAY'];

/** A moment before a deadline ends, within the first `share` of its time mostly; counted in the time that it counts. */
export function momentWithin(
  { startedAt, dueAt, length }: LivedTimer,
  calendar: WorkingCalendar,
  chance: Chance,
  share: number,
): Date {
  const whole = minutesOf(length);
  const used = chance.next() < 0.8 ? share * chance.next() : share + (1 - share) * chance.next();
  const amount = Math.max(1, Math.min(whole - 1, Math.floor(whole * used)));
  const unit = isWorkingTime.includes(length.unit) ? 'WORKING_MINUTE' : 'MINUTE';
  const moment = new Date(calendar.dueAt(startedAt, { amount, unit }).at.getTime() + chance.integer(0, 29_999));
  // A period of one minute leaves no room, and a long one may end before its working minutes do.
  return moment < dueAt ? moment : new Date(Math.max(startedAt.getTime(), dueAt.getTime() - 1));
}

function minutesOf({ amount, unit }: Duration): number {
  return amount * minutes[unit];
}
