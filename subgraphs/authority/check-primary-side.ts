import type { SheetProblem, SheetRow } from '../../kit/onboarding/sheet.js';
import { ResponsibilityRole } from './duty-responsibility.js';

/** The file of the duties, whose primary sides the responsibilities must agree with. */
export const dutyFile = 'territorial-duties.csv';

/**
 * AU-06: each duty has exactly one primary responsibility, and it is of the side that the list of duties names as
 * primary.
 */
export function checkPrimarySide(
  rows: readonly SheetRow[],
  loaded: ReadonlyMap<string, readonly SheetRow[]>,
): SheetProblem[] {
  const sides = new Map((loaded.get(dutyFile) ?? []).map((duty) => [duty['code'], duty['primarySide']]));
  const numbered = rows.map((row, index) => ({ row, index }));
  const byDuty = Map.groupBy(numbered, ({ row }) => row['dutyCode']);
  const problems = [...byDuty].flatMap(([duty, responsibilities]) => {
    const [first, second] = responsibilities.filter(({ row }) => row['role'] === ResponsibilityRole.PRIMARY);
    if (!first) return [problem(responsibilities[0]?.index ?? 0, `${String(duty)} has no PRIMARY (AU-06)`)];
    if (second) return [problem(second.index, `${String(duty)} has a second PRIMARY (AU-06)`)];
    const side = sides.get(duty);
    if (side === undefined || side === first.row['side']) return [];
    return [problem(first.index, `${String(duty)} has ${String(side)} as its primary side in ${dutyFile} (AU-06)`)];
  });
  const missing = [...sides.keys()].filter((duty) => !byDuty.has(duty));
  // No line of this file is wrong: a line is missing, so the finding names the file's heading.
  return [...problems, ...missing.map((duty) => problem(-1, `${String(duty)} of ${dutyFile} has no line (AU-06)`))];
}

function problem(row: number, sentence: string): SheetProblem {
  return { row, heading: '角色', problem: sentence };
}
