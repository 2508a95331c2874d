import { declareSetting } from '../../../kit/county/setting.js';

/** The rules of accountability that counties set differently. Lengths of periods are ours. */
export const accountabilitySettings = {
  diligence: declareSetting({
    key: 'accountability.diligence',
    kind: 'duration',
    title: { zh: '说明履职情况的时限', en: 'Time to show what was done' },
    otherwise: { amount: 10, unit: 'WORKING_DAY' },
  }),
  appeal: declareSetting({
    key: 'accountability.appeal',
    kind: 'duration',
    title: { zh: '问责申诉期限', en: 'Time to appeal' },
    otherwise: { amount: 30, unit: 'DAY' },
  }),
  exemption: declareSetting({
    key: 'accountability.exemption-for-diligence',
    kind: 'flag',
    title: { zh: '乡镇勤勉尽责可从轻、减轻或免责', en: 'A diligent town may be treated more lightly, or exempted' },
    otherwise: true,
    source: '泰安市依单监管问责制度',
  }),
} as const;
