import type { Bilingual } from '../../kit/module/fault.js';
import { answersFor } from '../../kit/identity/caller.js';
import type { Condition } from '../../kit/identity/policy.js';

/** A rule that the row lies within the territory that its caller answers for. */
export function inTerritory<Row extends { readonly regionCode: string }>(source: Bilingual): Condition<Row> {
  return {
    reason: 'OUTSIDE_TERRITORY',
    code: 'FORBIDDEN',
    sentence: { zh: '该记录不在您负责的区域内。', en: 'The record is outside the territory that you answer for.' },
    source,
    holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode),
  };
}
