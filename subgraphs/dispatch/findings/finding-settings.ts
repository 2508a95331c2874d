import { declareSetting } from '../../../kit/county/setting.js';
import { period } from '../settings.js';

/** From when on the four failures are suspected, and how long their subjects have. The numbers are ours. */
export const findingSettings = {
  reckless: declareSetting({
    key: 'finding.reckless-calls',
    kind: 'integer',
    title: {
      zh: '一季度几次即疑似乱呼叫',
      en: 'Calls of a quarter from which a town is suspected of reckless calling',
    },
    otherwise: 2,
    problem: (calls) => (calls >= 1 && calls <= 20 ? null : 'must be from 1 to 20'),
  }),
  notCalling: declareSetting({
    key: 'finding.not-calling-limits',
    kind: 'integer',
    title: { zh: '超过处置时限几倍未呼叫即疑似不呼叫', en: 'Times the limit after which a town should have called' },
    otherwise: 2,
    problem: (times) => (times >= 1 && times <= 10 ? null : 'must be from 1 to 10'),
  }),
  answer: period('finding.answer', '通报后提出整改的时限', 'Time to answer a finding', 3, 'WORKING_DAY'),
} as const;
