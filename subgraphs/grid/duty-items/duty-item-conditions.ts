import type { Condition } from '../../../kit/identity/policy.js';
import { ofDepartment, ofTerritory } from '../place-conditions.js';
import { DutyItemState, type GridDutyItem } from './grid-duty-item.js';

/** Where the rules of admission stand. */
export const source = {
  zh: '科学制定网格监管任务和事项(GR-08)',
  en: 'What grids are sent for is decided with care (GR-08)',
};

/** A duty is its department's. */
export const ofOwnDepartment = ofDepartment<GridDutyItem>(source);

/** What burdens all grids of a county is admitted by the county, and by no single town. */
export const ofCounty = ofTerritory<GridDutyItem>(source);

/** No grid is sent for what was not admitted. */
export const admitted: Condition<GridDutyItem> = {
  reason: 'DUTY_ITEM_NOT_ADMITTED',
  code: 'CONFLICT',
  sentence: {
    zh: '该事项未准入,不得下达网格。',
    en: 'The duty is not admitted, so no grid is sent for it.',
  },
  source,
  holds: ({ state }) => state === DutyItemState.ADMITTED,
};
