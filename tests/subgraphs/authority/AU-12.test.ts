import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openOffices, type OfficePortal } from './offices.js';

let portal: OfficePortal;
beforeAll(async () => {
  portal = await openOffices();
});
afterAll(() => portal.close());

const town = '320281104-government';
const item = '0201002000';
const found = {
  organization: town,
  item,
  staffing: 12,
  certifiedOfficers: 1,
  casesHandled: 0,
  conclusion: 'INCAPABLE',
  note: '持证人员仅 1 人,上年度未办理。',
};

const assess = `mutation ($assessment: CapacityInput!) { assessCapacity(assessment: $assessment) {
  assessedOn conclusion staffing certifiedOfficers casesHandled assessor { code } item { code }
  proposal { id version state kind reason justification towns { code } list { code } proposer { code } }
} }`;

async function assessed(change: object = {}, as = 'office') {
  const { data, errors } = await portal.ask(assess, { assessment: { ...found, ...change } }, { as });
  const refusal = errors?.[0]?.extensions;
  return refusal ? `${refusal.code} ${refusal.reason ?? ''}`.trim() : data?.['assessCapacity'];
}

const grant = `{ powerGrants(item: "${item}", region: "320281104") { edges { node {
  status suspendedOn suspensionReason assessedOn version } } } }`;

async function grantSeen(): Promise<unknown> {
  const { data } = await portal.ask(grant);
  return (Object(data?.['powerGrants']) as { edges: { node: unknown }[] }).edges[0]?.node;
}

async function toAssess(): Promise<number> {
  const { data } = await portal.ask('{ grantsToAssess(county: "320281") { totalCount } }');
  return (Object(data?.['grantsToAssess']) as { totalCount: number }).totalCount;
}

test('a town that can carry an item keeps it, and the item is not due again for a year', async () => {
  const before = await toAssess();
  const capable = { conclusion: 'CAPABLE', certifiedOfficers: 4, casesHandled: 31, note: '力量充足。' };
  expect(await assessed(capable)).toEqual({
    assessedOn: '2026-11-21',
    conclusion: 'CAPABLE',
    staffing: 12,
    certifiedOfficers: 4,
    casesHandled: 31,
    assessor: { code: '320281-establishment-office' },
    item: { code: item },
    proposal: null,
  });
  expect(await grantSeen()).toEqual({
    status: 'ACTIVE',
    suspendedOn: null,
    suspensionReason: null,
    assessedOn: '2026-11-21',
    version: 2,
  });
  expect(await toAssess()).toBe(before - 1);
  const now = portal.clock.moment;
  portal.clock.moment = new Date('2027-11-20T02:00:00Z');
  expect(await toAssess()).toBe(before - 1);
  portal.clock.moment = new Date('2027-11-21T02:00:00Z');
  expect(await toAssess()).toBe(before);
  portal.clock.moment = now;
});

test('an item that a town is incapable of is suspended at once, and its cancellation for that town proposed', async () => {
  const answer = await assessed();
  expect(answer).toMatchObject({
    conclusion: 'INCAPABLE',
    proposal: {
      state: 'SUBMITTED',
      kind: 'CANCEL',
      reason: 'ASSESSMENT',
      justification: '持证人员仅 1 人,上年度未办理。',
      towns: [{ code: '320281104' }],
      list: { code: 'JY-TOWN-POWERS' },
      proposer: { code: '320281-establishment-office' },
    },
  });
  expect(await grantSeen()).toMatchObject({
    status: 'SUSPENDED',
    suspendedOn: '2026-11-21',
    suspensionReason: '持证人员仅 1 人,上年度未办理。',
  });
  const { data } = await portal.ask(
    `{ whoMayExercise(item: "${item}", region: "320281104") { level reason } organization(code: "${town}") {
        assessments { conclusion } } }`,
  );
  expect(data).toEqual({
    whoMayExercise: { level: 'COUNTY', reason: 'SUSPENDED' },
    organization: { assessments: [{ conclusion: 'CAPABLE' }, { conclusion: 'INCAPABLE' }] },
  });
  const { proposal } = Object(answer) as { proposal: { id: string; version: number } };
  expect((await portal.act('office', 'acceptListChange', { ...proposal })).state).toBe('ACCEPTED');
});

test('only the county’s establishment office assesses, what the town holds, in numbers that can be', async () => {
  expect(await assessed({}, 'xuxiake')).toBe('FORBIDDEN ROLE_MISSING');
  expect(await assessed({}, 'elsewhere')).toBe('FORBIDDEN OUTSIDE_TERRITORY');
  expect(await assessed({ organization: 'nothing' })).toBe('NOT_FOUND');
  expect(await assessed({ item: 'nothing' })).toBe('NOT_FOUND');
  expect(await assessed({ item: '0202004000', conclusion: 'CAPABLE' })).toBe('CONFLICT GRANT_NOT_ACTIVE');
  expect(await assessed({ certifiedOfficers: 13 })).toBe('INVALID CAPACITY_NUMBERS');
  expect(await assessed({ staffing: -1, certifiedOfficers: -1 })).toBe('INVALID CAPACITY_NUMBERS');
  expect(await assessed({ note: '' })).toBe('INVALID TEXT_LENGTH');
  const general = await assessed({ item: null, conclusion: 'INCAPABLE' });
  expect(general).toMatchObject({ item: null, proposal: null });
});
