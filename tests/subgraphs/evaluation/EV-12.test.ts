import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OfficePortal, Seen } from '../authority/offices.js';
import { openStations, station } from './stations.js';

const lock = { agency: station.agency, headcount: 5, staff: [station.first, station.second], termMonths: 24 };
const moved = { to: '320281-urban-management', reason: '工作需要' };

let portal: OfficePortal;
let locked: Seen;
beforeAll(async () => {
  portal = await openStations();
  locked = await portal.act('organization', 'lockStation', lock);
});
afterAll(() => portal.close());

async function lockWith<T>(fields: string): Promise<T & Seen> {
  const query = `query ($id: ID!) { stationLock(id: $id) { id version state ${fields} } }`;
  const { stationLock } = await portal.look<{ stationLock: T & Seen }>('leader', query, { id: locked.id });
  return stationLock;
}

/** The department proposes, the town consents, the department carries it out. */
async function withConsent(change: object): Promise<void> {
  const proposed = await portal.act('market', 'proposeStationChange', { agency: station.agency, ...change });
  const consented = await portal.act('leader', 'consentStationChange', { ...proposed, words: '同意。' });
  await portal.act('market', 'executeStationChange', { ...consented, words: '执行。' });
}

test('an agency is locked by the organisation department, with people who work there, once', async () => {
  expect(await portal.refusal('market', 'lockStation', lock)).toBe('FORBIDDEN ROLE_MISSING');
  expect(await portal.refusal('organization', 'lockStation', lock)).toBe('CONFLICT STATION_LOCKED');
  const elsewhere = { ...lock, agency: '320281104-justice-station' };
  expect(await portal.refusal('organization', 'lockStation', elsewhere)).toBe('CONFLICT STAFF_NOT_STATIONED');
  expect(await portal.refusal('organization', 'lockStation', { ...lock, agency: '320281-water' })).toBe(
    'CONFLICT NOT_AN_AGENCY',
  );
  expect(await portal.refusal('organization', 'lockStation', { ...elsewhere, headcount: 1 })).toBe(
    'INVALID LOCK_UNFIT',
  );
});

test('锁编制: the department does not take one established post away', async () => {
  const fewer = { ...locked, headcount: 4, reason: '核减一名' };
  expect(await portal.refusal('market', 'changeStationHeadcount', fewer)).toBe('CONFLICT LOCKED_ESTABLISHMENT');
  expect(await portal.sentence('market', 'changeStationHeadcount', fewer)).toBe(
    '编制已锁定为 5 名,不得减至 4 名;须由乡镇行使权力解锁。',
  );
  for (const headcount of [-1, 1001]) {
    expect(await portal.refusal('market', 'changeStationHeadcount', { ...fewer, headcount })).toBe(
      'INVALID HEADCOUNT_BOUNDS',
    );
  }
  expect(await portal.refusal('urban', 'changeStationHeadcount', { ...fewer, headcount: 6 })).toBe(
    'FORBIDDEN NOT_OWN_AGENCY',
  );
  locked = await portal.act('market', 'changeStationHeadcount', { ...fewer, headcount: 6, reason: '充实一线' });
  expect(await lockWith('headcount')).toMatchObject({ headcount: 6 });
});

test('锁人员: the department does not transfer somebody who is locked', async () => {
  const transfer = { ...locked, staff: station.first, ...moved };
  expect(await portal.refusal('market', 'transferStationedStaff', transfer)).toBe('CONFLICT LOCKED_STAFF');
  expect(await portal.refusal('leader', 'transferStationedStaff', transfer)).toBe('FORBIDDEN ROLE_MISSING');
});

test('only the town’s use of its right unlocks them', async () => {
  const vetoed = await portal.act('market', 'proposeStationChange', {
    agency: station.agency,
    matter: 'TRANSFER',
    staff: station.first,
    content: '调至城管局',
  });
  await portal.act('leader', 'vetoStationChange', { ...vetoed, words: '骨干,不同意。' });
  expect(await lockWith('staffNumbers')).toMatchObject({ staffNumbers: [station.first, station.second] });
  await withConsent({ matter: 'TRANSFER', staff: station.second, content: '调至城管局' });
  await withConsent({ matter: 'HEADCOUNT', headcount: 5, content: '核减一名' });
  const open = await lockWith('headcount staffNumbers releasedNumbers');
  expect(open).toMatchObject({ headcount: 5, staffNumbers: [station.first], releasedNumbers: [station.second] });
  expect(await portal.refusal('market', 'transferStationedStaff', { ...open, staff: station.first, ...moved })).toBe(
    'CONFLICT LOCKED_STAFF',
  );
  const gone = await portal.act('market', 'transferStationedStaff', { ...open, staff: station.second, ...moved });
  await portal.settle();
  expect(await portal.refusal('market', 'transferStationedStaff', { ...gone, staff: station.second, ...moved })).toBe(
    'CONFLICT STAFF_NOT_STATIONED',
  );
  const { data } = await portal.ask(
    `query ($number: ID!) { staffMember(number: $number) {
       stationed workingOrganization { code } establishmentOrganization { code } separated } }`,
    { number: station.second },
    { as: 'organization' },
  );
  expect(data?.['staffMember']).toEqual({
    stationed: false,
    workingOrganization: { code: moved.to },
    establishmentOrganization: { code: moved.to },
    separated: false,
  });
});

test('the lock ends with its term', async () => {
  await portal.passTo('2028-11-21T15:59:00Z');
  expect(await lockWith('')).toMatchObject({ state: 'LOCKED' });
  await portal.passTo('2028-11-21T16:00:00Z');
  expect(await lockWith('')).toMatchObject({ state: 'EXPIRED' });
});
