import type { Bilingual } from '../module/fault.js';

/** How a period is counted: plain seconds, minutes, calendar days and months, or working time of a county's calendar. */
export type DurationUnit = 'SECOND' | 'MINUTE' | 'WORKING_MINUTE' | 'WORKING_HOUR' | 'WORKING_DAY' | 'DAY' | 'MONTH';

/** A period as a law or a county's profile states it. */
export interface Duration {
  readonly amount: number;
  readonly unit: DurationUnit;
}

interface Spelling {
  readonly suffix: string;
  readonly zh: string;
  readonly en: string;
}

const spellings: Readonly<Record<DurationUnit, Spelling>> = {
  SECOND: { suffix: 's', zh: '秒', en: 'second' },
  MINUTE: { suffix: 'min', zh: '分钟', en: 'minute' },
  WORKING_MINUTE: { suffix: 'wmin', zh: '个工作分钟', en: 'working minute' },
  WORKING_HOUR: { suffix: 'wh', zh: '个工作小时', en: 'working hour' },
  WORKING_DAY: { suffix: 'wd', zh: '个工作日', en: 'working day' },
  DAY: { suffix: 'd', zh: '日', en: 'day' },
  MONTH: { suffix: 'mo', zh: '个月', en: 'month' },
};

const unitsBySuffix = new Map(
  Object.entries(spellings).map(([unit, { suffix }]) => [suffix, unit as DurationUnit] as const),
);

/** Reads `10s`, `30min`, `30wmin`, `2wh`, `5wd`, `15d` or `3mo`; null when the text is none of these. */
export function parseDuration(text: string): Duration | null {
  const [, digits, suffix] = /^(\d{1,5})([a-z]+)$/.exec(text) ?? [];
  const unit = unitsBySuffix.get(suffix ?? '');
  return unit === undefined ? null : { amount: Number(digits), unit };
}

/** The form that `parseDuration` reads. */
export function durationText({ amount, unit }: Duration): string {
  return `${amount}${spellings[unit].suffix}`;
}

/** A period in words: 5个工作日, 5 working days. */
export function durationInWords({ amount, unit }: Duration): Bilingual {
  const { zh, en } = spellings[unit];
  return { zh: `${amount}${zh}`, en: `${amount} ${en}${amount === 1 ? '' : 's'}` };
}
