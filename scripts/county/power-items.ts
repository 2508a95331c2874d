import {
  delegatedLicences,
  delegatedServices,
  reservedPowers,
  zoneApprovals,
  type Approval,
} from './approval-items.js';
import { liabilityBasis, ruleBasis } from './laws.js';
import { gasActs, gasSubjects, powerDomains, type PowerDomain } from './power-domains.js';
import { apportion, at, Chance } from './random.js';
import { sheetFile, yesNo, type SheetFile } from './sheet-file.js';

/** A row of power-items.csv, and on which list the item stands. */
export interface PowerItem {
  readonly code: string;
  readonly name: string;
  readonly category: 'LICENSING' | 'PUBLIC_SERVICE' | 'PENALTY' | 'COMPULSION' | 'INSPECTION' | 'OTHER_POWER';
  readonly domain: string;
  readonly department: string;
  readonly legalBasis: string;
  readonly scope: string;
  readonly simple: boolean;
  readonly list: 'TOWN' | 'ZONE' | 'NONE';
}

type Draft = Omit<PowerItem, 'code' | 'department' | 'simple' | 'scope'> & { readonly scope?: string };

/** The first two digits of an item's code. */
const categoryCodes = {
  LICENSING: '01',
  PENALTY: '02',
  COMPULSION: '03',
  INSPECTION: '06',
  OTHER_POWER: '10',
  PUBLIC_SERVICE: '20',
} as const;

const penaltiesAndOthers = 815;
const gasItems = 46;
/** How the 815 divide, percent. */
const categoryShares = [87, 6, 4, 3] as const;

/** The 890 items of the towns' list (75 + 815), the 163 of the zones' and twelve that stay with the county. */
export function listPowers(): PowerItem[] {
  const chance = new Chance('power items');
  const approved = (list: 'TOWN' | 'ZONE', category: PowerItem['category']) => {
    return ([domain, law, name]: Approval): Draft => ({
      name,
      category,
      domain,
      legalBasis: ruleBasis(law, chance),
      list,
    });
  };
  const counts = apportion(
    penaltiesAndOthers,
    powerDomains.map(({ share }) => share),
  );
  const drafts: Draft[] = [
    ...delegatedLicences.map(approved('TOWN', 'LICENSING')),
    ...delegatedServices.map(approved('TOWN', 'PUBLIC_SERVICE')),
    ...powerDomains.flatMap((domain, index) => domainPowers(domain, at(counts, index), chance)),
    ...reservedPowers.map(([scope, domain, law, name]): Draft => {
      return { name, category: 'PENALTY', domain, legalBasis: liabilityBasis(law, chance), scope, list: 'NONE' };
    }),
    ...zoneApprovals.map(approved('ZONE', 'LICENSING')),
  ];
  return coded(drafts, chance);
}

/** The sheet power-items.csv. */
export function powerItemsSheet(items: readonly PowerItem[], county: string): SheetFile {
  return sheetFile(
    'power-items.csv',
    '事项编码,名称,类别,领域,原实施部门,法律依据,专属范围,简易程序,状态',
    items.map((item) => [
      item.code,
      item.name,
      item.category,
      item.domain,
      `${county}-${item.department}`,
      item.legalBasis,
      item.scope,
      yesNo(item.simple),
      'ACTIVE',
      'ours',
    ]),
  );
}

/** Numbers the items within category and domain: two digits, five digits, and three that tell the zones' apart. */
function coded(drafts: readonly Draft[], chance: Chance): PowerItem[] {
  const domains = new Map(powerDomains.map((domain) => [domain.name, domain]));
  const lastNumbers = new Map<string, number>();
  return drafts.map((draft) => {
    const domain = domains.get(draft.domain);
    if (!domain) throw new Error(`There is no domain ${draft.domain}.`);
    const family = `${categoryCodes[draft.category]}${domain.code}`;
    const number = (lastNumbers.get(family) ?? 0) + 1;
    lastNumbers.set(family, number);
    const ending = draft.list === 'ZONE' ? '100' : '000';
    return {
      ...draft,
      code: `${family}${String(number).padStart(3, '0')}${ending}`,
      department: domain.department,
      scope: draft.scope ?? 'TERRITORIAL',
      simple: draft.category === 'PENALTY' && draft.scope === undefined && chance.next() < 0.22,
    };
  });
}

function domainPowers(domain: PowerDomain, count: number, chance: Chance): Draft[] {
  const [penalties = 0, compulsions = 0, inspections = 0, others = 0] = apportion(count, categoryShares);
  const gas = domain.name === '住房和城乡建设' ? gasPenalties(chance) : [];
  const acts = Object.entries(domain.acts).flatMap(([law, names]) => names.map((act) => ({ law, act })));
  const pairs = domain.subjects.flatMap((subject) =>
    acts.map(({ law, act }) => ({ law, name: `对${subject}${act}的处罚` })),
  );
  const ordinary = chance.shuffle(pairs).slice(0, penalties - gas.length);
  const laws = Object.keys(domain.acts);
  const about = (category: PowerItem['category'], forms: readonly string[], wanted: number): Draft[] => {
    const names = forms.flatMap((form) => domain.objects.map((object) => form.replace('?', object)));
    return enough(names, wanted, domain.name).map((name) => draftOf(category, name, chance.pick(laws)));
  };
  const draftOf = (category: PowerItem['category'], name: string, law: string): Draft => {
    return { name, category, domain: domain.name, legalBasis: liabilityBasis(law, chance), list: 'TOWN' };
  };
  return [
    ...enough(ordinary, penalties - gas.length, domain.name).map(({ law, name }) => draftOf('PENALTY', name, law)),
    ...gas.map((name) => draftOf('PENALTY', name, '城镇燃气管理条例')),
    ...about('COMPULSION', ['查封?', '扣押与?有关的物品', '对?采取代履行措施'], compulsions),
    ...about('INSPECTION', ['对?的行政检查', '对?的专项检查', '对?的随机抽查'], inspections),
    ...about('OTHER_POWER', ['对?的责令改正', '对?投诉举报的处理', '对?信用信息的归集'], others),
  ];
}

function gasPenalties(chance: Chance): string[] {
  const names = gasSubjects.flatMap((subject) => gasActs.map((act) => `对${subject}${act}的处罚`));
  return chance.shuffle(names).slice(0, gasItems);
}

function enough<T>(items: readonly T[], wanted: number, domain: string): readonly T[] {
  if (items.length < wanted) throw new Error(`${domain} has names for ${items.length} items of ${wanted}.`);
  return items.slice(0, wanted);
}
