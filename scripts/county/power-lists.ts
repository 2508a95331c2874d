import type { Organization } from './organizations.js';
import type { PowerItem } from './power-items.js';
import { at, Chance } from './random.js';
import { sheetFile, type SheetFile } from './sheet-file.js';

/** The code of the towns' list, 890 items. */
export const townList = 'JY-TOWN-POWERS';
/** The code of the zones' list, 163 approvals. */
export const zoneList = 'JY-ZONE-APPROVALS';
/** The code of the list of territorial duties. */
export const dutyList = 'JY-TERRITORIAL-DUTIES';

/** The code of the county's list of demands. */
export const demandList = 'JY-SAME-POWER-DEMANDS';

/** How many items the town list lost with its second version: 890 became 861. */
const removedCount = 29;

const firstVersionEnds = '2020-12-31';

/** A row of power-grants.csv. */
interface PowerGrant {
  readonly item: string;
  readonly grantee: string;
  readonly region: string;
  readonly mode: 'TRANSFER' | 'ENTRUSTMENT' | 'CONCENTRATION';
  readonly batch: string;
  readonly document: string;
  readonly published: string;
  readonly from: string;
  readonly to: string;
  readonly status: 'ACTIVE' | 'SUSPENDED' | 'WITHDRAWN';
}

/** The penalties that left the town list with version 2, spread over the domains. */
export function removedItems(items: readonly PowerItem[]): ReadonlySet<string> {
  const chance = new Chance('removed items');
  const penalties = items.filter(({ list, category, simple }) => list === 'TOWN' && category === 'PENALTY' && !simple);
  return new Set(
    chance
      .shuffle(penalties)
      .slice(0, removedCount)
      .map(({ code }) => code),
  );
}

/** The sheets power-lists.csv, power-list-versions.csv and power-list-entries.csv. */
export function powerListSheets(
  items: readonly PowerItem[],
  removed: ReadonlySet<string>,
  { duties, demands }: { readonly duties: readonly string[]; readonly demands: readonly string[] },
  county: string,
): SheetFile[] {
  const town = items.filter(({ list }) => list === 'TOWN').map(({ code }) => code);
  const zone = items.filter(({ list }) => list === 'ZONE').map(({ code }) => code);
  const entries = (list: string, version: number, codes: readonly string[]): string[][] =>
    codes.map((code) => [list, String(version), code, 'ours']);
  return [
    sheetFile('power-lists.csv', '清单编码,类型,所属区划,名称', [
      [townList, 'TOWN_POWER_LIST', county, '江阴市赋予镇（街）经济社会管理权限清单', 'official'],
      [zoneList, 'DEVELOPMENT_ZONE_GRANT_LIST', county, '高新区、临港经济开发区行政审批赋权清单', 'official'],
      [dutyList, 'TERRITORIAL_DUTY_LIST', county, '属地管理事项主体责任和配合责任清单', 'ours'],
      [demandList, 'SAME_POWER_DEMAND_LIST', county, '江阴市市县同权需求事项清单', 'official'],
    ]),
    sheetFile('power-list-versions.csv', '清单编码,版本,文号,公布日期,生效日期,失效日期', [
      [townList, '1', '澄权发〔2018〕1号', '2018-06-15', '2018-07-01', firstVersionEnds, 'ours'],
      [townList, '2', '澄权发〔2020〕9号', '2020-12-10', '2021-01-01', '', 'ours'],
      [zoneList, '1', '澄权发〔2018〕2号', '2018-06-15', '2018-07-01', '', 'ours'],
      [dutyList, '1', '澄权发〔2019〕3号', '2019-11-20', '2020-01-01', '', 'ours'],
      [demandList, '1', '澄权发〔2017〕5号', '2017-12-20', '2018-01-01', '', 'ours'],
    ]),
    sheetFile('power-list-entries.csv', '清单编码,版本,事项编码', [
      ...entries(townList, 1, town),
      ...entries(
        townList,
        2,
        town.filter((code) => !removed.has(code)),
      ),
      ...entries(zoneList, 1, zone),
      ...entries(dutyList, 1, duties),
      ...entries(demandList, 1, demands),
    ]),
  ];
}

/** Hands the items down: 610 a town on average, urban management whole, the rest in part; 163 to each of two zones. */
export function grantPowers(
  items: readonly PowerItem[],
  removed: ReadonlySet<string>,
  organizations: readonly Organization[],
): PowerGrant[] {
  const chance = new Chance('power grants');
  const town = items.filter(({ list }) => list === 'TOWN');
  const governments = organizations.filter(({ kind }) => kind === 'TOWN_GOVERNMENT');
  const sizes = modelTownFirst(chance.shuffle(grantCounts(governments.length)), governments);
  const towns = governments.flatMap((government, index) =>
    chosenFor(town, at(sizes, index), chance).map((item) => townGrant(item, government, removed, chance)),
  );
  const committees = organizations.filter(({ code }) => /^320281(400|404)-committee$/.test(code));
  const zones = committees.flatMap((committee) =>
    items
      .filter(({ list }) => list === 'ZONE')
      .map((item): PowerGrant => {
        const common = { item: item.code, grantee: committee.code, region: committee.region };
        return { ...common, ...batches.zone, mode: 'ENTRUSTMENT', to: '', status: 'ACTIVE' };
      }),
  );
  return [...towns, ...zones];
}

/** The sheet power-grants.csv. */
export function powerGrantsSheet(grants: readonly PowerGrant[]): SheetFile {
  return sheetFile(
    'power-grants.csv',
    '事项编码,承接机构,所在区划,方式,批次,文号,公布日期,生效日期,失效日期,状态',
    grants.map((grant) => [
      grant.item,
      grant.grantee,
      grant.region,
      grant.mode,
      grant.batch,
      grant.document,
      grant.published,
      grant.from,
      grant.to,
      grant.status,
      'ours',
    ]),
  );
}

const batches = {
  first: { batch: '2018-1', document: '澄权发〔2018〕1号', published: '2018-06-15', from: '2018-07-01' },
  second: { batch: '2018-2', document: '澄权发〔2018〕7号', published: '2018-11-20', from: '2018-12-01' },
  zone: { batch: '2018-Z', document: '澄权发〔2018〕2号', published: '2018-06-15', from: '2018-07-01' },
} as const;

/** Counts whose mean is 610 and whose standard deviation is 90, evenly placed along the normal distribution. */
function grantCounts(towns: number): number[] {
  const mean = 610;
  const deviation = 90;
  const steps = [0, 0.15, 0.31, 0.47, 0.65, 0.85, 1.1, 1.48, 1.89];
  const half = steps.slice(1, Math.floor(towns / 2) + 1).map((step) => Math.round(step * deviation));
  return [mean, ...half.map((distance) => mean - distance), ...half.map((distance) => mean + distance)];
}

/** 徐霞客镇, the article's model, holds the most: it changes places with whoever would. */
function modelTownFirst(sizes: readonly number[], governments: readonly Organization[]): number[] {
  const model = governments.findIndex(({ region }) => region === '320281104');
  const most = sizes.indexOf(Math.max(...sizes));
  return sizes.with(model, at(sizes, most)).with(most, at(sizes, model));
}

/** All approvals and services, all of urban management as far as the number goes, and a choice of the others. */
function chosenFor(items: readonly PowerItem[], count: number, chance: Chance): PowerItem[] {
  const first = items.filter(({ category, domain }) => {
    return category === 'LICENSING' || category === 'PUBLIC_SERVICE' || domain === '城市管理';
  });
  const others = items.filter((item) => !first.includes(item));
  const chosen = new Set([...first, ...chance.shuffle(others)].slice(0, count));
  // One town in three leaves out a few items of urban management, so that the domain is whole in some towns only.
  if (chance.next() < 0.34) {
    const left = first.filter(({ domain, category }) => domain === '城市管理' && category === 'PENALTY').slice(0, 6);
    const spare = others.filter((item) => !chosen.has(item)).slice(0, left.length);
    left.forEach((item) => chosen.delete(item));
    spare.forEach((item) => chosen.add(item));
  }
  return items.filter((item) => chosen.has(item));
}

function townGrant(
  item: PowerItem,
  government: Organization,
  removed: ReadonlySet<string>,
  chance: Chance,
): PowerGrant {
  const approval = item.category === 'LICENSING' || item.category === 'PUBLIC_SERVICE';
  const gone = removed.has(item.code);
  return {
    item: item.code,
    grantee: government.code,
    region: government.region,
    mode: approval ? (item.category === 'LICENSING' ? 'ENTRUSTMENT' : 'TRANSFER') : 'CONCENTRATION',
    ...(item.domain === '城市管理' || approval ? batches.first : batches.second),
    to: gone ? firstVersionEnds : '',
    status: gone ? 'WITHDRAWN' : !approval && chance.next() < 0.002 ? 'SUSPENDED' : 'ACTIVE',
  };
}
