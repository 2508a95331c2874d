import { apportion, at, Chance } from './random.js';

/** How many live and trade in a third-level grid. */
export interface GridSize {
  readonly households: number;
  readonly enterprises: number;
  readonly registered: number;
  readonly floating: number;
  readonly special: boolean;
  /** Why a grid outside the standard keeps its size; empty when it is within, or when nobody has said why. */
  readonly waiver: string;
}

/** 江阴: every grid about 200–300 households and enterprises and 600–900 people (GR-02). */
export const sizeStandard = { units: [200, 300], people: [600, 900] } as const;

const outsideCount = 86;
const specialCount = 40;
const waivedGeneralCount = 3;

const specialWaivers = [
  '学校专属网格，以师生为主，无居民户',
  '产业园专属网格，以企业职工为主',
  '公园及河湖水面专属网格，常住人口少',
  '商业综合体专属网格，以商户和从业人员为主',
];
const generalWaivers = [
  '安置房分期交付，入住完成前不调整',
  '自然村分散，按管辖面积从宽核定',
  '老旧小区整体改造，改造完成后重新核定',
];

/** The sizes of `count` grids: 86 of them outside the standard on purpose, half of these with a waiver. */
export function gridSizes(count: number, urban: (index: number) => boolean): GridSize[] {
  const chance = new Chance('grid sizes');
  const outside = chance.shuffle(Array.from({ length: count }, (_, index) => index)).slice(0, outsideCount);
  const place = new Map(outside.map((index, order) => [index, order]));
  return Array.from({ length: count }, (_, index) => {
    const order = place.get(index);
    const floatingShare = floatingShareOf(chance) * (urban(index) ? 1.25 : 1);
    if (order === undefined) return sized(chance, unitsWithin(chance), peopleWithin(chance), floatingShare);
    if (order < specialCount) return specialSize(chance, order);
    const plain = order % 2 === 0;
    const units = plain ? unitsWithin(chance) : pickOutside(chance, [162, 196], [304, 338]);
    const people = plain ? pickOutside(chance, [548, 596], [904, 968]) : peopleWithin(chance);
    const waived = order < specialCount + waivedGeneralCount;
    const waiver = waived ? at(generalWaivers, order - specialCount) : '';
    return { ...sized(chance, units, people, floatingShare), waiver };
  });
}

/** How many third-level grids each second-level grid has: more where more people live, three at least. */
export function basicGridCounts(total: number, urban: readonly boolean[]): number[] {
  const chance = new Chance('grid counts');
  const weights = urban.map((dense) => Math.max(0.2, chance.normal(dense ? 1.25 : 0.9, 0.35)));
  return apportion(total, weights, 3);
}

function specialSize(chance: Chance, order: number): GridSize {
  const size = sized(chance, chance.integer(18, 120), chance.integer(940, 1650), 0.7);
  return { ...size, special: true, waiver: at(specialWaivers, order % specialWaivers.length) };
}

function sized(chance: Chance, units: number, people: number, floatingShare: number): GridSize {
  const enterprises = Math.round(units * (0.03 + 0.2 * chance.next() * chance.next()));
  const floating = Math.round(people * Math.min(0.85, floatingShare));
  const registered = people - floating;
  return { households: units - enterprises, enterprises, registered, floating, special: false, waiver: '' };
}

function unitsWithin(chance: Chance): number {
  return clamp(Math.round(chance.normal(248, 26)), 201, 299);
}

function peopleWithin(chance: Chance): number {
  return clamp(Math.round(chance.normal(706, 72)), 602, 898);
}

function pickOutside(chance: Chance, low: readonly [number, number], high: readonly [number, number]): number {
  const [smallest, largest] = chance.next() < 0.5 ? low : high;
  return chance.integer(smallest, largest);
}

/** The second smallest of five uniforms has the distribution Beta(2, 4). */
function floatingShareOf(chance: Chance): number {
  const drawn = Array.from({ length: 5 }, () => chance.next()).sort((one, other) => one - other);
  return at(drawn, 1);
}

function clamp(value: number, smallest: number, largest: number): number {
  return Math.min(largest, Math.max(smallest, value));
}
