import { declareSetting } from '../../../kit/county/setting.js';

/** A share as a whole number over a whole number. */
export interface Share {
  readonly part: number;
  readonly of: number;
}

const least = 0.3;
const largest = 0.37;

/** How much the towns’ evaluation of a department weighs, and how long they have for it. */
export const evaluationSettings = {
  townShare: declareSetting({
    key: 'evaluation.town-share',
    kind: 'text',
    title: { zh: '乡镇评价占部门综合考核的权重', en: 'Weight of the towns in the evaluation of departments' },
    otherwise: '0',
    source: '部门考核评价制度',
    problem: (text) => {
      const share = shareOf(text);
      const value = share && share.part / share.of;
      const isFit = value === 0 || (value !== null && value >= least && value <= largest);
      return isFit ? null : `must be 0, or about a third (${least} to ${largest}), as 1/3 or a decimal number`;
    },
  }),
  ballot: declareSetting({
    key: 'evaluation.ballot',
    kind: 'duration',
    title: { zh: '乡镇评价部门的时限,期满未评的为未评价', en: 'Time for towns to rate a department' },
    otherwise: { amount: 5, unit: 'WORKING_DAY' },
  }),
} as const;

/** Reads `1/3` or `0.333333`; null for what is neither. */
export function shareOf(text: string): Share | null {
  const [, part, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  if (part !== undefined && of !== undefined) return Number(of) === 0 ? null : { part: Number(part), of: Number(of) };
  return /^0(\.\d{1,6})?$/.test(text) ? { part: Math.round(Number(text) * 1_000_000), of: 1_000_000 } : null;
}
