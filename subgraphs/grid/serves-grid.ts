import { answersFor } from '../../kit/identity/caller.js';
import type { Condition } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { dayOf } from '../../kit/time/calendar.js';
import { GridRoleAssignment, holdsOn } from './grid-role-assignment.js';

/** What lies in one grid, which one town runs. */
export interface InGrid {
  readonly gridCode: string;
  readonly townCode: string;
}

/** Whether the caller holds a role in the grid today, or administers the grids of its town. */
export async function servesGrid({ gridCode, townCode }: InGrid, context: Context): Promise<boolean> {
  const { caller, session, clock } = context;
  if (caller.grants.has('realm:grid_admin') && answersFor(caller, townCode)) return true;
  if (caller.staffNumber === null) return false;
  const held = await session.many(GridRoleAssignment, 'staffNumber', caller.staffNumber, ['gridCode', 'role']);
  const today = dayOf(clock.now());
  return held.some((each) => each.gridCode === gridCode && holdsOn(each, today));
}

/** A grid is looked after by those who serve in it, and by the grid administrators of its town. */
export function bySomebodyWhoServes<Row extends object>(placeOf: (row: Row) => InGrid): Condition<Row> {
  return {
    reason: 'NOT_SERVING_GRID',
    code: 'FORBIDDEN',
    sentence: {
      zh: '您今日不在该网格任职,也不管理该镇街的网格。',
      en: 'You hold no role in the grid today and do not administer the grids of its town.',
    },
    source: {
      zh: '全要素网格由本网格人员采集(GR-05)',
      en: 'A grid’s registry is kept by those who serve in it (GR-05)',
    },
    holds: (row, context) => servesGrid(placeOf(row), context),
  };
}
