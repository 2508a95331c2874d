import { declareSetting } from '../../../kit/county/setting.js';

/** Which agencies a county leaves to their departments, and how long a town has to be heard. */
export const agencySettings = {
  stationed: declareSetting({
    key: 'agency.stationed',
    kind: 'texts',
    title: {
      zh: '继续实行派驻体制的部门(机构编码中县级代码之后的部分)',
      en: 'Departments whose agencies stay stationed, by what follows the county in their codes',
    },
    otherwise: ['public-security', 'procuratorate', 'court', 'justice', 'market-regulation'],
    problem: (names) => {
      const unfit = names.find((name) => !/^[a-z0-9-]{1,60}$/.test(name));
      return unfit === undefined ? null : `names ${unfit}, which is no part of an organisation’s code`;
    },
  }),
  opinion: declareSetting({
    key: 'agency.head-opinion',
    kind: 'duration',
    title: { zh: '镇街对派驻机构负责人任免的意见时限', en: 'Time for a town’s opinion on an agency’s head' },
    otherwise: { amount: 10, unit: 'WORKING_DAY' },
  }),
} as const;
