import type { SheetProblem, SheetRow } from '../../kit/onboarding/sheet.js';

const requiredOfLowest = {
  dutyCode: '属地管理事项',
  acceptMinutes: '受理时限分钟',
  handleLimit: '处置时限',
  limitUnit: '时限单位',
} as const;

/** A category's code begins with that of the one above it, and one with none below it has a duty and both limits. */
export function checkCategories(rows: readonly SheetRow[]): SheetProblem[] {
  const above = new Set(rows.map(({ parentCode }) => parentCode));
  return rows.flatMap((row, index): SheetProblem[] => {
    const { code, parentCode } = row;
    if (parentCode !== null && !String(code).startsWith(String(parentCode))) {
      return [
        { row: index, heading: '类别编码', problem: `does not begin with its parent's code ${String(parentCode)}` },
      ];
    }
    if (above.has(code)) return [];
    return Object.entries(requiredOfLowest)
      .filter(([property]) => row[property] === null)
      .map(([, heading]) => ({ row: index, heading, problem: 'is empty although the category has none below it' }));
  });
}
