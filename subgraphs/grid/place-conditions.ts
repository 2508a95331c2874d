import { answersFor } from '../../kit/identity/caller.js';
import type { Condition } from '../../kit/identity/policy.js';
import type { Bilingual } from '../../kit/module/fault.js';

/** A row of a place is looked after by those who answer for that place. */
export function ofTerritory<Row extends { readonly regionCode: string }>(source: Bilingual): Condition<Row> {
  return {
    reason: 'OUTSIDE_TERRITORY',
    code: 'FORBIDDEN',
    sentence: { zh: '不在您负责的区域内。', en: 'It is outside the territory that you answer for.' },
    source,
    holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode),
  };
}

/** What a department brought is looked after by that department. */
export function ofDepartment<Row extends { readonly departmentCode: string }>(source: Bilingual): Condition<Row> {
  return {
    reason: 'NOT_OWN_DEPARTMENT',
    code: 'FORBIDDEN',
    sentence: { zh: '只有提出它的部门可以办理。', en: 'Only the department that brought it may do this.' },
    source,
    holds: ({ departmentCode }, { caller }) => caller.organizations.includes(departmentCode),
  };
}
