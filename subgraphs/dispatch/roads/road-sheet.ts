import { code, day, reference, type Sheet, text } from '../../../kit/onboarding/sheet.js';
import { RoadSegment } from './road-segment.js';

/** The file of an office that becomes roads with their chiefs (DI-14). */
export const roadSheet: Sheet = {
  file: 'road-segments.csv',
  entity: RoadSegment,
  key: ['code'],
  columns: {
    code: code('路段编码', /^LD\d{12}$/, 'LD, the nine digits of the town and three more'),
    name: text('名称', { longest: 100 }),
    regionCode: reference('所在镇街', 'regions.csv', '区划代码'),
    line: {
      heading: '路线',
      read: (cell) => {
        const line = lineOf(cell);
        return line === null ? { problem: 'must be a WKT LINESTRING of longitude and latitude' } : { value: line };
      },
    },
    chiefNumber: reference('路长工号', 'staff.csv', '工号', { optional: true }),
    organizationCode: reference('路长所在队伍', 'organizations.csv', '机构编码', { optional: true }),
    chiefSince: day('任职日期', { optional: true }),
  },
};

function lineOf(cell: string): [number, number][] | null {
  const inner = /^LINESTRING\s*\(([-0-9., ]+)\)$/.exec(cell)?.[1];
  const points = (inner ?? '').split(',').map((pair) => pair.trim().split(/ +/).map(Number));
  const whole = points.every(([east = 200, north = 100, ...more]) => {
    return more.length === 0 && Math.abs(east) <= 180 && Math.abs(north) <= 90;
  });
  return whole && points.length >= 2 ? points.map(([east = 0, north = 0]) => [east, north]) : null;
}
