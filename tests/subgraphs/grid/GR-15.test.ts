import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { VerbPortal } from '../../support/verb-portal.js';
import { draftGrid, gridNow, openGrids } from './grid-people.js';

let portal: VerbPortal;
beforeAll(async () => {
  portal = await openGrids();
});
afterAll(() => portal.close());

async function placing(given: object = {}): Promise<Record<string, unknown>> {
  return { ...(await gridNow(portal, draftGrid)), role: 'LIAISON', staffNumber: 'JY001361', fullTime: true, ...given };
}

test.each([
  ['an officer', 'officer', {}, 'FORBIDDEN ROLE_MISSING'],
  ['another town', 'other', {}, 'FORBIDDEN OUTSIDE_TERRITORY'],
  ['somebody who has left', 'town', { staffNumber: 'JY001360' }, 'CONFLICT STAFF_NOT_AT_WORK'],
  ['somebody out of sight', 'town', { staffNumber: 'JY000400' }, 'NOT_FOUND'],
  ['somebody of a county department', 'county', { staffNumber: 'JY000400' }, 'INVALID SOURCE_OUTSIDE_TOWN'],
  ['somebody of another town', 'county', { staffNumber: 'JY000619' }, 'INVALID SOURCE_OUTSIDE_TOWN'],
  ['a role that is held', 'town', { role: 'GRID_CHIEF' }, 'CONFLICT ROLE_HELD'],
  ['a malformed number', 'town', { staffNumber: '7' }, 'INVALID STAFF_NUMBER'],
])('refuses to place %s', async (_what, as, given, refusal) => {
  expect(await portal.refusal(as, 'placeSurplusStaff', await placing(given))).toBe(refusal);
});

test('surplus staff fill a free role of a grid, and the assignment says which body they came from', async () => {
  const placed = await portal.act<{ roles: { staff: { number: string } }[]; staffing: unknown }>(
    'town',
    'placeSurplusStaff',
    await placing(),
    `staffing { complete missing }
     roles { role fullTime startsOn sourceOrganization { code } staff { number establishmentOrganization { code } } }`,
  );
  expect(placed.staffing).toEqual({ complete: true, missing: [] });
  expect(placed.roles.find(({ staff }) => staff.number === 'JY001361')).toEqual({
    role: 'LIAISON',
    fullTime: true,
    startsOn: '2026-11-21',
    sourceOrganization: { code: '320281104-party-office' },
    // 人员统筹使用: the establishment stays where it is.
    staff: { number: 'JY001361', establishmentOrganization: { code: '320281104-party-office' } },
  });
  expect(placed.roles.filter((each) => 'sourceOrganization' in each && each.sourceOrganization === null)).toHaveLength(
    5,
  );

  const { organization } = await portal.look<{ organization: unknown }>(
    'town',
    '{ organization(code: "320281104-party-office") { placedInGrids { role grid { code } staff { number } } } }',
  );
  expect(organization).toEqual({
    placedInGrids: [{ role: 'LIAISON', grid: { code: draftGrid }, staff: { number: 'JY001361' } }],
  });
});

test('who serves full-time is not placed a second time', async () => {
  const other = await gridNow(portal, '320281104201003');
  const liaison = await portal.look<{ grid: { roles: { id: string; role: string }[] } }>(
    'town',
    '{ grid(code: "320281104201003") { roles { id role } } }',
  );
  const held = liaison.grid.roles.find(({ role }) => role === 'LIAISON')?.id;
  const free = await portal.act('town', 'endGridRole', { ...other, assignment: held });
  const twice = { ...free, role: 'LIAISON', staffNumber: 'JY001361', fullTime: false };
  expect(await portal.refusal('town', 'placeSurplusStaff', twice)).toBe('CONFLICT FULL_TIME_ELSEWHERE');
  expect(await portal.sentence('town', 'placeSurplusStaff', twice)).toBe(
    '「JY001361」在网格「320281104200003」专职担任 LIAISON,专职不得兼任。',
  );
});

test('when the placement ends, the body has nobody in grids', async () => {
  const { grid } = await portal.look<{
    grid: { id: string; version: number; roles: { id: string; staff: { number: string } }[] };
  }>('town', 'query ($code: ID!) { grid(code: $code) { id version roles { id staff { number } } } }', {
    code: draftGrid,
  });
  portal.clock.moment = new Date('2026-11-22T02:00:00Z');
  const assignment = grid.roles.find(({ staff }) => staff.number === 'JY001361')?.id;
  await portal.act('town', 'endGridRole', { ...grid, assignment });
  const { organization } = await portal.look<{ organization: unknown }>(
    'town',
    '{ organization(code: "320281104-party-office") { placedInGrids { id } } }',
  );
  expect(organization).toEqual({ placedInGrids: [] });
});

test('of two full-time placements of one person at the same moment one stands', async () => {
  const grids = await Promise.all([draftGrid, '320281104201003'].map((code) => gridNow(portal, code)));
  const given = { role: 'LIAISON', staffNumber: 'JY001361', fullTime: true };
  const outcomes = await Promise.all(
    grids.map((grid) => portal.act('town', 'placeSurplusStaff', { ...grid, ...given }).then(() => 'placed', String)),
  );
  expect(outcomes.filter((each) => each === 'placed')).toHaveLength(1);
  expect(outcomes.join()).toContain('FULL_TIME_ELSEWHERE');
});
