import type { RoleHolding } from './grid-roles.js';
import type { GridRow } from './grids.js';
import { at } from './random.js';
import { sheetFile, type SheetFile } from './sheet-file.js';
import type { StaffMember } from './staff.js';

/** The village of the pilot town whose grid officers were trained first. */
const pilotVillage = '320281104201';
/** The lines that the article names. */
const lines = ['城管', '环保', '安监', '国土'] as const;

/** The sheet grid-skills.csv: each officer of that village in one line, every second in another besides. */
export function gridSkillsSheet(
  grids: readonly GridRow[],
  holdings: readonly RoleHolding[],
  people: readonly StaffMember[],
): SheetFile {
  const trained = new Set(grids.filter(({ parent }) => parent === pilotVillage).map(({ code }) => code));
  const officers = holdings.filter(({ role, grid }) => role === 'GRID_OFFICER' && trained.has(grid));
  const numbers = [...new Set(officers.map(({ person }) => at(people, person).number))].sort();
  return sheetFile(
    'grid-skills.csv',
    '工号,一级网格,业务条线,培训,合格日期,有效期至',
    numbers.flatMap((number, index) =>
      lines
        .filter((_line, order) => order === index % 4 || (index % 2 === 0 && order === (index + 1) % 4))
        .map((line) => [
          number,
          pilotVillage.slice(0, 9),
          line,
          '集中授课一日，笔试合格',
          '2026-03-16',
          '2028-03-15',
          'ours',
        ]),
    ),
  );
}
