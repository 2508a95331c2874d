import { declareSetting } from '../../../kit/county/setting.js';

/** How long a town may veto; silence is not consent. */
export const stationSettings = {
  veto: declareSetting({
    key: 'station.veto',
    kind: 'duration',
    title: {
      zh: '乡镇行使反向否决权的时限',
      en: 'Time for a town to veto what a department decides on stationed cadres',
    },
    otherwise: { amount: 5, unit: 'WORKING_DAY' },
  }),
} as const;
