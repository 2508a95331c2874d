import { numberOfDay } from '../../../kit/time/shanghai-day.js';

/** Days of a reconsideration or a suit, first and last included; without a last day it goes on. */
export interface ReliefPeriod {
  readonly from: string;
  readonly to: string | null;
}

/** Days that payment is late on a day, those of a relief left out (Administrative Penalty Law § 73). */
export function daysLate(dueOn: string, day: string, reliefs: readonly ReliefPeriod[] = []): number {
  let late = 0;
  for (let each = numberOfDay(dueOn) + 1; each <= numberOfDay(day); each += 1) {
    const inRelief = reliefs.some(
      ({ from, to }) => numberOfDay(from) <= each && (to === null || each <= numberOfDay(to)),
    );
    if (!inRelief) late += 1;
  }
  return late;
}

/** Three in a hundred of the fine, in fen, for each day late, never more than the fine itself (§ 72). */
export function surcharge(fine: bigint, late: number): bigint {
  const sum = (fine * 3n * BigInt(late)) / 100n;
  return sum < fine ? sum : fine;
}
