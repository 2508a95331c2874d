import { Fault } from '../../kit/module/fault.js';

/** The days between which periods lie: what is outside is a slip of the pen, and some of it no database can hold. */
const earliest = '1949-10-01';
const latest = '2999-12-31';

interface Period {
  readonly startsOn: string;
  /** Null for good. */
  readonly endsOn: string | null;
}

/** Refuses a period that ends before it begins or lies out of all time. Faults INVALID, reasons DATES_REVERSED and PERIOD_BOUNDS. */
export function requirePeriod({ startsOn, endsOn }: Period): void {
  const last = endsOn ?? startsOn;
  if (startsOn > last)
    throw new Fault(
      'INVALID',
      { zh: `起始 ${startsOn} 晚于截止 ${last}。`, en: `The first day, ${startsOn}, is after the last, ${last}.` },
      { reason: 'DATES_REVERSED' },
    );
  if (startsOn >= earliest && last <= latest) return;
  throw new Fault(
    'INVALID',
    {
      zh: `日期须在 ${earliest} 至 ${latest} 之间,收到 ${startsOn} 至 ${last}。`,
      en: `Days lie from ${earliest} to ${latest}; got ${startsOn} to ${last}.`,
    },
    { reason: 'PERIOD_BOUNDS', details: { earliest, latest, startsOn, endsOn } },
  );
}
