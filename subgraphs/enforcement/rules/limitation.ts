import { monthsLater, nameOfDay, numberOfDay } from '../../../kit/time/shanghai-day.js';

/**
 * The last day, `yyyy-MM-dd`, on which an act may be discovered and still be punished (Administrative Penalty Law § 36):
 * two years after it ended, five where life, health or financial safety was at stake and harm done.
 */
export function lastDayOfLimitation(occurredOn: string, harmsLifeHealthFinance: boolean): string {
  return nameOfDay(monthsLater(numberOfDay(occurredOn), harmsLifeHealthFinance ? 60 : 24));
}
