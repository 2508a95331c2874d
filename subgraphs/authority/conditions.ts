import { answersFor } from '../../kit/identity/caller.js';
import type { Condition } from '../../kit/identity/policy.js';
import type { PowerGrant } from './power-grant.js';

/** A grant is looked after by the establishment office of the county it stands in. */
export const withinCounty: Condition<PowerGrant> = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  sentence: { zh: '该赋权不在您负责的区域内。', en: 'The grant is outside the territory that you answer for.' },
  source: { zh: '市镇权责清单由本级编办管理(AU-02)', en: 'The county’s establishment office keeps its list (AU-02)' },
  holds: (grant, { caller }) => answersFor(caller, grant.regionCode),
};
