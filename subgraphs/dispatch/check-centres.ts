import type { SheetProblem, SheetRow } from '../../kit/onboarding/sheet.js';
import { CentreLevel } from './command-centre.js';

/** DI-03: a region has one centre, a county's has none above it, and a town's stands under its county's. */
export function checkCentres(rows: readonly SheetRow[]): SheetProblem[] {
  const centres = new Map(rows.map((row) => [row['code'], row]));
  const taken = new Map<unknown, unknown>();
  return rows.flatMap((row, index): SheetProblem[] => {
    const other = taken.get(row['regionCode']);
    if (other !== undefined) {
      return [{ row: index, heading: '所在区划', problem: `has the centre ${String(other)} already (DI-03)` }];
    }
    taken.set(row['regionCode'], row['code']);
    const misplaced = misplacement(row, centres.get(row['parentCode']));
    return misplaced === null ? [] : [{ row: index, heading: '上级中心', problem: misplaced }];
  });
}

function misplacement({ level, regionCode }: SheetRow, parent: SheetRow | undefined): string | null {
  if (level === CentreLevel.COUNTY) return parent === undefined ? null : 'must be empty for a COUNTY (DI-03)';
  const above = parent?.['level'] === CentreLevel.COUNTY && String(regionCode).startsWith(String(parent['regionCode']));
  return above ? null : 'must be the centre of the county that the town lies in (DI-03)';
}
