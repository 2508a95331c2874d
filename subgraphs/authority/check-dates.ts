import type { SheetProblem, SheetRow } from '../../kit/onboarding/sheet.js';

/** Refuses rows that end before they begin. */
export function checkDates(rows: readonly SheetRow[]): SheetProblem[] {
  return rows.flatMap((row, index) => {
    const { effectiveFrom, effectiveTo } = row;
    if (typeof effectiveTo !== 'string' || String(effectiveFrom) <= effectiveTo) return [];
    return [{ row: index, heading: '失效日期', problem: `is before 生效日期 ${String(effectiveFrom)}` }];
  });
}

/** Refuses versions of one list that are in force on the same day. */
export function checkVersions(rows: readonly SheetRow[]): SheetProblem[] {
  const reversed = checkDates(rows);
  if (reversed.length > 0) return reversed;
  const numbered = rows.map((row, index) => ({ row, index }));
  return [...Map.groupBy(numbered, ({ row }) => row['listCode'])].flatMap(([, versions]) => {
    const inOrder = versions.toSorted((one, other) =>
      String(one.row['effectiveFrom']).localeCompare(String(other.row['effectiveFrom'])),
    );
    return inOrder.flatMap(({ row, index }, position) => {
      const earlier = inOrder[position - 1]?.row;
      if (
        !earlier ||
        (typeof earlier['effectiveTo'] === 'string' && earlier['effectiveTo'] < String(row['effectiveFrom']))
      )
        return [];
      return [
        { row: index, heading: '生效日期', problem: `is within version ${String(earlier['number'])} of the list` },
      ];
    });
  });
}

/** Refuses reversed dates, and a withdrawn grant that does not say its last day. */
export function checkGrants(rows: readonly SheetRow[]): SheetProblem[] {
  const endless = rows.flatMap((row, index) =>
    row['status'] === 'WITHDRAWN' && row['effectiveTo'] === null
      ? [{ row: index, heading: '失效日期', problem: 'is empty although the grant is WITHDRAWN' }]
      : [],
  );
  return [...checkDates(rows), ...endless];
}
