import type { Corner } from './boundaries.js';
import type { GridRow } from './grids.js';
import { creditCode } from './identity-numbers.js';
import { at, Chance } from './random.js';
import { sheetFile, type SheetFile } from './sheet-file.js';

/** A place that is inspected. */
interface Premises {
  readonly code: string;
  readonly name: string;
  readonly creditCode: string;
  readonly kind: string;
  readonly grid: string;
  readonly address: string;
  readonly place: Corner;
}

const premisesCount = 600;

/** How often each kind stands among the premises, and what such a place is called. */
const kinds: readonly (readonly [kind: string, weight: number, names: readonly string[]])[] = [
  ['SHOP', 34, ['便民超市', '五金商店', '服装店', '药房', '文具店']],
  ['RESTAURANT', 24, ['面馆', '快餐店', '小吃店', '家常菜馆']],
  ['FACTORY', 24, ['纺织厂', '金属制品厂', '包装材料厂', '机械加工厂', '塑料制品厂']],
  ['SITE', 8, ['安置房工地', '厂房扩建工地', '道路改造工地']],
  ['SCHOOL', 7, ['幼儿园', '实验小学', '初级中学']],
  ['GAS_STATION', 3, ['加油站', '液化气供应站']],
];
const words = [...'安宝诚达丰富恒华佳金聚康利隆美宁鹏强瑞盛泰万祥兴永裕源泽振'];

/** About 600 places, each within the polygon of its third-level grid. */
export function placePremises(grids: readonly GridRow[]): Premises[] {
  const chance = new Chance('premises');
  const basics = grids.filter(({ level }) => level === 'L3_BASIC');
  const titles = new Map(grids.map(({ code, name }) => [code, name]));
  return Array.from({ length: premisesCount }, (_, index): Premises => {
    const grid = chance.pick(basics);
    const [kind, , names] = kindFor(chance);
    const village = (titles.get(grid.parent) ?? '').replace(/网格$/, '');
    const town = (titles.get(grid.firstLevel) ?? '').replace(/网格$/, '');
    const title = `${chance.pick(words)}${chance.pick(words)}${chance.pick(names)}`;
    return {
      code: `CS${String(index + 1).padStart(6, '0')}`,
      name: kind === 'SITE' || kind === 'SCHOOL' ? `${village}${chance.pick(names)}` : `江阴市${village}${title}`,
      creditCode: creditCode(kind === 'SCHOOL' ? '12' : kind === 'FACTORY' ? '91' : '92', 20_000_000 + index * 7919),
      kind,
      grid: grid.code,
      address: `${town}${village}${chance.integer(1, 380)}号`,
      place: placeWithin(grid.ring, chance),
    };
  });
}

/** The sheet regulated-premises.csv. */
export function premisesSheet(premises: readonly Premises[]): SheetFile {
  return sheetFile(
    'regulated-premises.csv',
    '场所编码,名称,统一社会信用代码,类型,所在网格,地址,经度,纬度',
    premises.map((each) => [
      each.code,
      each.name,
      each.creditCode,
      each.kind,
      each.grid,
      each.address,
      ...each.place.map((micro) => (micro / 1e6).toFixed(6)),
      'ours',
    ]),
  );
}

/** Whether a place lies inside a ring: an upward line from it crosses the ring an odd number of times. */
export function isWithin([x, y]: Corner, ring: readonly Corner[]): boolean {
  return ring.reduce((inside, [x1, y1], index) => {
    const [x2, y2] = at(ring, (index + 1) % ring.length);
    const crosses = x1 > x !== x2 > x && y < y1 + ((x - x1) / (x2 - x1)) * (y2 - y1);
    return crosses ? !inside : inside;
  }, false);
}

function kindFor(chance: Chance): (typeof kinds)[number] {
  let left = chance.next() * kinds.reduce((sum, [, weight]) => sum + weight, 0);
  return kinds.find(([, weight]) => (left -= weight) < 0) ?? at(kinds, 0);
}

/** A point inside a ring. */
export function placeWithin(ring: readonly Corner[], chance: Chance): Corner {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const place = [
      chance.integer(Math.min(...xs), Math.max(...xs)),
      chance.integer(Math.min(...ys), Math.max(...ys)),
    ] as const;
    if (isWithin(place, ring)) return place;
  }
  throw new Error('A polygon has hardly any room.');
}
