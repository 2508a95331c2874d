import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventClosed, eventRejected } from '../../../subgraphs/dispatch/events.js';
import { patrolFinished } from '../../../subgraphs/grid/patrol-workflow.js';
import { sayAs } from '../../support/say-as.js';
import { type OfficePortal, openOffices, type Seen } from '../authority/offices.js';
import { issued } from '../grid/patrols.js';

const [middling, best, worst] = ['320281104200002', '320281104200005', '320281104200004'] as const;
const reporter = 'JY004450';

let portal: OfficePortal;
beforeAll(async () => {
  portal = await openOffices(
    {
      accounts: [
        {
          username: 'room',
          roles: ['town_dispatcher'],
          regions: ['320281104'],
          organizations: ['320281104-command-centre'],
        },
        {
          username: 'county',
          roles: ['commander'],
          regions: ['320281'],
          organizations: ['320281-command-centre'],
        },
        {
          username: 'market',
          roles: ['department_handler'],
          regions: ['320281'],
          organizations: ['320281-market-regulation'],
        },
        {
          username: 'grid.admin',
          roles: ['grid_admin'],
          regions: ['320281104'],
          organizations: ['320281104-command-centre'],
          staffNumber: 'JY001400',
        },
        { username: 'officer', roles: ['grid_officer'], regions: ['320281104'], staffNumber: reporter },
      ],
    },
    'evaluation',
  );
  await sayAs(portal, 'grid', patrolFinished, [
    patrol('X1', middling, false),
    patrol('X2', middling, false),
    patrol('X3', middling, false),
    patrol('X4', middling, true),
    patrol('Z1', worst, true),
    { ...patrol('Z2', worst, false), plannedFor: '2026-11-01' },
  ]);
  await sayAs(portal, 'dispatch', eventClosed, [
    closed('E1', middling, true),
    closed('E2', middling, false),
    { ...closed('E3', middling, true), source: 'CITIZEN', reporterNumber: null },
    ...['E4', 'E5', 'E6', 'E7'].map((eventNo) => closed(eventNo, best, true)),
  ]);
  await sayAs(portal, 'dispatch', eventRejected, [
    {
      eventNo: 'E8',
      regionCode: '320281104200',
      gridCode: middling,
      reporterNumber: reporter,
      falseReport: true,
      rejectedAt: '2026-10-12T02:00:00.000Z',
    },
  ]);
});
afterAll(() => portal.close());

function patrol(number: string, gridCode: string, late: boolean) {
  return {
    number,
    regionCode: '320281104',
    gridCode,
    assigneeNumber: reporter,
    plannedFor: '2026-10-10',
    late,
    mockLocations: 0,
    finishedAt: '2026-10-10T08:00:00.000Z',
  };
}

function closed(eventNo: string, gridCode: string, onTime: boolean) {
  return {
    eventNo,
    regionCode: '320281104200',
    gridCode,
    categoryCode: '0101',
    source: 'GRID_PATROL',
    reporterNumber: reporter,
    leadOrganization: '320281104-enforcement-bureau',
    handlerNumber: 'JY001414',
    verifierNumber: 'JY001400',
    reportedAt: '2026-10-10T01:00:00.000Z',
    handledAt: '2026-10-10T07:00:00.000Z',
    closedAt: '2026-10-11T01:00:00.000Z',
    onTime,
    reworks: 0,
  };
}

const wish = { town: '320281104', name: '2026年10月', startsOn: '2026-10-01', endsOn: '2026-10-31' };

interface Standing {
  readonly gridCode: string;
  readonly score: string | null;
  readonly place: number | null;
  readonly consequence: string;
  readonly rule: string | null;
  readonly parts: readonly { readonly dimension: string; readonly raw: string | null; readonly facts: number }[];
}

test('a town’s room ranks its grids, and neither the county nor a department', async () => {
  expect(await portal.refusal('county', 'rankGrids', wish)).toBe('FORBIDDEN NOT_TOWN_ROOM');
  expect(await portal.refusal('market', 'rankGrids', wish)).toBe('FORBIDDEN NOT_TOWN_ROOM');
  expect(await portal.refusal('officer', 'rankGrids', wish)).toBe('FORBIDDEN ROLE_MISSING');
  expect(await portal.refusal('room', 'rankGrids', { ...wish, town: '320281001' })).toBe('FORBIDDEN NOT_TOWN_ROOM');
  expect(await portal.refusal('room', 'rankGrids', { ...wish, town: '320281' })).toBe('CONFLICT TOWN_WITHOUT_ROOM');
  expect(await portal.refusal('room', 'rankGrids', { ...wish, endsOn: '2026-11-21' })).toBe('CONFLICT PERIOD_NOT_OVER');
});

test('the hand-computed scores are met, and each grid’s fixed reward or punishment is applied', async () => {
  const drafted = await portal.act<{ standings: Standing[] } & Seen>(
    'room',
    'rankGrids',
    wish,
    'standings { gridCode score place consequence rule parts { dimension raw facts } }',
  );
  // The active ones: of the 116 basic grids of the town 3 are drafts.
  expect(drafted.standings).toHaveLength(113);
  const [first, second, third, ...others] = drafted.standings;
  const { data } = await portal.ask(
    'query ($code: ID!) { grid(code: $code) { sixFixed { rewardPunishment } } }',
    { code: best },
    { as: 'room' },
  );
  const rule = Object(Object(data?.['grid']).sixFixed).rewardPunishment as string;
  expect(rule).not.toBe('');
  // No patrol is recorded of the best: it leaves the mean, (.3 + .2 + .1) × 100 ÷ .6.
  expect(first).toMatchObject({ gridCode: best, score: '100', place: 1, consequence: 'REWARD', rule });
  // .4 × 75 + .3 × 66.6667 + .2 × 50 + .1 × 66.6667: three of four patrols and two of three events in time, two of the four that
  // the best found by itself, and one of three reports false.
  expect(second).toMatchObject({ gridCode: middling, score: '66.6667', place: 2, consequence: 'NONE' });
  expect(second?.parts).toEqual([
    { dimension: 'falseReportRate', raw: '66.6667', facts: 3 },
    { dimension: 'onTimeRate', raw: '66.6667', facts: 3 },
    { dimension: 'patrolCompletion', raw: '75', facts: 4 },
    { dimension: 'selfFound', raw: '50', facts: 2 },
  ]);
  expect(third).toMatchObject({ gridCode: worst, score: '0', place: 3, consequence: 'PUNISHMENT' });
  // Of the rest nothing is recorded.
  expect(others.filter(({ score, consequence }) => score !== null || consequence !== 'NONE')).toEqual([]);

  expect(await portal.refusal('county', 'publishGridRanking', { ...drafted })).toBe('FORBIDDEN NOT_TOWN_ROOM');
  const published = await portal.act('room', 'publishGridRanking', { ...drafted });
  expect(published.state).toBe('PUBLISHED');
});

test('a patrol that nobody has made in time counts as not made', async () => {
  // Issued for the day at which tests stand; overdue when the next one ends.
  await issued(portal);
  await portal.passTo('2026-11-22T16:00:00Z');
  const day = { ...wish, name: '2026年11月21日', startsOn: '2026-11-21', endsOn: '2026-11-21' };
  const { standings } = await portal.act<{ standings: Standing[] } & Seen>(
    'room',
    'rankGrids',
    day,
    'standings { gridCode score consequence parts { dimension raw facts } }',
  );
  expect(standings[0]).toMatchObject({ gridCode: middling, score: '0', consequence: 'PUNISHMENT' });
  expect(standings[0]?.parts).toContainEqual({ dimension: 'patrolCompletion', raw: '0', facts: 1 });
});
