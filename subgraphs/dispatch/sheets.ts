import { code, integer, oneOf, reference, type Sheet, type SheetColumn, text } from '../../kit/onboarding/sheet.js';
import { limitBounds, LimitUnit } from './category-limits.js';
import { checkCategories } from './check-categories.js';
import { checkCentres } from './check-centres.js';
import { CentreLevel, CommandCentre } from './command-centre.js';
import { EventCategory } from './event-category.js';
import { roadSheet } from './roads/road-sheet.js';

const centres: Sheet = {
  file: 'command-centres.csv',
  entity: CommandCentre,
  key: ['code'],
  columns: {
    code: code('中心编码', /^[A-Z]{2}\d{6}(\d{3})?$/, 'two capitals and a region code of 6 or 9 digits'),
    name: text('名称', { longest: 100 }),
    level: oneOf('级别', Object.values(CentreLevel)),
    regionCode: reference('所在区划', 'regions.csv', '区划代码'),
    organizationCode: reference('机构编码', 'organizations.csv', '机构编码'),
    parentCode: reference('上级中心', 'command-centres.csv', '中心编码', { optional: true }),
    directorNumber: reference('主任工号', 'staff.csv', '工号'),
  },
  check: checkCentres,
};

const categories: Sheet = {
  file: 'event-categories.csv',
  entity: EventCategory,
  key: ['code'],
  columns: {
    code: code('类别编码', /^(\d{2}){1,4}$/, 'two digits a level, up to four levels'),
    parentCode: reference('上级类别', 'event-categories.csv', '类别编码', { optional: true }),
    majorClass: text('大类', { longest: 50 }),
    name: text('名称', { longest: 100 }),
    dutyCode: reference('属地管理事项', 'territorial-duties.csv', '事项编码', { optional: true }),
    acceptMinutes: orNone(integer('受理时限分钟', limitBounds.acceptMinutes.from, limitBounds.acceptMinutes.to)),
    handleLimit: orNone(integer('处置时限', limitBounds.handleLimit.from, limitBounds.handleLimit.to)),
    limitUnit: oneOf('时限单位', Object.values(LimitUnit), { optional: true }),
  },
  check: checkCategories,
};

/** The files of an office that become this subgraph's rows. */
export const dispatchSheets: readonly Sheet[] = [centres, categories, roadSheet];

function orNone(column: SheetColumn): SheetColumn {
  return { ...column, read: (cell) => (cell === '' ? { value: null } : column.read(cell)) };
}
