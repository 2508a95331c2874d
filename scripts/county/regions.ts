import { readSheet, type SheetFile } from './sheet-file.js';
import { cell, Tables } from './tables.js';

/** A row of regions.csv, the official statistical codes: the only input of the generator. */
export interface Region {
  readonly code: string;
  readonly parentCode: string;
  readonly level: string;
  readonly kind: string;
  readonly name: string;
}

/** The county and the regions below it, in the order of the official file. */
export interface County {
  readonly county: Region;
  readonly towns: readonly Region[];
  readonly communities: readonly Region[];
}

const file = 'regions.csv';

/** The official codes as they stand in the county's folder. */
export function regionsSheet(folder: string): SheetFile {
  return readSheet(folder, file);
}

/** Reads the county's regions; throws when the folder does not hold exactly one county. */
export function readCounty(folder: string): County {
  const tables = new Tables([regionsSheet(folder)]);
  const regions = tables.rows(file).map((row) => ({
    code: cell(row, '区划代码'),
    parentCode: cell(row, '上级代码'),
    level: cell(row, '级别'),
    kind: cell(row, '类型'),
    name: cell(row, '名称'),
  }));
  const [county, ...others] = regions.filter(({ level }) => level === 'county');
  if (!county || others.length > 0) throw new Error('regions.csv must hold exactly one county.');
  return {
    county,
    towns: regions.filter(({ level }) => level === 'town'),
    communities: regions.filter(({ level }) => level === 'village'),
  };
}

/** A community's name without the committee's: 文定社区居委会 is 文定社区, 常泽桥村委会 is 常泽桥村. */
export function placeName(region: Region): string {
  const name = region.name.replace(/(居民委员会|居委会|村委会)$/, '');
  return region.kind === 'VILLAGE' && !name.endsWith('村') ? `${name}村` : name;
}
