import { registerEnumType } from 'type-graphql';
import { monthsLater, nameOfDay, numberOfDay } from '../../../kit/time/shanghai-day.js';

export enum DutyFrequency {
  DAILY = 'DAILY',
  WEEKLY = 'WEEKLY',
  MONTHLY = 'MONTHLY',
  QUARTERLY = 'QUARTERLY',
  YEARLY = 'YEARLY',
  AS_NEEDED = 'AS_NEEDED',
}
registerEnumType(DutyFrequency, {
  name: 'DutyFrequency',
  description: '网格事项的频次:每个网格在该期间至多下达一次(GR-08)。 How often a grid may be sent for a duty.',
  valuesConfig: {
    DAILY: { description: '每日一次。 Once a day.' },
    WEEKLY: { description: '每周一次(周一至周日)。 Once a week, Monday to Sunday.' },
    MONTHLY: { description: '每月一次。 Once a month.' },
    QUARTERLY: { description: '每季度一次。 Once a quarter.' },
    YEARLY: { description: '每年一次。 Once a year.' },
    AS_NEEDED: { description: '按需。 As needed.' },
  },
});

/** The first and the last day of the period that a day lies in; null where nothing is counted. */
export function periodAround(
  day: string,
  frequency: DutyFrequency,
): { readonly first: string; readonly last: string } | null {
  const months = { MONTHLY: 1, QUARTERLY: 3, YEARLY: 12 } as const;
  if (frequency === DutyFrequency.AS_NEEDED) return null;
  if (frequency === DutyFrequency.DAILY) return { first: day, last: day };
  if (frequency === DutyFrequency.WEEKLY) {
    // The first of January 1970 was a Thursday.
    const monday = numberOfDay(day) - ((numberOfDay(day) + 3) % 7);
    return { first: nameOfDay(monday), last: nameOfDay(monday + 6) };
  }
  const length = months[frequency];
  const [year = '', month = ''] = day.split('-');
  const firstMonth = Math.floor((Number(month) - 1) / length) * length + 1;
  const first = numberOfDay(`${year}-${String(firstMonth).padStart(2, '0')}-01`);
  return { first: nameOfDay(first), last: nameOfDay(monthsLater(first, length) - 1) };
}
