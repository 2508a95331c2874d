import type { SheetProblem, SheetRow } from '../../kit/onboarding/sheet.js';
import { codesFines, namesFines } from './draws-on-fines.js';

const columns = [
  ['code', '维度编码', codesFines],
  ['name', '名称', namesFines],
  ['indicator', '指标说明', namesFines],
] as const;

/** 行政处罚法 § 74: no dimension may be drawn from fines or confiscations, directly or in disguise. */
export function checkFines(rows: readonly SheetRow[]): SheetProblem[] {
  return rows.flatMap((row, index) =>
    columns
      .filter(([column, , drawsOnFines]) => drawsOnFines(String(row[column])))
      .map(([, heading]) => ({
        row: index,
        heading,
        problem: 'draws an appraisal from fines, which 行政处罚法 § 74 forbids (FINES_IN_APPRAISAL)',
      })),
  );
}
