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
  clueAnswer: declareSetting({
    key: 'case.clue-answer',
    kind: 'duration',
    title: { zh: '对部门移交线索的答复时限', en: 'Time to answer a department that hands a clue over' },
    otherwise: { amount: 5, unit: 'WORKING_DAY' },
  }),
  filing: declareSetting({
    key: 'case.filing',
    kind: 'duration',
    title: { zh: '决定是否立案的时限', en: 'Time to decide whether a clue is filed' },
    otherwise: { amount: 15, unit: 'DAY' },
  }),
  legalReview: declareSetting({
    key: 'case.legal-review',
    kind: 'duration',
    title: { zh: '法制审核时限', en: 'Time for the legal review' },
    otherwise: { amount: 10, unit: 'WORKING_DAY' },
  }),
  statementWindow: declareSetting({
    key: 'case.statement-window',
    kind: 'duration',
    title: { zh: '无听证权利时陈述、申辩的期限', en: 'Time to answer a notice that leads to no hearing' },
    otherwise: { amount: 3, unit: 'WORKING_DAY' },
  }),
  discussionSize: declareSetting({
    key: 'case.discussion-size',
    kind: 'integer',
    title: { zh: '集体讨论的最少人数', en: 'How many heads discuss a case at least' },
    otherwise: 3,
    problem: (heads) => (heads >= 2 && heads <= 20 ? null : 'must be from 2 to 20'),
  }),
  evidenceDistance: declareSetting({
    key: 'case.evidence-distance-metres',
    kind: 'integer',
    title: { zh: '证据照片位置与案发地点的最大距离(米)', en: 'Metres that evidence may be away from the place' },
    otherwise: 500,
    problem: (metres) => (metres >= 10 && metres <= 10_000 ? null : 'must be from 10 to 10000'),
  }),
} as const;
