import { areaOf, outlineOf, polygonText, settleCorners, type Corner } from './boundaries.js';
import { firstLevelRegions, secondLevelName, type CommunityPlace } from './first-level.js';
import { basicGridCounts, gridSizes, type GridSize } from './grid-sizes.js';
import { partitionCounty, type Part } from './partition.js';
import { at, Chance } from './random.js';
import type { County } from './regions.js';
import { sheetFile, type SheetFile } from './sheet-file.js';
import { sixFixedTexts, withBlank, type SixFixedTexts } from './six-fixed-texts.js';

/** A grid of any level, as grids.csv has it. */
export interface GridRow {
  readonly code: string;
  readonly parent: string;
  readonly level: 'L1_TOWN' | 'L2_VILLAGE' | 'L3_BASIC';
  readonly state: 'ACTIVE' | 'DRAFT';
  readonly name: string;
  readonly community: string;
  readonly firstLevel: string;
  readonly ring: readonly Corner[];
  readonly area: number;
  readonly size: GridSize;
  readonly texts: SixFixedTexts | null;
  /** Which of the six roles nobody holds, in a draft that lacks its 定人. */
  readonly roleMissing: string;
}

/** Eight drafts: what each of them lacks, a role of the six or the place of a blank text. */
const drafts: readonly (string | number)[] = ['LIAISON', 0, 1, 2, 3, 4, 'PATROLLER', 'INFORMATION_OFFICER'];
const basicTotal = 1557;

interface BasicPlan {
  readonly code: string;
  readonly order: number;
  readonly place: CommunityPlace;
  readonly community: string;
}

/** Draws the county's three levels of grids: 17, 271 and 1,557, parents before children. */
export function drawGrids(county: County, places: readonly CommunityPlace[]): GridRow[] {
  const secondLevel = places.filter(({ mergeReason }) => mergeReason === '');
  const counts = basicGridCounts(
    basicTotal,
    secondLevel.map(({ community }) => community.kind === 'COMMUNITY'),
  );
  const plans = secondLevel.flatMap((place, index) => basicPlans(place, at(counts, index), places));
  const towns = firstLevelRegions(county);
  const { mesh, faceOf } = partitionCounty(
    partsOf(
      towns.map(({ code }) => code),
      secondLevel,
      plans,
    ),
    new Chance('cuts'),
  );
  const corners = settleCorners(mesh, new Chance('corners'));
  const ringOf = (codes: readonly string[]): Corner[] => {
    const faces = codes.map((code) => at(mesh.faces, faceOf.get(code) ?? -1));
    return outlineOf(faces).map((corner) => at(corners, corner));
  };
  const basics = basicRows(plans, ringOf);
  const seconds = secondLevel.map((place): GridRow => {
    const children = basics.filter(({ parent }) => parent === place.secondLevel);
    const named = { code: place.secondLevel, parent: place.firstLevel, name: `${secondLevelName(place)}网格` };
    return { ...groupRow(children, ringOf), ...named, level: 'L2_VILLAGE', community: place.secondLevel };
  });
  const firsts = towns.map((town): GridRow => {
    const children = basics.filter(({ firstLevel }) => firstLevel === town.code);
    const named = { code: town.code, parent: '', name: `${town.name}网格` };
    return { ...groupRow(children, ringOf), ...named, level: 'L1_TOWN', community: '' };
  });
  return [...firsts, ...seconds, ...basics];
}

/** The sheet grids.csv. */
export function gridsSheet(grids: readonly GridRow[]): SheetFile {
  return sheetFile(
    'grids.csv',
    '网格编码,上级网格,级别,类型,状态,名称,所在社区,一级网格,边界,户数,企业数,户籍人口,流动人口,规模豁免理由,定时,定岗,定责,定管理标准,定奖惩制度',
    grids.map(({ size, texts, ...grid }) => [
      grid.code,
      grid.parent,
      grid.level,
      size.special ? 'SPECIAL' : 'GENERAL',
      grid.state,
      grid.name,
      grid.community,
      grid.firstLevel,
      polygonText(grid.ring),
      ...[size.households, size.enterprises, size.registered, size.floating].map(String),
      size.waiver,
      texts?.schedule ?? '',
      texts?.posts ?? '',
      texts?.duties ?? '',
      texts?.standards ?? '',
      texts?.rewards ?? '',
      'ours',
    ]),
  );
}

/** The last grids of a community that took another one in stand on the other one's ground. */
function basicPlans(place: CommunityPlace, count: number, places: readonly CommunityPlace[]): BasicPlan[] {
  const joined = places.filter((other) => other.mergeReason !== '' && other.secondLevel === place.secondLevel);
  return Array.from({ length: count }, (_, index) => {
    const community = joined[count - 1 - index]?.community.code ?? place.community.code;
    const code = `${place.secondLevel}${String(index + 1).padStart(3, '0')}`;
    return { code, order: index + 1, place, community };
  });
}

function partsOf(
  towns: readonly string[],
  secondLevel: readonly CommunityPlace[],
  plans: readonly BasicPlan[],
): Part[] {
  const chance = new Chance('room');
  const group = (code: string, parts: readonly Part[]): Part => ({
    code,
    parts,
    room: parts.reduce((sum, { room }) => sum + room, 0),
  });
  const basic = Map.groupBy(plans, ({ place }) => place.secondLevel);
  return towns.map((town) => {
    const places = secondLevel.filter(({ firstLevel }) => firstLevel === town);
    const seconds = places.map((place) => {
      const dense = place.community.kind === 'COMMUNITY' ? 0.45 : 1;
      const parts = (basic.get(place.secondLevel) ?? []).map(({ code }) => {
        return { code, room: dense * (0.75 + 0.7 * chance.next()), parts: [] };
      });
      return group(place.secondLevel, parts);
    });
    return group(town, seconds);
  });
}

function basicRows(plans: readonly BasicPlan[], ringOf: (codes: readonly string[]) => Corner[]): GridRow[] {
  const dense = (index: number): boolean => at(plans, index).place.community.kind === 'COMMUNITY';
  const sizes = gridSizes(plans.length, dense);
  const draftAt = draftPlaces(plans, sizes);
  return plans.map(({ code, order, place, community }, index): GridRow => {
    const size = at(sizes, index);
    const full = sixFixedTexts(size.special ? 'special' : dense(index) ? 'urban' : 'rural');
    const lack = draftAt.get(index);
    const ring = ringOf([code]);
    return {
      code,
      parent: place.secondLevel,
      level: 'L3_BASIC',
      state: lack === undefined ? 'ACTIVE' : 'DRAFT',
      name: `${secondLevelName(place)}第${order}网格${size.special ? '（专属）' : ''}`,
      community,
      firstLevel: place.firstLevel,
      ring,
      area: areaOf(ring),
      size,
      texts: typeof lack === 'number' ? withBlank(full, lack) : full,
      roleMissing: typeof lack === 'string' ? lack : '',
    };
  });
}

/** The first drafts lie in 徐霞客镇, where the article's model comes from; the others are spread over the county. */
function draftPlaces(plans: readonly BasicPlan[], sizes: readonly GridSize[]): ReadonlyMap<number, string | number> {
  const plain = plans.flatMap((plan, index) => {
    const size = at(sizes, index);
    return plan.order === 3 && !size.special && size.waiver === '' ? [{ index, town: plan.place.firstLevel }] : [];
  });
  const local = plain.filter(({ town }) => town === '320281104').slice(0, 3);
  const others = plain.filter(({ town }) => town !== '320281104');
  const spread = drafts.slice(local.length).map((_, order) => at(others, 7 + order * 45));
  return new Map([...local, ...spread].map(({ index }, order) => [index, at(drafts, order)]));
}

function groupRow(
  children: readonly GridRow[],
  ringOf: (codes: readonly string[]) => Corner[],
): Omit<GridRow, 'code' | 'parent' | 'name' | 'level' | 'community'> {
  const ring = ringOf(children.map(({ code }) => code));
  const sum = (figure: (size: GridSize) => number): number => children.reduce((all, { size }) => all + figure(size), 0);
  return {
    state: 'ACTIVE',
    firstLevel: at(children, 0).firstLevel,
    ring,
    area: areaOf(ring),
    size: {
      households: sum(({ households }) => households),
      enterprises: sum(({ enterprises }) => enterprises),
      registered: sum(({ registered }) => registered),
      floating: sum(({ floating }) => floating),
      special: false,
      waiver: '',
    },
    texts: null,
    roleMissing: '',
  };
}
