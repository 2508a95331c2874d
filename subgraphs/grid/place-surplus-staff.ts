import { oneAfterAnother } from '../../kit/data/one-after-another.js';
import { notFound, perform, type Target } from '../../kit/data/perform.js';
import { type Policy, requirePolicy, requireRole } from '../../kit/identity/policy.js';
import { requireStaffNumber } from '../../kit/identity/staff-number.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { dayOf } from '../../kit/time/calendar.js';
import { appoint, type Appointment } from './assign-grid-role.js';
import { notRetired, withinTerritory } from './conditions.js';
import { Grid, GridLevel } from './grid.js';
import { GridRoleAssignment, holdsOn } from './grid-role-assignment.js';

const source = {
  zh: '推进富余人员下沉至村(社区),充实网格管理力量(GR-15)',
  en: 'Surplus staff of a town strengthen its grids (GR-15)',
};

/** GR-15: who may place surplus staff. */
export const placeSurplusStaffPolicy: Policy<Grid> = {
  verb: 'placeSurplusStaff',
  entity: Grid,
  title: { zh: '富余人员下沉网格', en: 'Place surplus staff in a grid' },
  roles: ['grid_admin'],
  source,
  conditions: [
    withinTerritory,
    notRetired,
    {
      reason: 'GRID_NOT_BASIC',
      code: 'CONFLICT',
      sentence: { zh: '富余人员下沉到三级网格。', en: 'Surplus staff go to third-level grids.' },
      source,
      holds: ({ level }) => level === GridLevel.L3_BASIC,
    },
  ],
};

interface StaffAnswer {
  readonly staffMember: {
    readonly status: string;
    readonly establishmentOrganization: {
      readonly code: string;
      readonly region: { readonly code: string } | null;
    } | null;
  } | null;
}

const question = `query ($number: ID!) {
  staffMember(number: $number) { status establishmentOrganization { code region { code } } }
}`;

/**
 * Gives a free role of a grid to somebody of a body of the same town, and keeps which body that is; the person's establishment
 * stays there. Faults: NOT_FOUND for somebody out of sight; INVALID, reasons STAFF_NUMBER and SOURCE_OUTSIDE_TOWN; CONFLICT,
 * reasons STAFF_NOT_AT_WORK, FULL_TIME_ELSEWHERE and ROLE_HELD; those of the policy.
 */
export async function placeSurplusStaff(context: Context, target: Target, appointment: Appointment): Promise<Grid> {
  requireRole(placeSurplusStaffPolicy, context);
  const { staffNumber } = appointment;
  const seen = await context.session.one(Grid, 'id', target.id);
  if (seen === null) throw notFound(Grid, target.id);
  await requirePolicy(placeSurplusStaffPolicy, seen, context);
  requireStaffNumber(staffNumber);
  const { staffMember } = await context.ask<StaffAnswer>(question, { number: staffNumber });
  const body = staffMember?.establishmentOrganization;
  if (staffMember?.status !== 'ACTIVE') throw notAtWork(staffNumber);
  return perform(placeSurplusStaffPolicy, target, context, async (grid, inside) => {
    if (!body || body.region?.code !== grid.townCode) throw outsideTown(staffNumber, grid);
    await requireFree(appointment, inside);
    await appoint(grid, { ...appointment, sourceOrganizationCode: body.code }, inside);
  });
}

/** Nobody is placed beside a full-time role, or full-time beside another role. */
async function requireFree({ staffNumber, fullTime }: Appointment, { session, clock }: Context): Promise<void> {
  await oneAfterAnother({ session }, `roles of ${staffNumber} in grids`);
  const today = dayOf(clock.now());
  const held = await session.many(GridRoleAssignment, 'staffNumber', staffNumber, ['gridCode', 'role']);
  const serving = held.filter((each) => holdsOn(each, today));
  const bound = serving.find((each) => fullTime || each.fullTime);
  if (bound) throw fullTimeElsewhere(bound);
}

function notAtWork(staffNumber: string): Fault {
  return new Fault(
    'CONFLICT',
    { zh: `「${staffNumber}」不在岗,不能下沉。`, en: `"${staffNumber}" is not at work and cannot be placed.` },
    { reason: 'STAFF_NOT_AT_WORK', details: { staffNumber } },
  );
}

function outsideTown(staffNumber: string, { townCode }: Grid): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `「${staffNumber}」的编制不在镇街「${townCode}」的机构,下沉以本镇街统筹人员为限。`,
      en: `"${staffNumber}" is not established in a body of the town "${townCode}"; only its own people are placed.`,
    },
    { reason: 'SOURCE_OUTSIDE_TOWN', details: { staffNumber, townCode } },
  );
}

function fullTimeElsewhere({ staffNumber, gridCode, role, fullTime }: GridRoleAssignment): Fault {
  const how = fullTime ? { zh: '专职', en: 'full-time' } : { zh: '兼职', en: 'part-time' };
  return new Fault(
    'CONFLICT',
    {
      zh: `「${staffNumber}」在网格「${gridCode}」${how.zh}担任 ${role},专职不得兼任。`,
      en: `"${staffNumber}" is ${how.en} ${role} of the grid "${gridCode}"; full-time goes with no other role.`,
    },
    { reason: 'FULL_TIME_ELSEWHERE', details: { gridCode, role } },
  );
}
