import type { Effect, Guard, Moment } from '../../../kit/workflow/workflow.js';
import { Organization, OrganizationKind } from '../organization.js';
import { PowerItem } from '../power-item.js';
import type { ListChangeProposal } from './list-change-proposal.js';
import { consultedAs, source } from './proposal-conditions.js';

/** Whom the establishment office asks. */
export interface Consultation {
  readonly organizations: readonly string[];
}

/** What one of them says. */
export interface Opinion {
  readonly agrees: boolean;
  readonly opinion: string;
}

const most = 30;

/** Every party is one of the county, and named once. */
export const partiesFit: Guard<ListChangeProposal, Consultation> = {
  reason: 'PARTIES_UNFIT',
  code: 'INVALID',
  source,
  sentence: ({ regionCode }, { input: { organizations } }) => ({
    zh: `征求意见的单位须为 ${regionCode.slice(0, 6)} 的机构,不重复,1—${most} 家,收到 ${organizations.length} 家:${organizations.join('、').slice(0, 200)}。`,
    en: `Those who are asked are 1 to ${most} organisations of ${regionCode.slice(0, 6)}, each named once; got ${organizations.length}: ${organizations.join(', ').slice(0, 200)}.`,
  }),
  holds: async ({ regionCode }, { input: { organizations }, context: { session } }) => {
    if (organizations.length === 0 || organizations.length > most) return false;
    if (new Set(organizations).size < organizations.length) return false;
    const found = await Promise.all(organizations.map((code) => session.one(Organization, 'code', code)));
    return found.every((each) => each?.regionCode.startsWith(regionCode.slice(0, 6)));
  },
};

/** Besides those who are named, the item's department and the towns that it is taken from are always asked. */
export const askParties: Effect<ListChangeProposal, Consultation> = {
  title: {
    zh: '征求意见:所列单位、原实施部门、受影响的镇街',
    en: 'asks those who are named, the item’s department and the towns concerned',
  },
  apply: async (row, { input, context: { session } }) => {
    const item = await session.one(PowerItem, 'code', row.itemCode);
    const towns = await Promise.all(
      row.townCodes.map((code) => session.many(Organization, 'regionCode', code, ['code'])),
    );
    const governments = towns.flat().filter(({ kind }) => kind === OrganizationKind.TOWN_GOVERNMENT);
    const asked = new Set([
      ...input.organizations,
      ...(item ? [item.sourceOrganizationCode] : []),
      ...governments.map(({ code }) => code),
    ]);
    asked.delete(row.proposerCode);
    row.consultedCodes = [...asked].sort();
    row.partyCodes = [row.proposerCode, ...row.consultedCodes];
  },
};

/** Keeps an opinion with the proposal. */
export const keepOpinion: Effect<ListChangeProposal, Opinion> = {
  title: { zh: '记录意见', en: 'the opinion is kept' },
  apply: (row, { input, context: { caller }, now }) => {
    const organizationCode = consultedAs(row, caller) ?? '';
    const { agrees, opinion } = input;
    row.opinions = [...row.opinions, { organizationCode, agrees, opinion: opinion.trim(), at: now.toISOString() }];
  },
};

/** 逾期未答复: silence is written down, and nothing more is made of it. */
export const keepSilence: Effect<ListChangeProposal, object> = {
  title: { zh: '逾期未答复的记为无意见', en: 'who kept silent is recorded so' },
  apply: (row, { now, answers }) => {
    const silent = row.consultedCodes.filter((code) => answers[code]?.by === null);
    const at = now.toISOString();
    row.opinions = [
      ...row.opinions,
      ...silent.map((organizationCode) => ({ organizationCode, agrees: null, opinion: null, at })),
    ];
  },
};

/** Whether everybody who was asked has answered. */
export function allAnswered({ consultedCodes }: ListChangeProposal, { answers }: Moment<Opinion>): boolean {
  return consultedCodes.every((code) => code in answers);
}
