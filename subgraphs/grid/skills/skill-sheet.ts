import { day, reference, type Sheet, type SheetProblem, type SheetRow, text } from '../../../kit/onboarding/sheet.js';
import { GridSkill } from './grid-skill.js';

/** What grid officers were trained in, as the office that keeps it hands it over (GR-09). */
export const skillSheet: Sheet = {
  file: 'grid-skills.csv',
  entity: GridSkill,
  key: ['staffNumber', 'line'],
  columns: {
    staffNumber: reference('工号', 'staff.csv', '工号'),
    regionCode: reference('一级网格', 'regions.csv', '区划代码'),
    line: text('业务条线', { longest: 50 }),
    training: text('培训', { longest: 200 }),
    passedOn: day('合格日期'),
    validUntil: day('有效期至'),
  },
  check: checkDays,
};

function checkDays(rows: readonly SheetRow[]): SheetProblem[] {
  return rows.flatMap(({ passedOn, validUntil }, row) =>
    String(passedOn) <= String(validUntil)
      ? []
      : [{ row, heading: '有效期至', problem: 'is before the day it was passed' }],
  );
}
