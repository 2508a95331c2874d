import { declareSetting } from '../../../kit/county/setting.js';

/** Rules of inspections that counties set. */
export const inspectionSettings = {
  publication: declareSetting({
    key: 'inspection.publication',
    kind: 'duration',
    title: { zh: '检查结果公示时限', en: 'Time to publish what an inspection found' },
    otherwise: { amount: 20, unit: 'WORKING_DAY' },
  }),
  coordination: declareSetting({
    key: 'inspection.coordination',
    kind: 'duration',
    title: { zh: '参加部门答复检查计划的时限', en: 'Time in which those who take part answer a plan' },
    otherwise: { amount: 5, unit: 'WORKING_DAY' },
  }),
  once: declareSetting({
    key: 'inspection.once',
    kind: 'flag',
    title: { zh: '综合查一次:同一对象同月只上门一次', en: 'Inspect once: one visit to an object in a month' },
    otherwise: false,
  }),
} as const;
