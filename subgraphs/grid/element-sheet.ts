import {
  code,
  day,
  decimal,
  list,
  oneOf,
  reference,
  type Sheet,
  type SheetColumn,
  type SheetProblem,
  type SheetRow,
  text,
} from '../../kit/onboarding/sheet.js';
import { CareCategory } from './care-category.js';
import { identifierProblem } from './element-identifier.js';
import { ElementKind, GridElement } from './grid-element.js';

/** The registry of the grids' elements, as the offices that keep it hand it over (GR-05). */
export const elements: Sheet = {
  file: 'grid-elements.csv',
  entity: GridElement,
  key: ['code'],
  columns: {
    code: code(
      '要素编码',
      /^\d{15}[RPFO]\d{4}$/,
      'a code of a third-level grid, a letter of R, P, F, O and four digits',
    ),
    gridCode: reference('所在网格', 'grids.csv', '网格编码'),
    townCode: reference('一级网格', 'regions.csv', '区划代码'),
    kind: oneOf('类型', Object.values(ElementKind)),
    name: text('名称', { longest: 100 }),
    identifier: text('标识号码', { longest: 30 }),
    address: text('地址', { longest: 200, optional: true }),
    longitude: whereGiven(decimal('经度')),
    latitude: whereGiven(decimal('纬度')),
    phoneNumber: code('手机号', /^1\d{10}$/, 'a mobile number of 11 digits', { optional: true }),
    careCategories: someOf(list('关爱类别'), Object.values(CareCategory)),
    verifiedAt: startOfDay(day('核实日期', { optional: true })),
    verifiedBy: reference('核实人', 'staff.csv', '工号', { optional: true }),
  },
  check: checkIdentifiers,
};

function checkIdentifiers(rows: readonly SheetRow[]): SheetProblem[] {
  return rows.flatMap(({ kind, identifier }, row) => {
    const problem = identifierProblem(kind as ElementKind, String(identifier));
    return problem ? [{ row, heading: '标识号码', problem }] : [];
  });
}

function whereGiven(column: SheetColumn): SheetColumn {
  return { ...column, read: (cell) => (cell === '' ? { value: null } : column.read(cell)) };
}

function someOf(column: SheetColumn, names: readonly string[]): SheetColumn {
  return {
    ...column,
    read: (cell) => {
      const odd = cell === '' ? undefined : cell.split('、').find((each) => !names.includes(each));
      return odd === undefined ? column.read(cell) : { problem: `must be names of ${names.join(', ')}, joined by 、` };
    },
  };
}

function startOfDay(column: SheetColumn): SheetColumn {
  return {
    ...column,
    read: (cell) => {
      const reading = column.read(cell);
      const isDay = 'value' in reading && reading.value !== null;
      return isDay ? { value: `${cell}T00:00:00+08:00` } : reading;
    },
  };
}
