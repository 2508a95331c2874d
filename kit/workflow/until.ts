import type { Duration } from '../time/duration.js';
import type { Course } from './workflow.js';

const minute = 60_000;

/**
 * The length of a deadline that ends at a moment, in milliseconds of the epoch, and not after a period: from the time at which
 * the present state was entered. At least one minute, so that a moment that is over comes at once.
 */
export function untilMoment(end: number, { since }: Pick<Course, 'since'>): Duration {
  const begun = since === '' ? end : Date.parse(since);
  return { amount: Math.max(1, Math.ceil((end - begun) / minute)), unit: 'MINUTE' };
}
