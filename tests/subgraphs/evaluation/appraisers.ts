import type { TestAccount } from '../../support/accounts.js';
import type { PortalSettings } from '../../support/portal.js';
import { type OfficePortal, openOffices, type Seen } from '../authority/offices.js';

const county = ['320281'];
const town = ['320281104'];

/** 徐霞客镇’s people by the posts that they take in these tests; the first leads 党建统领, the one on B01 经济生态. */
export const people: Readonly<Record<string, string>> = {
  A01: 'JY001359',
  A04: 'JY001363',
  A05: 'JY001364',
  A06: 'JY001365',
  A07: 'JY001366',
  A09: 'JY001367',
  A10: 'JY001368',
  B01: 'JY001371',
  B04: 'JY001372',
  B05: 'JY001373',
};

/** Who appraises, leads, rates and is rated in 徐霞客镇, and who is from elsewhere. */
export const appraisers: readonly TestAccount[] = [
  {
    username: 'evaluator',
    roles: ['evaluator'],
    regions: county,
    organizations: ['320281-evaluation-office'],
    staffNumber: 'JY000057',
  },
  { username: 'neighbour', roles: ['evaluator', 'town_leader'], regions: ['320281001'] },
  {
    username: 'leader',
    roles: ['town_leader'],
    regions: town,
    organizations: ['320281104-government'],
    staffNumber: 'JY001354',
  },
  ...Object.entries(people).map(([post, staffNumber]) => ({
    username: post,
    roles: post.endsWith('01') ? ['module_leader', 'cadre'] : ['cadre'],
    regions: town,
    staffNumber,
  })),
];

/** A scorecard as the tests look at it. */
export interface Card extends Seen {
  readonly tier: number;
  readonly total: string | null;
  readonly tierRank: number | null;
  readonly tierSize: number | null;
  readonly coefficient: string | null;
  readonly staffMember: { readonly number: string };
  readonly scores: readonly {
    readonly code: string;
    readonly raw: string | null;
    readonly weighted: string | null;
    readonly weight: string;
    readonly unrated: number;
  }[];
}

/** A portal whose people are appraised. */
export interface AppraisalPortal extends OfficePortal {
  /** Puts somebody on a post from 2026 on. */
  appoint(post: string, change?: object): Promise<void>;
  /** The row of a post. */
  post(code: string): Promise<{ readonly id: string; readonly version: number }>;
  /** Makes a version of the county’s scheme, in which the ratings alone count unless told. */
  define(change?: object): Promise<string>;
  /** The reason for which a version is refused. */
  undefinable(change: object): Promise<string | undefined>;
  /** Opens an appraisal of the town and begins to rate. */
  collect(change?: object): Promise<Seen>;
  /** The appraisal as it stands. */
  cycle<T extends object>(id: string, fields?: string): Promise<T & Seen>;
  /** The scorecards of an appraisal by the post's people. */
  cards(cycleId: string): Promise<Readonly<Record<string, Card>>>;
  /** Rates somebody of the module whose leader is given, as its leader. */
  rate(cycleId: string, as: string, post: string, score: string): Promise<void>;
}

/** The last quarter that is over at the moment at which tests stand. */
export const quarter = {
  region: '320281104',
  kind: 'QUARTERLY',
  name: '2026年第三季度',
  startsOn: '2026-07-01',
  endsOn: '2026-09-30',
};

/** A scheme in which the leader's rating alone counts, so that totals are what was rated. */
const ratingsAlone = {
  county: '320281',
  kind: 'CADRE',
  name: '只计模块评分',
  effectiveFrom: '2026-01-01',
  dimensions: [{ code: 'moduleRating', name: '模块评分', weight: '1', indicator: '模块负责人评分' }],
};

const defining = `mutation ($scheme: AppraisalSchemeInput!) {
  found: defineAppraisalScheme(scheme: $scheme) { code }
}`;

const cardFields = `id version state tier total tierRank tierSize coefficient staffMember { number }
  scores { code raw weighted weight unrated }`;

/** Opens a portal for tests of appraisals. Close it when done. */
export async function openAppraisers(settings: PortalSettings = {}): Promise<AppraisalPortal> {
  const portal = await openOffices({ accounts: appraisers, ...settings }, 'evaluation');
  const asked = async <T>(query: string, variables: object, as: string): Promise<T> => {
    const { data, errors } = await portal.ask(query, { ...variables }, { as });
    if (errors) throw new Error(errors.map(({ message }) => message).join(' '));
    return (data as Record<string, unknown>)['found'] as T;
  };
  const post = (code: string) =>
    asked<{ id: string; version: number }>(
      'query ($code: ID!) { found: post(code: $code) { id version } }',
      { code },
      'leader',
    );
  const cards = async (id: string): Promise<Record<string, Card>> => {
    const { scorecards } = await asked<{ scorecards: { edges: { node: Card }[] } }>(
      `query ($id: ID!) { found: appraisalCycle(id: $id) { scorecards(first: 100) { edges { node { ${cardFields} } } } } }`,
      { id },
      'evaluator',
    );
    const byNumber = new Map(scorecards.edges.map(({ node }) => [node.staffMember.number, node]));
    return Object.fromEntries(
      Object.entries(people).flatMap(([code, number]) => {
        const card = byNumber.get(number);
        return card ? [[code, card]] : [];
      }),
    );
  };
  return {
    ...portal,
    post,
    cards,
    appoint: async (code, change = {}) => {
      const given = { ...(await post(code)), staff: people[code], startsOn: '2026-01-01', ...change };
      await asked(
        `mutation ($id: ID!, $version: Int!, $staff: ID!, $startsOn: Date!, $isPrimary: Boolean) {
          found: appointToPost(id: $id, version: $version, staff: $staff, startsOn: $startsOn, isPrimary: $isPrimary) { id }
        }`,
        given,
        'leader',
      );
    },
    define: async (change = {}) => {
      const scheme = { ...ratingsAlone, ...change };
      return (await asked<{ code: string }>(defining, { scheme }, 'evaluator')).code;
    },
    undefinable: async (change) => {
      const scheme = { ...ratingsAlone, ...change };
      const { errors } = await portal.ask(defining, { scheme }, { as: 'evaluator' });
      return errors?.[0]?.extensions.reason;
    },
    collect: async (change = {}) => {
      const opened = await portal.act('evaluator', 'openAppraisalCycle', { ...quarter, ...change });
      return portal.act('evaluator', 'collectRatings', { ...opened });
    },
    cycle: (id, fields = '') =>
      asked(`query ($id: ID!) { found: appraisalCycle(id: $id) { id version state ${fields} } }`, { id }, 'evaluator'),
    rate: async (cycleId, as, code, score) => {
      const card = (await cards(cycleId))[code];
      if (!card) throw new Error(`Nobody on ${code} has a scorecard.`);
      await portal.act(as, 'rateModuleMember', { ...card, score });
    },
  };
}
