import { perform, type Target } from '../../kit/data/perform.js';
import type { Policy } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { dayOf } from '../../kit/time/calendar.js';
import { notRetired, withinTerritory } from './conditions.js';
import { Grid } from './grid.js';
import { GridRoleAssignment, holdsOn } from './grid-role-assignment.js';

/** GR-03: who may end an appointment. */
export const endGridRolePolicy: Policy<Grid> = {
  verb: 'endGridRole',
  entity: Grid,
  title: { zh: '结束网格任用', en: 'End a grid role' },
  roles: ['grid_admin'],
  source: { zh: '一长五员(GR-03)', en: 'One chief and five officers (GR-03)' },
  conditions: [withinTerritory, notRetired],
};

const dayLength = 86_400_000;

/** Ends an appointment with yesterday, so that the role is free today. Fault NOT_FOUND for none in force. */
export function endGridRole(context: Context, target: Target, assignmentId: string): Promise<Grid> {
  return perform(endGridRolePolicy, target, context, async (grid, inside) => {
    const now = inside.clock.now();
    const assignments = await inside.session.many(GridRoleAssignment, 'gridCode', grid.code, ['role', 'startsOn']);
    const ending = assignments.find((each) => each.id === assignmentId && holdsOn(each, dayOf(now)));
    if (!ending) {
      throw new Fault('NOT_FOUND', {
        zh: `网格「${grid.code}」没有在任的任用「${assignmentId.slice(0, 50)}」。`,
        en: `Grid "${grid.code}" has no assignment "${assignmentId.slice(0, 50)}" in force.`,
      });
    }
    if (ending.startsOn === dayOf(now)) inside.session.manager.remove(ending);
    else ending.endsOn = dayOf(new Date(now.getTime() - dayLength));
  });
}
