import type { GridRow } from './grids.js';
import { at, Chance } from './random.js';
import { sheetFile, yesNo, type SheetFile } from './sheet-file.js';
import type { Appointment, StaffMember } from './staff.js';

/** One person's role on a grid; `person` counts among the grid people, in the order of `appointments`. */
export interface RoleHolding {
  readonly grid: string;
  readonly role: string;
  readonly person: number;
  readonly from: string;
  readonly fullTime: boolean;
}

/** Which of the five officer roles one person holds on up to so many grids of a community. */
const sharedRoles: readonly (readonly [string, number])[] = [
  ['GRID_OFFICER', 1],
  ['INSPECTOR', Number.POSITIVE_INFINITY],
  ['INFORMATION_OFFICER', 3],
  ['PATROLLER', 4],
  ['LIAISON', Number.POSITIVE_INFINITY],
];

/** Staffs the third-level grids, 一长五员: a chief a grid, the officers some on several grids of one community. */
export function staffGrids(grids: readonly GridRow[]): { appointments: Appointment[]; holdings: RoleHolding[] } {
  const chance = new Chance('grid roles');
  const appointments: Appointment[] = [];
  const holdings: RoleHolding[] = [];
  const basics = grids.filter(({ level }) => level === 'L3_BASIC');
  for (const [, group] of Map.groupBy(basics, ({ parent }) => parent)) {
    const appoint = (role: string, members: readonly GridRow[]): void => {
      const held = members.filter(({ roleMissing }) => roleMissing !== role);
      if (held.length === 0) return;
      const person = appointments.push(appointmentOf(at(held, 0).firstLevel, role, chance)) - 1;
      const from = startDay(chance);
      const fullTime = role === 'GRID_OFFICER' ? chance.next() < 0.8 : role !== 'GRID_CHIEF' && chance.next() < 0.12;
      holdings.push(...held.map(({ code }) => ({ grid: code, role, person, from, fullTime })));
    };
    for (const grid of group) appoint('GRID_CHIEF', [grid]);
    for (const [role, reach] of sharedRoles) {
      const size = Math.min(reach, group.length);
      for (let start = 0; start < group.length; start += size) appoint(role, group.slice(start, start + size));
    }
  }
  return { appointments, holdings };
}

/** The sheet grid-roles.csv, by grid and then in the order of the six roles. */
export function gridRolesSheet(
  grids: readonly GridRow[],
  holdings: readonly RoleHolding[],
  people: readonly StaffMember[],
): SheetFile {
  const byGrid = Map.groupBy(holdings, ({ grid }) => grid);
  return sheetFile(
    'grid-roles.csv',
    '网格编码,角色,工号,开始日期,结束日期,是否专职',
    grids.flatMap(({ code }) =>
      (byGrid.get(code) ?? []).map(({ grid, role, person, from, fullTime }) => [
        grid,
        role,
        at(people, person).number,
        from,
        '',
        yesNo(fullTime),
        'ours',
      ]),
    ),
  );
}

function appointmentOf(town: string, role: string, chance: Chance): Appointment {
  const institution = role === 'INSPECTOR' || (role === 'LIAISON' && chance.next() < 0.3);
  return {
    identity: institution ? 'PUBLIC_INSTITUTION' : 'CONTRACT',
    status: 'ACTIVE',
    establishment: institution ? `${town}-command-centre` : `${town}-government`,
    workplace: `${town}-command-centre`,
    stationed: false,
  };
}

function startDay(chance: Chance): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return chance.next() < 0.45
    ? '2018-07-01'
    : `${chance.integer(2019, 2025)}-${two(chance.integer(1, 12))}-${two(chance.integer(1, 28))}`;
}
