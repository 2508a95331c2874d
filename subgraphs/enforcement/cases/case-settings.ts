import { declareSetting } from '../../../kit/county/setting.js';

/** The rules of cases that counties set differently. */
export const caseSettings = {
  countyWord: declareSetting({
    key: 'case.county-word',
    kind: 'text',
    title: { zh: '案号所用本县代字', en: 'The county’s word in numbers of cases' },
    otherwise: '',
  }),
  recording: declareSetting({
    key: 'case.recording',
    kind: 'duration',
    title: { zh: '当场处罚决定报所属机关备案的时限', en: 'Time to record a decision on the spot with the agency' },
    otherwise: { amount: 2, unit: 'WORKING_DAY' },
  }),
  evidenceDistance: declareSetting({
    key: 'case.evidence-distance-metres',
    kind: 'integer',
    title: { zh: '证据照片位置与案发地点的最大距离(米)', en: 'Metres that evidence may be away from the place' },
    otherwise: 500,
    problem: (metres) => (metres >= 10 && metres <= 10_000 ? null : 'must be from 10 to 10000'),
  }),
} as const;
