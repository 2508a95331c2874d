import { declareSetting } from '../../../kit/county/setting.js';

/** Periods of an appraisal; their lengths are ours. */
export const cycleSettings = {
  rating: workingDays(
    'appraisal.rating',
    '模块评分时限,期满未评的为未评价',
    'Time to rate; afterwards a rating is not given',
  ),
  publicity: workingDays('appraisal.publicity', '考评结果公示期', 'Time for which results are shown'),
} as const;

function workingDays(key: string, zh: string, en: string) {
  return declareSetting({ key, kind: 'duration', title: { zh, en }, otherwise: { amount: 5, unit: 'WORKING_DAY' } });
}
