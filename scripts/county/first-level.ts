import { placeName, type County, type Region } from './regions.js';
import { sheetFile, type SheetFile } from './sheet-file.js';

/** Where a community stands in the grid tree. */
export interface CommunityPlace {
  readonly community: Region;
  readonly secondLevel: string;
  readonly firstLevel: string;
  /** Why the community has no second-level grid of its own; empty when it has one. */
  readonly mergeReason: string;
}

/** Zones whose communities belong to a surrounding town in the grid tree. */
const surroundingTown: Readonly<Record<string, string>> = {
  '320281403': '320281009',
  '320281404': '320281007',
  '320281405': '320281103',
  '320281406': '320281102',
};

/** The eleven communities without a grid of their own: the community that takes them in, and why. */
const merged: Readonly<Record<string, readonly [string, string]>> = {
  '320281001055': ['320281001001', '两社区相邻且规模偏小，共用社区用房，合并为一个二级网格'],
  '320281009062': ['320281009068', '同一安置住区的两个社区，合并为一个二级网格'],
  '320281103004': ['320281103002', '镇区相邻社区，户数不足以单设二级网格'],
  '320281103005': ['320281103003', '镇区相邻社区，户数不足以单设二级网格'],
  '320281107213': ['320281107212', '相邻村户数不足以单设二级网格，合并管理'],
  '320281109003': ['320281109006', '镇区相邻社区，户数不足以单设二级网格'],
  '320281400402': ['320281400016', '园区类统计代码，无常住居民户，并入相邻社区网格'],
  '320281403498': ['320281009208', '园区虚拟社区代码，无常住居民户，并入沿江相邻村网格'],
  '320281404498': ['320281007201', '园区虚拟社区代码，无常住居民户，并入相邻村网格'],
  '320281405401': ['320281405213', '园区类统计代码，无常住居民户，并入相邻村网格'],
  '320281405500': ['320281103200', '与街西村村委会同名同地，两个统计代码合为一个二级网格'],
};

/** Gives each community its second-level and first-level grid: 282 communities, 271 grids, 17 first-level grids. */
export function placeCommunities({ communities }: County): CommunityPlace[] {
  return communities.map((community) => {
    const [secondLevel, mergeReason] = merged[community.code] ?? [community.code, ''];
    const town = secondLevel.slice(0, 9);
    return { community, secondLevel, mergeReason, firstLevel: surroundingTown[town] ?? town };
  });
}

/** The towns and the zone that are first-level grids, in the order of the official file. */
export function firstLevelRegions(county: County): Region[] {
  return county.towns.filter(({ code }) => !(code in surroundingTown));
}

/** The sheet grid-communities.csv. */
export function gridCommunitiesSheet(places: readonly CommunityPlace[]): SheetFile {
  return sheetFile(
    'grid-communities.csv',
    '社区代码,二级网格代码,一级网格代码,合并理由',
    places.map(({ community, secondLevel, firstLevel, mergeReason }) => [
      community.code,
      secondLevel,
      firstLevel,
      mergeReason,
      'ours',
    ]),
  );
}

/** A second-level grid's name is its community's. */
export function secondLevelName(place: CommunityPlace): string {
  return placeName(place.community);
}
