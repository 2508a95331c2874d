import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

interface Powers {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly {
    readonly node: { readonly item: { readonly code: string }; readonly region: { readonly code: string } };
  }[];
}

const ownPowers = `query ($after: String) {
  me { organizations { code powers(first: 100, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { item { code } region { code } } }
  } } }
}`;

/** Every grant of the caller's one organisation, page by page. */
async function powersOf(
  username: string,
): Promise<{ organization: string; totals: number[]; grants: Powers['edges'][number]['node'][] }> {
  const grants = [];
  const totals = [];
  for (let after: string | null = null; ;) {
    const { data, errors } = await portal.ask(ownPowers, { after }, { as: username });
    expect(errors).toBeUndefined();
    const [own] = (data as never)['me']['organizations'] as { code: string; powers: Powers }[];
    if (!own) throw new Error(`${username} belongs to no organisation.`);
    grants.push(...own.powers.edges.map(({ node }) => node));
    totals.push(own.powers.totalCount);
    after = own.powers.pageInfo.endCursor;
    if (!own.powers.pageInfo.hasNextPage) return { organization: own.code, totals, grants };
  }
}

test('the clerk of the zone 临港 sees exactly 163 grants of the own organisation', async () => {
  const { organization, totals, grants } = await powersOf('zone.clerk');

  expect(organization).toBe('320281404-committee');
  expect(totals).toEqual([163, 163]);
  expect(new Set(grants.map(({ item }) => item.code)).size).toBe(163);
  expect(new Set(grants.map(({ region }) => region.code))).toEqual(new Set(['320281404']));
});

test('the leader of a town sees the town’s grants, and none of the zone’s', async () => {
  const zone = await powersOf('zone.clerk');
  const town = await powersOf('town.leader');

  const ofZone = new Set(zone.grants.map(({ item }) => item.code));
  expect(town.organization).toBe('320281104-government');
  expect(town.totals[0]).toBe(754);
  expect(town.grants.filter(({ item }) => ofZone.has(item.code))).toEqual([]);
});

test('both zones hold the 163 of the list', async () => {
  const { data } = await portal.ask(`{
    powerList(kind: DEVELOPMENT_ZONE_GRANT_LIST, region: "320281") { version { entryCount } }
    east: organization(code: "320281400-committee") { powerCount }
    west: organization(code: "320281404-committee") { powerCount }
  }`);

  expect(data).toEqual({
    powerList: { version: { entryCount: 163 } },
    east: { powerCount: 163 },
    west: { powerCount: 163 },
  });
});

test('the own record is answered without the scope staff:read, and other staff are not', async () => {
  const { data, errors } = await portal.ask(
    '{ me { name roles staff { number name } regions { code } } staff { totalCount } }',
    {},
    { as: 'zone.clerk' },
  );

  expect(data).toEqual({
    me: {
      name: '姜辉',
      roles: ['zone_clerk'],
      staff: { number: 'JY000528', name: '姜辉' },
      regions: [{ code: '320281404' }],
    },
    staff: null,
  });
  expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['staff'], 'FORBIDDEN']]);
});

test('who is not logged in has no “me”', async () => {
  const { data, errors } = await portal.ask('{ me { organizations { code } } }');

  expect(data).toEqual({ me: null });
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});
