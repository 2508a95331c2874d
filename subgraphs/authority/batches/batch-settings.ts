import { declareSetting } from '../../../kit/county/setting.js';

/** What a town needs before a batch names it; two is the least that may enforce together (行政处罚法 article 42). */
export const batchSettings = {
  certifiedOfficers: declareSetting({
    key: 'delegation.certified-officers',
    kind: 'integer',
    title: { zh: '承接下放事项所需持证执法人员(人)', en: 'Certified officers that a town needs to be given powers' },
    otherwise: 2,
    source: '行政处罚法第四十二条',
    problem: (people) => (people >= 1 && people <= 1000 ? null : 'must be from 1 to 1000'),
  }),
} as const;
