import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import type { Grid } from '../grid.js';
import { GridRole, GridRoleAssignment, holdsOn } from '../grid-role-assignment.js';
import { countsOn, GridSkill } from './grid-skill.js';

// 一岗多责: the grid officer takes every line up; the others help out in this order, the chief last.
const inOrder = [
  GridRole.GRID_OFFICER,
  GridRole.PATROLLER,
  GridRole.INSPECTOR,
  GridRole.INFORMATION_OFFICER,
  GridRole.LIAISON,
  GridRole.GRID_CHIEF,
];

/**
 * Who of a grid's six goes on a patrol of a day; for a `line` that takes training, the first who has it (GR-09). Faults:
 * INVALID, reasons ASSIGNEE_NOT_SERVING, where nobody serves, and OFFICER_UNTRAINED, where nobody of the grid is trained.
 */
export async function chooseOfficer(
  { session }: Context,
  grid: Grid,
  day: string,
  line: string | null,
): Promise<string> {
  const assignments = await session.many(GridRoleAssignment, 'gridCode', grid.code, ['role', 'startsOn']);
  const serving = assignments
    .filter((each) => holdsOn(each, day))
    .sort((one, other) => inOrder.indexOf(one.role) - inOrder.indexOf(other.role));
  for (const { staffNumber } of serving) {
    if (line === null || (await isTrained(session, staffNumber, line, day))) return staffNumber;
  }
  throw serving.length === 0 ? nobodyServes(grid, day) : nobodyTrained(grid, line ?? '');
}

async function isTrained(
  session: Context['session'],
  staffNumber: string,
  line: string,
  day: string,
): Promise<boolean> {
  const skills = await session.many(GridSkill, 'staffNumber', staffNumber, ['line']);
  return skills.some((each) => each.line === line && countsOn(each, day));
}

function nobodyServes({ code }: Grid, day: string): Fault {
  return new Fault(
    'INVALID',
    { zh: `${day} 网格「${code}」无人任职。`, en: `Nobody serves in the grid "${code}" on ${day}.` },
    { reason: 'ASSIGNEE_NOT_SERVING', details: { grid: code } },
  );
}

function nobodyTrained({ code }: Grid, line: string): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `网格「${code}」没有「${line}」条线培训合格的人员。`,
      en: `Nobody of the grid "${code}" is trained in "${line}".`,
    },
    { reason: 'OFFICER_UNTRAINED', details: { grid: code, line } },
  );
}
