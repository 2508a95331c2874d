import {
  code,
  day,
  integer,
  oneOf,
  reference,
  type Sheet,
  type SheetColumn,
  text,
  yesNo,
} from '../../kit/onboarding/sheet.js';
import { checkTiling } from './check-tiling.js';
import { elements } from './element-sheet.js';
import { Grid, GridKind, GridLevel, GridState, type Polygon } from './grid.js';
import { GridRole, GridRoleAssignment } from './grid-role-assignment.js';
import { skillSheet } from './skills/skill-sheet.js';

const largestCount = 10_000_000;

const boundary: SheetColumn = {
  heading: '边界',
  read: (cell) => {
    if (cell === '') return { value: null };
    const ring = /^POLYGON\s*\(\(([-0-9., ]+)\)\)$/.exec(cell)?.[1];
    const points = ring?.split(',').map((point) => readPoint(point.trim())) ?? [];
    const closed = points.length >= 4 && points[0]?.join() === points.at(-1)?.join();
    if (!closed || points.flat().some(Number.isNaN)) {
      return { problem: 'must be a closed WKT POLYGON of longitude and latitude' };
    }
    const polygon: Polygon = { type: 'Polygon', coordinates: [points] };
    return { value: polygon };
  },
};

/** A point without two numbers becomes one that is not a number, which refuses the whole. */
function readPoint(point: string): [number, number] {
  const [longitude, latitude, ...more] = point.split(/\s+/).map(Number);
  return [longitude ?? Number.NaN, more.length > 0 ? Number.NaN : (latitude ?? Number.NaN)];
}

const grids: Sheet = {
  file: 'grids.csv',
  entity: Grid,
  key: ['code'],
  columns: {
    code: code('网格编码', /^\d{9}(\d{3}(\d{3})?)?$/, 'of 9, 12 or 15 digits'),
    parentCode: reference('上级网格', 'grids.csv', '网格编码', { optional: true }),
    level: oneOf('级别', Object.values(GridLevel)),
    kind: oneOf('类型', Object.values(GridKind)),
    state: oneOf('状态', Object.values(GridState)),
    name: text('名称', { longest: 100 }),
    communityCode: reference('所在社区', 'regions.csv', '区划代码', { optional: true }),
    townCode: reference('一级网格', 'regions.csv', '区划代码'),
    boundary,
    households: integer('户数', 0, largestCount),
    enterprises: integer('企业数', 0, largestCount),
    registeredPopulation: integer('户籍人口', 0, largestCount),
    floatingPopulation: integer('流动人口', 0, largestCount),
    sizeWaiver: text('规模豁免理由', { optional: true }),
    schedule: text('定时', { optional: true }),
    posts: text('定岗', { optional: true }),
    duties: text('定责', { optional: true }),
    standards: text('定管理标准', { optional: true }),
    rewardPunishment: text('定奖惩制度', { optional: true }),
  },
  check: checkTiling,
};

const roles: Sheet = {
  file: 'grid-roles.csv',
  entity: GridRoleAssignment,
  key: ['gridCode', 'role', 'staffNumber', 'startsOn'],
  columns: {
    gridCode: reference('网格编码', 'grids.csv', '网格编码'),
    role: oneOf('角色', Object.values(GridRole)),
    staffNumber: reference('工号', 'staff.csv', '工号'),
    startsOn: day('开始日期'),
    endsOn: day('结束日期', { optional: true }),
    fullTime: yesNo('是否专职'),
  },
};

/** The files of an office that become this subgraph's rows. */
export const gridSheets: readonly Sheet[] = [grids, roles, elements, skillSheet];
