import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const question = `query ($item: ID!, $region: ID!, $on: Date) {
  whoMayExercise(item: $item, region: $region, on: $on) {
    level reason sentence organization { code } grant { status }
  }
}`;

test('inside its scope a granted power is the town’s, also in the town’s villages', async () => {
  for (const region of ['320281104', '320281104200']) {
    const { data, errors } = await portal.ask(question, { item: '0204026000', region });

    expect(errors).toBeUndefined();
    expect(data).toEqual({
      whoMayExercise: {
        level: 'TOWN',
        reason: 'GRANTED',
        sentence: '已赋权属地行使。',
        organization: { code: '320281104-government' },
        grant: { status: 'ACTIVE' },
      },
    });
  }
});

test.each([
  ['0201221000', 'CROSS_TOWN', '320281-urban-management', '跨镇街事项,由县级部门行使。'],
  ['0203079000', 'URGENT', '320281-emergency', '急难险重事项,由县级部门行使。'],
  ['0206052000', 'SPECIAL_TECHNIQUE', '320281-ecology', '特种技术事项,由县级部门行使。'],
])('the reserved power %s stays with the county: %s', async (item, reason, organization, sentence) => {
  const { data } = await portal.ask(question, { item, region: '320281104' });

  expect(data).toEqual({
    whoMayExercise: { level: 'COUNTY', reason, sentence, organization: { code: organization }, grant: null },
  });
});

test('what was not handed down to the town, or no longer is, stays with the department', async () => {
  const never = await portal.ask(question, { item: '0202004000', region: '320281104' });
  const withdrawn = await portal.ask(question, { item: '0201001000', region: '320281104' });
  const before = await portal.ask(question, { item: '0201001000', region: '320281104', on: '2020-12-31' });

  expect(never.data).toMatchObject({
    whoMayExercise: { level: 'COUNTY', reason: 'NOT_DELEGATED', organization: { code: '320281-market-regulation' } },
  });
  expect(withdrawn.data).toMatchObject({
    whoMayExercise: { level: 'COUNTY', reason: 'NOT_IN_FORCE', organization: { code: '320281-urban-management' } },
  });
  expect(before.data).toMatchObject({
    whoMayExercise: { level: 'TOWN', reason: 'GRANTED', organization: { code: '320281104-government' } },
  });
});

test('a matter of the whole county crosses towns; a larger place is refused', async () => {
  const county = await portal.ask(question, { item: '0204026000', region: '320281' });
  const province = await portal.ask(question, { item: '0204026000', region: '32' });

  expect(county.data).toMatchObject({ whoMayExercise: { level: 'COUNTY', reason: 'CROSS_TOWN' } });
  expect(province.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID', reason: 'PLACE_ABOVE_COUNTY' });
});

test('an unknown item or place is NOT_FOUND', async () => {
  const item = await portal.ask(question, { item: 'nothing', region: '320281104' });
  const region = await portal.ask(question, { item: '0204026000', region: '999' });

  expect(item.errors?.[0]).toMatchObject({
    message: '没有键为「nothing」的 PowerItem。',
    extensions: { code: 'NOT_FOUND' },
  });
  expect(region.errors?.[0]).toMatchObject({
    message: '没有键为「999」的 Region。',
    extensions: { code: 'NOT_FOUND' },
  });
});

test.each(['2026-02-30', '0000-01-01', 'today'])('the day %s is refused', async (on) => {
  const { data, errors } = await portal.ask(question, { item: '0204026000', region: '320281104', on });

  expect(data).toEqual({ whoMayExercise: null });
  expect(errors?.[0]?.extensions.code).toBe('INVALID');
  expect(errors?.[0]?.message).toContain(on);
});

const grantOf = `query ($item: ID!) {
  powerGrants(item: $item, region: "320281104") {
    edges { node { id version status allowedActions { verb may reason whoMay } } }
  }
}`;
const suspend = `mutation ($id: ID!, $version: Int!, $reason: String!) {
  suspendPowerGrant(id: $id, version: $version, reason: $reason) { version status suspendedOn suspensionReason inForce }
}`;
const resume = `mutation ($id: ID!, $version: Int!) {
  resumePowerGrant(id: $id, version: $version) { version status suspendedOn suspensionReason inForce }
}`;

interface Grant {
  readonly id: string;
  readonly version: number;
  readonly allowedActions: readonly { readonly verb: string; readonly may: boolean; readonly reason: string | null }[];
}

async function readGrant(item: string, as: string): Promise<Grant> {
  const { data } = await portal.ask(grantOf, { item }, { as });
  const { edges } = (data as never)['powerGrants'] as { edges: { node: Grant }[] };
  if (!edges[0]) throw new Error(`320281104 holds no grant of ${item}.`);
  return edges[0].node;
}

test('a suspended power goes back to the department from that day on, until it is resumed', async () => {
  const item = '0204026000';
  const as = 'establishment.office';
  const { id } = await readGrant(item, as);

  const suspended = await portal.ask(suspend, { id, version: 1, reason: '承接能力评估不合格' }, { as });
  expect(suspended.data).toEqual({
    suspendPowerGrant: {
      version: 2,
      status: 'SUSPENDED',
      suspendedOn: '2026-11-21',
      suspensionReason: '承接能力评估不合格',
      inForce: false,
    },
  });
  const today = await portal.ask(question, { item, region: '320281104' });
  const yesterday = await portal.ask(question, { item, region: '320281104', on: '2026-11-20' });
  expect(today.data).toMatchObject({
    whoMayExercise: { level: 'COUNTY', reason: 'SUSPENDED', organization: { code: '320281-housing-construction' } },
  });
  expect(yesterday.data).toMatchObject({ whoMayExercise: { level: 'TOWN', reason: 'GRANTED' } });

  const again = await portal.ask(suspend, { id, version: 2, reason: '再次' }, { as });
  expect(again.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'GRANT_NOT_ACTIVE' });
  const stale = await portal.ask(resume, { id, version: 1 }, { as });
  expect(stale.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'STALE_VERSION' });

  const resumed = await portal.ask(resume, { id, version: 2 }, { as });
  expect(resumed.data).toEqual({
    resumePowerGrant: { version: 3, status: 'ACTIVE', suspendedOn: null, suspensionReason: null, inForce: true },
  });
  const twice = await portal.ask(resume, { id, version: 3 }, { as });
  expect(twice.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'GRANT_NOT_SUSPENDED' });
});

test('only the establishment office suspends a grant, and says why', async () => {
  const { id, version } = await readGrant('0101001000', 'town.leader');

  const leader = await portal.ask(suspend, { id, version, reason: '理由' }, { as: 'town.leader' });
  const anonymous = await portal.ask(suspend, { id, version, reason: '理由' });
  const blank = await portal.ask(suspend, { id, version, reason: ' ' }, { as: 'establishment.office' });

  expect(leader.errors?.[0]?.extensions).toMatchObject({
    code: 'FORBIDDEN',
    reason: 'ROLE_MISSING',
    details: { whoMay: ['establishment_office'] },
  });
  expect(anonymous.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'LOGIN_MISSING' });
  expect(blank.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID', reason: 'SUSPENSION_REASON' });
});

test('allowedActions says the same as the verbs', async () => {
  const office = await readGrant('0101001000', 'establishment.office');
  const leader = await readGrant('0101001000', 'town.leader');

  expect(office.allowedActions).toEqual([
    { verb: 'suspendPowerGrant', may: true, reason: null, whoMay: ['establishment_office'] },
    { verb: 'resumePowerGrant', may: false, reason: 'GRANT_NOT_SUSPENDED', whoMay: ['establishment_office'] },
    { verb: 'confirmTrialGrant', may: false, reason: 'GRANT_NOT_ON_TRIAL', whoMay: ['establishment_office'] },
  ]);
  expect(leader.allowedActions.map(({ may, reason }) => [may, reason])).toEqual([
    [false, 'ROLE_MISSING'],
    [false, 'ROLE_MISSING'],
    [false, 'ROLE_MISSING'],
  ]);
});

test('the establishment office of another county does not suspend it', async () => {
  const { id, version } = await readGrant('0101001000', 'town.leader');
  const other = await openPortal({
    beside: portal,
    accounts: [{ username: 'elsewhere', roles: ['establishment_office'], regions: ['320282'] }],
  });

  const { data, errors } = await other.ask(suspend, { id, version, reason: '理由' }, { as: 'elsewhere' });
  await other.close();

  expect(data).toEqual({ suspendPowerGrant: null });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'OUTSIDE_TERRITORY' });
});
