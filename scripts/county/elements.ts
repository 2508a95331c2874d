import type { Corner } from './boundaries.js';
import type { RoleHolding } from './grid-roles.js';
import type { GridRow } from './grids.js';
import { citizenNumber, creditCode } from './identity-numbers.js';
import { personName } from './person-names.js';
import { placeWithin } from './premises.js';
import { at, Chance } from './random.js';
import { sheetFile, type SheetFile } from './sheet-file.js';
import type { StaffMember } from './staff.js';

/** One entry of a grid's registry, without the code and who verified it. */
interface Entry {
  readonly kind: 'PERSON' | 'PLACE' | 'FACILITY' | 'ORGANIZATION';
  readonly name: string;
  readonly identifier: string;
  readonly address: string;
  readonly place: Corner | null;
  readonly phone: string;
  readonly care: string;
}

interface Element extends Entry {
  readonly code: string;
  readonly grid: string;
  readonly town: string;
  readonly verifiedOn: string;
  readonly verifiedBy: string;
}

/** The pilot town, whose first grids have a registry; the others are still to be collected. */
const pilot = '320281104';
const pilotGrids = 20;

const letters = { PERSON: 'R', PLACE: 'P', FACILITY: 'F', ORGANIZATION: 'O' } as const;
const kinds = ['PERSON', 'PLACE', 'FACILITY', 'ORGANIZATION'] as const;
const perGrid = { PERSON: 6, PLACE: 3, FACILITY: 3, ORGANIZATION: 2 } as const;

const cares = ['', '', '', '', 'LOW_INCOME', 'ELDERLY_ALONE', 'VETERAN', 'DISABLED', 'ELDERLY_ALONE、DISABLED'];
const places = ['居民楼', '文化广场', '停车场', '老年活动室', '健身点'];
/** Components in the manner of GB/T 30428.2: major class and class, and a name. */
const components = [
  ['0101', '上水井盖'],
  ['0126', '路灯'],
  ['0201', '公共厕所'],
  ['0203', '垃圾箱'],
  ['0110', '消火栓'],
] as const;
const traders = ['早餐店', '理发店', '水果店', '修车铺', '快递驿站'];

/** The registry of the pilot town's first twenty third-level grids; nobody and nothing in it exists. */
export function registerElements(
  grids: readonly GridRow[],
  holdings: readonly RoleHolding[],
  people: readonly StaffMember[],
): Element[] {
  const chance = new Chance('grid elements');
  const basics = grids.filter(({ level, firstLevel }) => level === 'L3_BASIC' && firstLevel === pilot);
  const officers = new Map(
    holdings.filter(({ role }) => role === 'GRID_OFFICER').map(({ grid, person }) => [grid, at(people, person).number]),
  );
  return basics.slice(0, pilotGrids).flatMap((grid, order) =>
    kinds.flatMap((kind) =>
      Array.from({ length: perGrid[kind] }, (_, index): Element => {
        const serial = order * 100 + index + 1;
        const verified = chance.next() < 0.8;
        return {
          ...drawEntry(kind, grid, serial, chance),
          code: `${grid.code}${letters[kind]}${String(index + 1).padStart(4, '0')}`,
          grid: grid.code,
          town: grid.firstLevel,
          verifiedOn: verified ? `2026-${pad(chance.integer(1, 10))}-${pad(chance.integer(1, 28))}` : '',
          verifiedBy: verified ? (officers.get(grid.code) ?? '') : '',
        };
      }),
    ),
  );
}

/** The sheet grid-elements.csv. */
export function elementsSheet(elements: readonly Element[]): SheetFile {
  return sheetFile(
    'grid-elements.csv',
    '要素编码,所在网格,一级网格,类型,名称,标识号码,地址,经度,纬度,手机号,关爱类别,核实日期,核实人',
    elements.map((each) => [
      each.code,
      each.grid,
      each.town,
      each.kind,
      each.name,
      each.identifier,
      each.address,
      ...(each.place ? each.place.map((micro) => (micro / 1e6).toFixed(6)) : ['', '']),
      each.phone,
      each.care,
      each.verifiedOn,
      each.verifiedBy,
      'ours',
    ]),
  );
}

function drawEntry(kind: Entry['kind'], grid: GridRow, serial: number, chance: Chance): Entry {
  const address = `${grid.name.replace(/第.*$/, '')}${chance.integer(1, 200)}号`;
  const nowhere = { place: null, phone: '', care: '' };
  switch (kind) {
    case 'PERSON': {
      const birthday = `${chance.integer(1938, 2004)}${pad(chance.integer(1, 12))}${pad(chance.integer(1, 28))}`;
      const identifier = citizenNumber(birthday, (serial * 7) % 1000);
      const phone = `1390000${8000 + serial}`;
      return { ...nowhere, kind, name: personName(chance), identifier, address, phone, care: chance.pick(cares) };
    }
    case 'PLACE': {
      const name = `${grid.name}${chance.pick(places)}`;
      const identifier = `${grid.parent}${String(serial).padStart(6, '0')}`;
      return { ...nowhere, kind, name, identifier, address, place: placeWithin(grid.ring, chance) };
    }
    case 'FACILITY': {
      const [component, name] = chance.pick(components);
      const identifier = `${grid.code.slice(0, 6)}${component}${String(serial).padStart(6, '0')}`;
      return { ...nowhere, kind, name, identifier, address: '', place: placeWithin(grid.ring, chance) };
    }
    case 'ORGANIZATION': {
      const name = `${grid.name.replace(/第.*$/, '')}${chance.pick(traders)}`;
      return { ...nowhere, kind, name, identifier: creditCode('92', 50_000_000 + serial * 7919), address };
    }
  }
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
