import { describe, expect, test } from '@jest/globals';
import { type Duration, parseDuration } from '../../../kit/time/duration.js';
import { type LastDay, WorkingCalendar } from '../../../kit/time/working-calendar.js';
import type { DayKind } from '../../../kit/time/year-of-days.js';
import { shanghai, shown } from './moments.js';
import { fastestOf } from '../../support/fastest.js';

const calendar = new WorkingCalendar();

function period(text: string): Duration {
  const duration = parseDuration(text);
  if (!duration) throw new Error(`${text} is no period.`);
  return duration;
}

function due(from: string, text: string, lastDay?: LastDay, by = calendar): string {
  return shown(by.dueAt(shanghai(from), period(text), lastDay).at);
}

function own(...days: readonly (readonly [string, DayKind])[]): WorkingCalendar {
  return new WorkingCalendar({ days: new Map(days) });
}

describe('the State Council’s notice for 2026', () => {
  test.each([
    ['2026-01-01', false],
    ['2026-01-04', true],
    ['2026-02-14', true],
    ['2026-02-15', false],
    ['2026-02-23', false],
    ['2026-02-24', true],
    ['2026-02-28', true],
    ['2026-03-01', false],
    ['2026-04-06', false],
    ['2026-05-09', true],
    ['2026-06-19', false],
    ['2026-09-20', true],
    ['2026-09-25', false],
    ['2026-10-07', false],
    ['2026-10-08', true],
    ['2026-10-10', true],
    ['2026-10-11', false],
    ['2026-11-21', false],
  ])('%s is a working day: %p', (day, works) => {
    expect(calendar.isWorkingDay(day)).toBe(works);
  });

  test.each([
    [2024, 366, 251],
    [2025, 365, 248],
    [2026, 365, 248],
  ])('%i has %i days and %i of them are worked', (year, length, worked) => {
    const first = Date.parse(`${year}-01-01`);
    const days = Array.from({ length }, (_, index) => new Date(first + index * 86_400_000).toISOString().slice(0, 10));
    expect(days.at(-1)).toBe(`${year}-12-31`);
    expect(days.filter((day) => calendar.isWorkingDay(day))).toHaveLength(worked);
  });
});

describe('working days', () => {
  test.each([
    ['2026-11-23 10:00', '1wd', '2026-11-25 00:00'],
    ['2026-11-23 00:01', '1wd', '2026-11-25 00:00'],
    ['2026-11-20 23:59', '1wd', '2026-11-24 00:00'],
    ['2026-11-21 10:00', '1wd', '2026-11-24 00:00'],
    ['2026-11-23 10:00', '0wd', '2026-11-24 00:00'],
    ['2026-11-21 10:00', '0wd', '2026-11-24 00:00'],
    // 12, 13, the Saturday before the festival, then nine days of rest, 24, 25.
    ['2026-02-11 10:00', '5wd', '2026-02-26 00:00'],
    ['2026-09-30 09:00', '3wd', '2026-10-11 00:00'],
    ['2026-01-05 09:00', '90wd', '2026-05-21 00:00'],
  ])('from %s, %s end at %s', (from, text, expected) => {
    expect(due(from, text)).toBe(expected);
  });

  test('name their last day, which is the day before the midnight they end at', () => {
    expect(calendar.dueAt(shanghai('2026-02-11 10:00'), period('5wd'))).toEqual({
      at: new Date('2026-02-25T16:00:00Z'),
      lastDay: '2026-02-25',
      provisional: false,
    });
  });

  test('go on from the midnight at which others ended, without losing a day', () => {
    const { at } = calendar.dueAt(shanghai('2026-02-11 10:00'), period('5wd'));
    expect(shown(calendar.dueAt(at, period('5wd')).at)).toBe(due('2026-02-11 10:00', '10wd'));
  });
});

describe('working hours and minutes', () => {
  test.each([
    ['2026-11-23 09:00', '30wmin', '2026-11-23 09:30'],
    ['2026-11-23 11:45', '30wmin', '2026-11-23 14:15'],
    ['2026-11-23 11:30', '30wmin', '2026-11-23 12:00'],
    ['2026-11-23 12:00', '30wmin', '2026-11-23 14:30'],
    ['2026-11-23 13:10', '30wmin', '2026-11-23 14:30'],
    ['2026-11-23 06:00', '30wmin', '2026-11-23 09:00'],
    ['2026-11-23 17:00', '30wmin', '2026-11-23 17:30'],
    ['2026-11-23 17:30', '30wmin', '2026-11-24 09:00'],
    ['2026-11-21 10:00', '30wmin', '2026-11-23 09:00'],
    ['2026-11-27 16:30', '2wh', '2026-11-30 09:30'],
    ['2026-09-30 16:30', '2wh', '2026-10-08 09:30'],
    ['2026-02-13 16:30', '2wh', '2026-02-14 09:30'],
    ['2026-11-23 08:30', '7wh', '2026-11-23 17:30'],
    ['2026-11-23 08:30', '70wh', '2026-12-04 17:30'],
  ])('from %s, %s end at %s', (from, text, expected) => {
    expect(due(from, text)).toBe(expected);
  });

  test('keep seconds', () => {
    const { at } = calendar.dueAt(new Date('2026-11-23T03:59:30.250Z'), period('1wmin'));
    expect(at.toISOString()).toBe('2026-11-23T06:00:30.250Z');
  });

  test('run in the county’s own hours', () => {
    const summer = new WorkingCalendar({ hours: [{ from: 480, to: 1440 }] });
    expect(due('2026-11-23 23:00', '2wh', undefined, summer)).toBe('2026-11-24 09:00');
  });

  test('of no working time run day and night', () => {
    expect(due('2026-10-01 23:58', '5min')).toBe('2026-10-02 00:03');
    const { at } = calendar.dueAt(new Date('2026-10-01T15:59:30.250Z'), period('600s'));
    expect(at.toISOString()).toBe('2026-10-01T16:09:30.250Z');
    expect(calendar.remaining(new Date('2026-10-01T16:00:00Z'), at, 'SECOND')).toEqual(period('571s'));
  });
});

describe('days and months', () => {
  test.each([
    ['2026-11-23 10:00', '3d', '2026-11-27 00:00', undefined],
    // 1 October is the fifteenth day after 16 September; work goes on on the 8th.
    ['2026-09-16 10:00', '15d', '2026-10-09 00:00', undefined],
    ['2026-09-16 10:00', '15d', '2026-10-02 00:00', 'STAYS'],
    ['2026-11-20 10:00', '1d', '2026-11-24 00:00', undefined],
    ['2026-02-13 10:00', '1d', '2026-02-15 00:00', undefined],
    ['2024-02-28 10:00', '1d', '2024-03-01 00:00', 'STAYS'],
    ['2023-11-30 10:00', '90d', '2024-02-29 00:00', 'STAYS'],
    ['2024-01-31 10:00', '1mo', '2024-03-01 00:00', 'STAYS'],
    ['2025-01-31 10:00', '1mo', '2025-03-01 00:00', 'STAYS'],
    ['2024-02-29 10:00', '12mo', '2025-03-01 00:00', 'STAYS'],
    ['2026-03-31 10:00', '3mo', '2026-07-01 00:00', 'STAYS'],
    ['2025-11-30 10:00', '3mo', '2026-03-01 00:00', 'STAYS'],
  ] as const)('from %s, %s end at %s', (from, text, expected, lastDay) => {
    expect(due(from, text, lastDay)).toBe(expected);
  });

  test('end at midnight in Shanghai on every day of three years', () => {
    const ends = Array.from({ length: 1096 }, (_, index) =>
      calendar.dueAt(new Date(Date.parse('2024-01-01T04:00:00Z') + index * 86_400_000), period('1d'), 'STAYS'),
    );
    expect(new Set(ends.map(({ at }) => at.toISOString().slice(10)))).toEqual(new Set(['T16:00:00.000Z']));
    expect(new Set(ends.map(({ lastDay }) => lastDay)).size).toBe(1096);
  });
});

describe('a year whose holidays nobody has published', () => {
  const newYear = own(['2027-01-01', 'REST']);
  const notice = own(['2027-01-01', 'REST'], ['2027-10-01', 'REST'], ['2027-01-02', 'WORK']);

  test.each([
    ['no days of its own', calendar, '2027-01-01', true],
    ['its New Year alone', newYear, '2027-01-04', true],
    ['the notice', notice, '2027-01-02', false],
  ])('makes a deadline with %s on record end on its lawful or provisional day', (_title, by, lastDay, provisional) => {
    expect(by.dueAt(shanghai('2026-12-30 10:00'), period('2wd'))).toMatchObject({ lastDay, provisional });
  });

  test.each([
    ['2026-12-30 10:00', '1wd', false],
    ['2026-12-31 17:00', '30wmin', false],
    ['2026-12-31 17:01', '30wmin', true],
    ['2026-12-31 23:00', '120min', false],
    ['2026-12-16 10:00', '15d', false],
    ['2026-12-17 10:00', '15d', true],
    ['2026-12-01 10:00', '1mo', true],
  ])('from %s, %s are provisional: %p', (from, text, provisional) => {
    expect(calendar.dueAt(shanghai(from), period(text)).provisional).toBe(provisional);
  });

  test('makes nothing provisional whose last day stays whatever it is', () => {
    expect(calendar.dueAt(shanghai('2026-12-17 10:00'), period('15d'), 'STAYS')).toMatchObject({
      lastDay: '2027-01-01',
      provisional: false,
    });
  });

  test('is known from the notice and from nothing less', () => {
    expect([2003, 2004, 2026, 2027].map((year) => calendar.knows(year))).toEqual([false, true, true, false]);
    expect([newYear, notice].map((by) => by.knows(2027))).toEqual([false, true]);
  });
});

test('a county’s own day wins over the notice', () => {
  const by = own(['2026-11-23', 'REST'], ['2026-11-21', 'WORK']);
  expect(['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'].map((day) => by.isWorkingDay(day))).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect(due('2026-11-21 10:00', '30wmin', undefined, by)).toBe('2026-11-21 10:30');
});

describe('what is left of a period', () => {
  test.each([
    ['2026-11-23 09:00', '2026-11-23 09:30', 'WORKING_MINUTE', '30wmin'],
    ['2026-11-23 11:00', '2026-11-23 15:00', 'WORKING_HOUR', '120wmin'],
    ['2026-11-20 17:00', '2026-11-23 09:00', 'WORKING_HOUR', '60wmin'],
    ['2026-11-21 10:00', '2026-11-23 09:00', 'WORKING_MINUTE', '30wmin'],
    ['2026-11-23 10:00', '2026-11-23 10:05', 'MINUTE', '5min'],
    ['2026-02-13 10:00', '2026-02-26 00:00', 'WORKING_DAY', '3wd'],
    ['2026-02-25 10:00', '2026-02-26 00:00', 'WORKING_DAY', '0wd'],
    ['2026-11-23 10:00', '2026-11-27 00:00', 'DAY', '3d'],
    ['2026-11-23 10:00', '2027-02-24 00:00', 'MONTH', '92d'],
    ['2026-11-24 10:00', '2026-11-23 10:00', 'MINUTE', '0min'],
    ['2026-11-24 10:00', '2026-11-23 10:00', 'WORKING_HOUR', '0wmin'],
    ['2026-11-24 10:00', '2026-11-23 00:00', 'DAY', '0d'],
  ] as const)('at %s, of one that ends at %s, counted by %s, is %s', (now, end, unit, left) => {
    expect(calendar.remaining(shanghai(now), shanghai(end), unit)).toEqual(period(left));
  });

  test('is rounded up to whole minutes', () => {
    const now = new Date('2026-11-23T02:00:59.500Z');
    expect(calendar.remaining(now, shanghai('2026-11-23 10:02'), 'WORKING_MINUTE').amount).toBe(2);
  });

  test.each(['40min', '200wmin', '9wh', '4wd', '6d', '1mo'])(
    'of %s is all of it when the pause lasts no time',
    (text) => {
      const { unit } = period(text);
      for (let hour = 0; hour < 24 * 60; hour += 7) {
        const start = new Date(shanghai('2026-09-01 00:20').getTime() + hour * 3_600_000);
        const before = calendar.dueAt(start, period(text));
        const pause = new Date(start.getTime() + 0.4 * (before.at.getTime() - start.getTime()));
        const minute = new Date(Math.floor(pause.getTime() / 60_000) * 60_000);
        expect(calendar.dueAt(minute, calendar.remaining(minute, before.at, unit)).at).toEqual(before.at);
      }
    },
  );
});

test('ten thousand deadlines of ninety working days are counted within two seconds', async () => {
  const milliseconds = await fastestOf(5, () => {
    for (let index = 0; index < 10_000; index += 1) {
      calendar.dueAt(new Date(Date.parse('2025-01-01T02:00:00Z') + index * 3_600_000), period('90wd'));
    }
  });
  expect(milliseconds).toBeLessThan(2_000);
});
