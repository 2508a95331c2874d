import type { SheetProblem, SheetRow } from '../../kit/onboarding/sheet.js';

const inWords = /罚款|罚没|没收|罚金|\bfines?\b|confiscat/i;
const inCode = /(^f|F)ines?([A-Z]|$)|[cC]onfiscat/;
const columns = [
  ['code', '维度编码', inCode],
  ['name', '名称', inWords],
  ['indicator', '指标说明', inWords],
] as const;

/** 行政处罚法 § 74: no dimension may be drawn from fines or confiscations, directly or in disguise. */
export function checkFines(rows: readonly SheetRow[]): SheetProblem[] {
  return rows.flatMap((row, index) =>
    columns
      .filter(([column, , words]) => words.test(String(row[column])))
      .map(([, heading]) => ({
        row: index,
        heading,
        problem: 'draws an appraisal from fines, which 行政处罚法 § 74 forbids (FINES_IN_APPRAISAL)',
      })),
  );
}
