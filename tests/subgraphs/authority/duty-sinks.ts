import { officials, openOffices, type OfficePortal, type Seen } from './offices.js';

/** What 城管局 asks towns to take on. */
export const request = {
  title: '沿街商铺油烟净化设施日常检查',
  domain: '生态环境',
  content: '由镇街网格每月检查一次沿街商铺油烟净化设施。',
  legalBasis: '《大气污染防治法》第八十一条',
  endsOn: '2027-12-31',
  supports: [
    { kind: 'HEADCOUNT', quantity: '6', unit: '名' },
    { kind: 'VEHICLE', quantity: '61', unit: '辆' },
  ],
};

/** A portal whose towns’ leaders are known by their governments’ codes, and the course of a request. */
export interface SinkPortal extends OfficePortal {
  /** The 17 towns and streets of the county: the high-tech zone has no government. */
  readonly towns: readonly string[];
  /** Asks the towns, all unless told. */
  askTowns(change?: object): Promise<Seen>;
  consent(from: Seen, towns: readonly string[]): Promise<Seen>;
  /** From the legal review to the committee’s approval. */
  toApproval(from: Seen): Promise<Seen>;
}

/** Opens a portal for requests to sink a duty. Close it when done. */
export async function openSinks(): Promise<SinkPortal> {
  const towns = await governments();
  const portal = await openOffices({
    accounts: [
      ...officials.filter(({ roles }) => !roles.includes('town_leader')),
      ...towns.map((code) => ({
        username: code,
        roles: ['town_leader'],
        regions: [code.slice(0, 9)],
        organizations: [code],
        staffNumber: 'JY001354',
      })),
    ],
  });
  return {
    ...portal,
    towns,
    askTowns: async (change = {}) => {
      const drafted = await portal.act('urban', 'requestDutySink', { request: { ...request, towns, ...change } });
      return portal.act('urban', 'submitDutySink', { ...drafted });
    },
    consent: async (from, codes) => {
      let seen = from;
      for (const as of codes) seen = await portal.act(as, 'decideTownConsent', { ...seen, decision: 'CONSENTED' });
      return seen;
    },
    toApproval: async (from) => {
      const lawful = await portal.act('justice', 'reviewDutySinkLegality', {
        ...from,
        lawful: true,
        opinion: '合法。',
      });
      return portal.act('committee', 'approveDutySink', { ...lawful, decision: '同意。' });
    },
  };
}

async function governments(): Promise<string[]> {
  const finder = await openOffices();
  try {
    const { data } = await finder.ask(
      '{ organizations(kind: TOWN_GOVERNMENT, first: 100) { edges { node { code } } } }',
    );
    const { edges } = Object(data?.['organizations']) as { edges: { node: { code: string } }[] };
    return edges.map(({ node }) => node.code).sort();
  } finally {
    await finder.close();
  }
}
