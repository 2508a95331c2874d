import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OfficePortal, Seen } from '../authority/offices.js';
import { openStations, station } from './stations.js';

const office = '320281104-construction-office';
// Established in 徐霞客镇, and at work in the county’s 城市管理局 without a secondment.
const elsewhere = 'JY001369';
const [lent, absent, idle, misplaced, good] = ['JY001371', 'JY001372', 'JY001373', 'JY001374', 'JY001375'] as const;

let portal: OfficePortal;
beforeAll(async () => {
  portal = await openStations();
  await appoint('B05', absent);
  await appoint('B06', misplaced);
});
afterAll(() => portal.close());

async function appoint(code: string, staff: string): Promise<void> {
  const query = 'query ($code: ID!) { post(code: $code) { id version } }';
  const { post } = await portal.look<{ post: object }>('leader', query, { code });
  const { errors } = await portal.ask(
    `mutation ($id: ID!, $version: Int!, $staff: ID!) {
       appointToPost(id: $id, version: $version, staff: $staff, startsOn: "2026-01-01") { id } }`,
    { ...post, staff },
    { as: 'leader' },
  );
  expect(errors).toBeUndefined();
}

async function record(days: readonly object[], as = 'leader', organization = office): Promise<unknown> {
  const { data, errors } = await portal.ask(
    'mutation ($organization: ID!, $days: [WorkDayInput!]!) { recordWorkDays(organization: $organization, days: $days) }',
    { organization, days },
    { as },
  );
  return errors?.[0]?.extensions.reason ?? data?.['recordWorkDays'];
}

async function findingsOf(number: string, as = 'organization'): Promise<unknown> {
  const query = 'query ($number: ID!) { staffMember(number: $number) { separationFindings { kind asOf } } }';
  const { staffMember } = await portal.look<{ staffMember: { separationFindings: unknown } }>(as, query, { number });
  return staffMember.separationFindings;
}

const wish = {
  staff: lent,
  to: '320281-market-regulation',
  purpose: '食品安全专项',
  startsOn: '2026-11-23',
  endsOn: '2026-11-30',
};

/** The last ten days until the one at which tests stand. */
const tenDays = Array.from({ length: 10 }, (_, index) => `2026-11-${12 + index}`);

test('在编不在岗, 在岗不在位, 人岗分离: three kinds of finding', async () => {
  const day = '2026-11-20';
  const [tenth = '', ...nine] = tenDays;
  const days = [
    // There, and no record of work in thirty days.
    { staff: idle, day, isPresent: true, hasWorked: false },
    { staff: idle, day: '2026-10-22', isPresent: true, hasWorked: true },
    // At work three weeks ago, and there on none of the last nine days.
    { staff: absent, day: '2026-10-30', isPresent: true, hasWorked: true, post: 'B05' },
    ...nine.map((each) => ({ staff: absent, day: each, isPresent: false, hasWorked: false })),
    // At work on another post than the one held.
    { staff: misplaced, day, isPresent: true, hasWorked: true, post: 'B10' },
    // The first of the thirty days counts.
    { staff: good, day: '2026-10-23', isPresent: true, hasWorked: true },
    { staff: good, day, isPresent: true, hasWorked: false },
  ];
  expect(await record(days)).toBe(15);
  expect(await findingsOf(idle)).toEqual([{ kind: 'NOT_AT_POST', asOf: '2026-11-20' }]);
  expect(await findingsOf(absent)).toEqual([]);
  expect(await record([{ staff: absent, day: tenth, isPresent: false, hasWorked: false }])).toBe(1);
  expect(await findingsOf(absent)).toEqual([{ kind: 'NOT_PRESENT', asOf: '2026-11-21' }]);
  expect(await findingsOf(misplaced)).toEqual([{ kind: 'OTHER_POST', asOf: '2026-11-20' }]);
  expect(await findingsOf(good)).toEqual([]);
  expect(await findingsOf(elsewhere)).toEqual([{ kind: 'OTHER_ESTABLISHMENT', asOf: null }]);
  // One day there is enough.
  await record([{ staff: absent, day: '2026-11-16', isPresent: true, hasWorked: false }]);
  expect(await findingsOf(absent)).toEqual([]);
});

test('days are recorded by the town, of its own people, up to today', async () => {
  const day = { staff: good, day: '2026-11-20', isPresent: true, hasWorked: true };
  expect(await record([day], 'market')).toBe('ROLE_MISSING');
  expect(await record([day], 'neighbour')).toBe('OUTSIDE_TERRITORY');
  expect(await record([{ ...day, day: '2026-11-22' }])).toBe('WORK_DAYS_UNFIT');
  expect(await record([{ ...day, staff: 'x' }])).toBe('STAFF_NUMBER');
});

test('a secondment is asked for by the borrower, of the town, for six months at most, and not of a locked person', async () => {
  expect(await portal.refusal('leader', 'applySecondment', wish)).toBe('FORBIDDEN ROLE_MISSING');
  expect(await portal.refusal('urban', 'applySecondment', wish)).toBe('FORBIDDEN NOT_BORROWER');
  const until = (endsOn: string) => portal.refusal('market', 'applySecondment', { ...wish, endsOn });
  expect(await until('2027-05-23')).toBe('CONFLICT SECONDMENT_TOO_LONG');
  expect(await until('2026-11-22')).toBe('CONFLICT SECONDMENT_TOO_LONG');
  expect(await portal.refusal('market', 'applySecondment', { ...wish, startsOn: '2026-11-20' })).toBe(
    'CONFLICT SECONDMENT_IN_THE_PAST',
  );
  expect(await portal.refusal('market', 'applySecondment', { ...wish, staff: elsewhere })).toBe(
    'CONFLICT NOT_OF_A_TOWN',
  );
  const lock = { agency: station.agency, headcount: 5, staff: [station.first], termMonths: 24 };
  await portal.act('organization', 'lockStation', lock);
  expect(await portal.refusal('market', 'applySecondment', { ...wish, staff: station.first })).toBe(
    'CONFLICT LOCKED_STAFF',
  );
  const applied = await portal.act('market', 'applySecondment', { ...wish, staff: good, endsOn: '2027-05-22' });
  const refused = await portal.act('leader', 'refuseSecondment', { ...applied, words: '人手不足。' });
  expect(refused.state).toBe('REFUSED');
});

test('a valid secondment gives no finding; who is not back in time is found', async () => {
  await record([{ staff: lent, day: '2026-11-20', isPresent: false, hasWorked: false }]);
  expect(await findingsOf(lent)).toEqual([{ kind: 'NOT_AT_POST', asOf: '2026-11-20' }]);
  let seen: Seen = await portal.act('market', 'applySecondment', wish);
  expect(await portal.refusal('organization', 'approveSecondment', { ...seen, words: '同意' })).toBe(
    'CONFLICT WRONG_STATE',
  );
  expect(await portal.refusal('market', 'consentSecondment', { ...seen, words: '同意' })).toBe(
    'FORBIDDEN ROLE_MISSING',
  );
  expect(await portal.refusal('inspector', 'consentSecondment', { ...seen, words: '同意' })).toBe(
    'FORBIDDEN NOT_LENDING_TOWN',
  );
  expect(await portal.refusal('market', 'applySecondment', wish)).toBe('CONFLICT SECONDMENT_OVERLAPS');
  seen = await portal.act('leader', 'consentSecondment', { ...seen, words: '同意借出一周。' });
  seen = await portal.act('organization', 'approveSecondment', { ...seen, words: '批准。' });
  await portal.passTo('2026-11-22T15:59:00Z');
  expect(await stateOf(seen)).toMatchObject({ state: 'APPROVED' });
  await portal.passTo('2026-11-22T16:00:00Z');
  expect(await stateOf(seen)).toMatchObject({ state: 'ACTIVE' });
  await portal.settle();
  expect(await findingsOf(lent)).toEqual([]);
  expect(await statusOf(lent)).toEqual({
    status: 'SECONDED_OUT',
    workingOrganization: { code: '320281-market-regulation' },
  });
  await portal.passTo('2026-11-30T16:00:00Z');
  const overdue = await stateOf(seen);
  expect(overdue.state).toBe('OVERDUE');
  expect(await findingsOf(lent)).toEqual([{ kind: 'OVERDUE_SECONDMENT', asOf: '2026-11-30' }]);
  await portal.act('leader', 'returnSecondment', { ...overdue, words: '已归队。' });
  await portal.settle();
  expect(await statusOf(lent)).toEqual({ status: 'ACTIVE', workingOrganization: { code: office } });
});

test('a secondment is renewed once', async () => {
  let seen: Seen = await portal.act('market', 'applySecondment', {
    ...wish,
    startsOn: '2026-12-01',
    endsOn: '2026-12-10',
  });
  seen = await portal.act('leader', 'consentSecondment', { ...seen, words: '同意。' });
  seen = await portal.act('organization', 'approveSecondment', { ...seen, words: '批准。' });
  await portal.passTo('2026-12-01T02:00:00Z');
  const active = { ...(await stateOf(seen)), words: '续借。' };
  expect(await portal.refusal('organization', 'renewSecondment', { ...active, endsOn: '2027-06-11' })).toBe(
    'CONFLICT SECONDMENT_TOO_LONG',
  );
  const renewed = await portal.act('organization', 'renewSecondment', { ...active, endsOn: '2026-12-20' });
  expect(
    await portal.refusal('organization', 'renewSecondment', { ...renewed, endsOn: '2026-12-30', words: '再续' }),
  ).toBe('CONFLICT WRONG_STATE');
  await portal.passTo('2026-12-20T15:59:00Z');
  expect(await stateOf(seen)).toMatchObject({ state: 'RENEWED' });
  await portal.passTo('2026-12-20T16:00:00Z');
  expect(await stateOf(seen)).toMatchObject({ state: 'OVERDUE' });
});

test('of two secondments of one person that are asked for at the same moment one stands', async () => {
  const days = { staff: idle, startsOn: '2027-01-04', endsOn: '2027-01-08' };
  const outcomes = await Promise.all(
    [1, 2].map(() => portal.act('market', 'applySecondment', { ...wish, ...days }).then(() => 'applied', String)),
  );
  expect(outcomes.filter((each) => each === 'applied')).toHaveLength(1);
  expect(outcomes.join()).toContain('SECONDMENT_OVERLAPS');
});

async function stateOf({ id }: Seen): Promise<Seen> {
  const query = 'query ($id: ID!) { secondment(id: $id) { id version state } }';
  return (await portal.look<{ secondment: Seen }>('leader', query, { id })).secondment;
}

async function statusOf(number: string): Promise<unknown> {
  const query = 'query ($number: ID!) { staffMember(number: $number) { status workingOrganization { code } } }';
  return (await portal.ask(query, { number }, { as: 'organization' })).data?.['staffMember'];
}
