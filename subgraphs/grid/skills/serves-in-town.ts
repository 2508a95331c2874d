import type { Context } from '../../../kit/module/context.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { Grid } from '../grid.js';
import { GridRoleAssignment, holdsOn } from '../grid-role-assignment.js';

/** Whether somebody holds a role today in a grid that a town runs. */
export async function servesInTown({ session, clock }: Context, staffNumber: string, town: string): Promise<boolean> {
  const today = dayOf(clock.now());
  const assignments = await session.many(GridRoleAssignment, 'staffNumber', staffNumber, ['gridCode', 'role']);
  const held = assignments.filter((each) => holdsOn(each, today));
  const grids = await Promise.all(held.map(({ gridCode }) => session.one(Grid, 'code', gridCode)));
  return grids.some((grid) => grid?.townCode === town);
}
