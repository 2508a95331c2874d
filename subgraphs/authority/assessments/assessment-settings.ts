import { declareSetting } from '../../../kit/county/setting.js';

/** How often a county assesses its grants; the law says regularly, the year is ours. */
export const assessmentSettings = {
  interval: declareSetting({
    key: 'grant.assessment-interval',
    kind: 'integer',
    title: { zh: '承接能力评估的间隔(月)', en: 'Months between two assessments of a grant' },
    otherwise: 12,
    source: '行政处罚法第二十四条',
    problem: (months) => (months >= 1 && months <= 60 ? null : 'must be from 1 to 60'),
  }),
} as const;
