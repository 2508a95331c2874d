import { v7 as uuid } from 'uuid';
import { perform, type Target } from '../../kit/data/perform.js';
import type { Policy } from '../../kit/identity/policy.js';
import { requireStaffNumber } from '../../kit/identity/staff-number.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { dayOf } from '../../kit/time/calendar.js';
import { notRetired, withinTerritory } from './conditions.js';
import { Grid } from './grid.js';
import { type GridRole, GridRoleAssignment, holdsOn } from './grid-role-assignment.js';

/** GR-03: who may appoint to 一长五员. */
export const assignGridRolePolicy: Policy<Grid> = {
  verb: 'assignGridRole',
  entity: Grid,
  title: { zh: '任用网格人员', en: 'Assign a grid role' },
  roles: ['grid_admin'],
  source: { zh: '一长五员(GR-03)', en: 'One chief and five officers (GR-03)' },
  conditions: [withinTerritory, notRetired],
};

/** Who is to serve, in which role. */
export interface Appointment {
  readonly role: GridRole;
  readonly staffNumber: string;
  readonly fullTime: boolean;
}

/**
 * Appoints somebody from today on.
 * Faults: CONFLICT, reason ROLE_HELD, while somebody else holds it; INVALID, reason STAFF_NUMBER, for a malformed number.
 */
export function assignGridRole(context: Context, target: Target, appointment: Appointment): Promise<Grid> {
  return perform(assignGridRolePolicy, target, context, async (grid, inside) => {
    requireStaffNumber(appointment.staffNumber);
    await appoint(grid, { ...appointment, sourceOrganizationCode: null }, inside);
  });
}

/** Gives a free role of a grid to somebody from today on, inside a transaction. Fault CONFLICT, reason ROLE_HELD. */
export async function appoint(
  grid: Grid,
  appointment: Appointment & { readonly sourceOrganizationCode: string | null },
  inside: Context,
): Promise<void> {
  const today = dayOf(inside.clock.now());
  const assignments = await inside.session.many(GridRoleAssignment, 'gridCode', grid.code, ['role', 'startsOn']);
  const holder = assignments.find((each) => each.role === appointment.role && holdsOn(each, today));
  if (holder) throw roleHeld(grid, holder);
  inside.session.manager.persist(
    Object.assign(new GridRoleAssignment(), {
      id: uuid(),
      gridCode: grid.code,
      ...appointment,
      startsOn: today,
      endsOn: null,
    }),
  );
}

function roleHeld(grid: Grid, holder: GridRoleAssignment): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `网格「${grid.code}」的 ${holder.role} 自 ${holder.startsOn} 起由 ${holder.staffNumber} 担任,请先结束原任用。`,
      en: `${holder.role} of grid "${grid.code}" is held by ${holder.staffNumber} since ${holder.startsOn}; end that first.`,
    },
    { reason: 'ROLE_HELD', details: { role: holder.role, staffNumber: holder.staffNumber } },
  );
}
