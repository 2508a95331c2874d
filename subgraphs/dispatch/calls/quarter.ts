import { dayOf } from '../../../kit/time/calendar.js';

/** A quarter of a year in Shanghai: its name, such as 2026Q4, and its bounds. */
export interface Quarter {
  readonly name: string;
  readonly from: Date;
  /** The first moment of the next one. */
  readonly to: Date;
}

/** The quarter that a moment lies in. */
export function quarterOf(moment: Date): Quarter {
  const [year = 0, month = 1] = dayOf(moment).split('-').map(Number);
  const quarter = Math.ceil(month / 3);
  return { name: `${year}Q${quarter}`, from: startOf(year, quarter), to: startOf(year, quarter + 1) };
}

function startOf(year: number, quarter: number): Date {
  // Shanghai is eight hours ahead of UTC; a fifth quarter is the first of the next year.
  return new Date(Date.UTC(year, (quarter - 1) * 3, 1, -8));
}
