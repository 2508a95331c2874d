import { departments, specialisedTeams } from './departments.js';
import { firstLevelRegions } from './first-level.js';
import { creditCode } from './identity-numbers.js';
import { Chance } from './random.js';
import type { County, Region } from './regions.js';
import { sheetFile, type Origin, type SheetFile } from './sheet-file.js';
import { townOffices, townStations, zoneOffices } from './town-bodies.js';

/** A row of organizations.csv. */
export interface Organization {
  readonly code: string;
  readonly name: string;
  readonly short: string;
  readonly kind: string;
  readonly region: string;
  readonly parent: string;
  /** The two characters that its credit code begins with; empty for a part of another body. */
  readonly creditKind: string;
  readonly management: '' | 'TERRITORIAL' | 'DUAL' | 'VERTICAL';
  readonly signboard: string;
  readonly origin: Origin;
}

const organ = '11';
const institution = '12';

/** All bodies of the county, parents before children. */
export function organize(county: County): Organization[] {
  const own = (ending: string): string => `${county.county.code}-${ending}`;
  const bodies = departments.map((each) =>
    body({
      code: own(each.ending),
      name: each.name,
      short: each.short,
      kind: each.kind,
      region: county.county.code,
      creditKind: /中心|馆|党校/.test(each.name) ? institution : organ,
      signboard: each.signboard,
      origin: each.origin,
    }),
  );
  const teams = [
    ...specialisedTeams,
    { domain: '综合执法', department: 'urban-management', name: '江阴市综合行政执法大队' },
  ].map(({ domain, department, name }) =>
    body({
      code: own(`${department}-team`),
      name,
      short: `${domain}大队`,
      kind: 'ENFORCEMENT_TEAM',
      region: county.county.code,
      parent: own(department),
      creditKind: institution,
    }),
  );
  const chance = new Chance('organizations');
  const zones = county.towns.filter(({ kind }) => kind === 'DEVELOPMENT_ZONE').flatMap(zoneBodies);
  const towns = firstLevelRegions(county).flatMap((town) => townBodies(town, chance.integer(7, 10), own));
  return [...bodies, ...teams, ...zones, ...towns];
}

/** The sheet organizations.csv. */
export function organizationsSheet(organizations: readonly Organization[]): SheetFile {
  return sheetFile(
    'organizations.csv',
    '机构编码,名称,简称,类型,所在区划,上级机构,统一社会信用代码,管理体制,挂牌',
    organizations.map((each, index) => [
      each.code,
      each.name,
      each.short,
      each.kind,
      each.region,
      each.parent,
      each.creditKind && creditCode(each.creditKind, 10_000_000 + index * 7919),
      each.management,
      each.signboard,
      each.origin,
    ]),
  );
}

function body(
  given: Pick<Organization, 'code' | 'name' | 'short' | 'kind' | 'region'> & Partial<Organization>,
): Organization {
  return { parent: '', creditKind: '', management: '', signboard: '', origin: 'ours', ...given };
}

/** A zone's committee; the two zones that the article names have ten offices each. */
function zoneBodies(zone: Region): Organization[] {
  const region = zone.code;
  const committee = body({
    code: `${region}-committee`,
    name: `${zone.name}管理委员会`,
    short: `${zone.name}管委会`,
    kind: 'ZONE_COMMITTEE',
    region,
    creditKind: organ,
  });
  if (region !== '320281404') return [committee];
  const offices = zoneOffices.map(({ ending, name }) =>
    body({
      code: `${region}-${ending}`,
      name: `${zone.name}${name}`,
      short: name,
      kind: 'TOWN_OFFICE',
      region,
      parent: committee.code,
    }),
  );
  return [committee, ...offices];
}

/** The town's government, its 7 to 10 offices, the three platforms, two institutions and four stationed agencies. */
function townBodies(town: Region, officeCount: number, own: (ending: string) => string): Organization[] {
  const region = town.code;
  const zone = town.kind === 'DEVELOPMENT_ZONE';
  const code = `${region}-government`;
  const short = zone ? '高新区' : town.name;
  const ending = zone ? '社会治理委员会' : town.kind === 'SUBDISTRICT' ? '办事处' : '人民政府';
  const head = body({
    code,
    name: zone ? `江阴高新区${ending}` : `${town.name}${ending}`,
    short: zone ? '高新区社会治理委' : `${town.name}${ending}`,
    kind: 'TOWN_GOVERNMENT',
    region,
    parent: zone ? `${region}-committee` : '',
    creditKind: organ,
  });
  const part = (name: string, ending: string, kind: string, more: Partial<Organization> = {}): Organization =>
    body({ code: `${region}-${ending}`, name: `${short}${name}`, short: name, kind, region, parent: code, ...more });
  const platform = { creditKind: institution, management: 'TERRITORIAL' } as const;
  const count = zone ? townOffices.length : officeCount;
  return [
    head,
    ...townOffices.slice(0, count).map(({ name, ending }) => part(name, ending, 'TOWN_OFFICE')),
    part('管理服务指挥中心', 'command-centre', 'COMMAND_CENTRE', platform),
    part('政务服务中心', 'service-centre', 'SERVICE_CENTRE', platform),
    part('综合执法局', 'enforcement-bureau', 'ENFORCEMENT_BUREAU', { ...platform, creditKind: organ }),
    part('农业农村服务中心', 'rural-service-institution', 'TOWN_PUBLIC_INSTITUTION', platform),
    part('文化体育服务中心', 'culture-sport-institution', 'TOWN_PUBLIC_INSTITUTION', platform),
    ...townStations.map(({ name, ending, department, management, creditKind }) =>
      part(name, ending, 'STATION_AGENCY', { parent: own(department), management, creditKind }),
    ),
  ];
}
