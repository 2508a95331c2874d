import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { declareEvent } from '../../../kit/events/declare-event.js';
import { projectRoot } from '../../../gateway/portal.js';
import { sayAs } from '../../support/say-as.js';
import { onboardSpoiled } from '../../support/spoiled-sheet.js';
import { type OfficePortal, openOffices, type Seen } from '../authority/offices.js';

/** What dispatch says when a town’s call is closed (DI-10). */
const callClosed = declareEvent(
  'CallClosed',
  { zh: '呼叫已归档', en: 'A call was closed' },
  {
    callNo: 'text',
    regionCode: 'text',
    departmentCode: 'text',
    townToDepartment: 'number?',
    rounds: 'number',
    closedAt: 'moment',
  },
);

const towns = ['320281001', '320281104', '320281100'];
const county = ['320281'];
const market = '320281-market-regulation';

let portal: OfficePortal;
beforeAll(async () => {
  portal = await openOffices(
    {
      accounts: [
        { username: 'evaluator', roles: ['evaluator'], regions: county, organizations: ['320281-evaluation-office'] },
        { username: 'market', roles: ['department_handler'], regions: county, organizations: [market] },
        ...towns.map((region) => ({
          username: region,
          roles: ['town_leader'],
          regions: [region],
          organizations: [`${region}-government`],
        })),
        { username: 'taian', roles: ['evaluator'], regions: ['370911'] },
        {
          username: '370911110',
          roles: ['town_leader'],
          regions: ['370911110'],
          organizations: ['370911110-government'],
        },
        // Sees the whole county's evaluations, and belongs to no town that is asked.
        { username: 'zones', roles: ['town_leader'], regions: county, organizations: ['320281404-committee'] },
        { username: 'zone', roles: ['town_leader'], regions: ['320281404'], organizations: ['320281404-committee'] },
      ],
    },
    'evaluation',
  );
});
afterAll(() => portal.close());

const year = { startsOn: '2026-01-01', endsOn: '2026-12-31' };

/** Gives the county a further version of its profile, in which the towns’ share is as stated. */
function state(version: number, share: string) {
  const last = '自定：照片定位与上报位置相差不超过500米,ours';
  const line = `320281,${version},2026-11-${20 + version},evaluation.town-share,${share},占绩效权重的三分之一左右,article`;
  return onboardSpoiled(portal, 'profile.csv', { [last]: `${last}\n${line}` });
}

function call(callNo: string, townToDepartment: number | null, rounds: number, closedAt = '2026-10-01T02:00:00Z') {
  const payload = { callNo, regionCode: '320281104', departmentCode: market, townToDepartment, rounds, closedAt };
  return sayAs(portal, 'dispatch', callClosed, [payload]);
}

async function seen<T>(of: Seen, fields: string, as = 'evaluator'): Promise<T & Seen> {
  const query = `query ($id: ID!) { departmentEvaluation(id: $id) { id version state ${fields} } }`;
  const { departmentEvaluation } = await portal.look<{ departmentEvaluation: T & Seen }>(as, query, { id: of.id });
  return departmentEvaluation;
}

test('where the county’s profile gives the towns no share they do not rate; the share is about a third', async () => {
  expect(await portal.refusal('evaluator', 'openDepartmentEvaluation', { department: market, ...year })).toBe(
    'CONFLICT TOWNS_DO_NOT_RATE',
  );
  const half = await state(2, '1/2');
  expect(half.refusals.map(({ reason }) => reason)).toEqual([
    'must be 0, or about a third (0.3 to 0.37), as 1/3 or a decimal number',
  ]);
  expect((await state(2, '1/3')).refusals).toEqual([]);
  portal.clock.moment = new Date('2026-11-22T02:00:00Z');
});

test('total = other × 2/3 + towns × 1/3', async () => {
  expect(await portal.refusal('market', 'openDepartmentEvaluation', { department: market, ...year })).toBe(
    'FORBIDDEN ROLE_MISSING',
  );
  const town = `${towns[0]}-government`;
  expect(await portal.refusal('evaluator', 'openDepartmentEvaluation', { department: town, ...year })).toBe(
    'INVALID DEPARTMENT_UNFIT',
  );
  const opened = await portal.act('evaluator', 'openDepartmentEvaluation', { department: '320281-water', ...year });
  const balloted = await portal.act('320281104', 'castTownBallot', { ...opened, score: '60' });
  await portal.passTo('2026-11-27T16:00:00Z');
  const counted = await seen(balloted, 'townScore');
  expect(counted).toMatchObject({ state: 'COUNTED', townScore: '60' });
  expect(await portal.refusal('320281104', 'totalDepartmentEvaluation', { ...counted, otherScore: '90' })).toBe(
    'FORBIDDEN ROLE_MISSING',
  );
  expect(await portal.refusal('evaluator', 'totalDepartmentEvaluation', { ...counted, otherScore: '101' })).toBe(
    'INVALID SCORE_BOUNDS',
  );
  const totalled = await portal.act<{ total: string }>(
    'evaluator',
    'totalDepartmentEvaluation',
    { ...counted, otherScore: '90' },
    'total townShare',
  );
  // 90 × 2/3 + 60 × 1/3, to the last digit.
  expect(totalled).toMatchObject({ state: 'TOTALLED', total: '80', townShare: '1/3' });
});

test('a town rates once and for itself; the department does not, and does not see who said what', async () => {
  const opened = await portal.act('evaluator', 'openDepartmentEvaluation', { department: market, ...year });
  expect(await portal.refusal('market', 'castTownBallot', { ...opened, score: '100' })).toBe('FORBIDDEN ROLE_MISSING');
  expect(await portal.refusal('zone', 'castTownBallot', { ...opened, score: '100' })).toBe('NOT_FOUND');
  expect(await portal.refusal('zones', 'castTownBallot', { ...opened, score: '100' })).toBe('FORBIDDEN NOT_ASKED_TOWN');
  expect(await portal.refusal('320281001', 'castTownBallot', { ...opened, score: '100.1' })).toBe(
    'INVALID SCORE_BOUNDS',
  );
  let cast = await portal.act('320281001', 'castTownBallot', { ...opened, score: '90', comment: '响应及时' });
  expect(await portal.refusal('320281001', 'castTownBallot', { ...cast, score: '10' })).toBe('CONFLICT BALLOT_CAST');
  cast = await portal.act('320281104', 'castTownBallot', { ...cast, score: '80' });
  cast = await portal.act('320281100', 'castTownBallot', { ...cast, score: '70' });
  await call('C1', 5, 1);
  await call('C2', 4, 2);
  await call('C3', null, 1);
  // The same call again changes nothing.
  await call('C3', 1, 1);
  await call('C4', 1, 1, '2025-12-31T15:59:59Z');
  await portal.passTo('2026-12-04T16:00:00Z');
  // Fourteen towns and one call are not rated: they leave the means and are counted.
  const counted = await seen(cast, 'unrated callScore ballotScore firstTimeScore townScore');
  expect(counted).toMatchObject({
    state: 'COUNTED',
    unrated: 15,
    callScore: '87.5',
    ballotScore: '80',
    firstTimeScore: '66.6667',
    townScore: '83.1667',
  });
  expect(await portal.refusal('320281104', 'castTownBallot', { ...counted, score: '1' })).toBe('CONFLICT WRONG_STATE');
  const ballots = 'ballots { townCode score comment }';
  const open = await seen<{ ballots: { score: string | null }[] }>(cast, ballots);
  expect(open.ballots).toHaveLength(17);
  expect(open.ballots).toContainEqual({ townCode: '320281001-government', score: '90', comment: '响应及时' });
  expect(open.ballots.filter(({ score }) => score === null)).toHaveLength(14);
  expect((await seen<{ townScore: string }>(cast, 'townScore', 'market')).townScore).toBe('83.1667');
  expect(
    (
      await portal.ask(
        `query ($id: ID!) { departmentEvaluation(id: $id) { ${ballots} } }`,
        { id: cast.id },
        { as: 'market' },
      )
    ).errors?.[0]?.extensions.code,
  ).toBe('FORBIDDEN');
});

test('in 泰安 the towns’ third is the profile’s of 2 December, and not of the day before', async () => {
  await portal.onboard(path.join(projectRoot, 'counties', 'taian'));
  const wish = { department: '370911-urban-management', ...year };
  portal.clock.moment = new Date('2026-12-01T15:59:00Z');
  expect(await portal.refusal('taian', 'openDepartmentEvaluation', wish)).toBe('CONFLICT TOWNS_DO_NOT_RATE');
  portal.clock.moment = new Date('2026-12-01T16:00:00Z');
  const opened = await portal.act('taian', 'openDepartmentEvaluation', wish);
  const counted = await portal.act('370911110', 'castTownBallot', { ...opened, score: '60' });
  // The only town has rated.
  expect(counted.state).toBe('COUNTED');
  const totalled = await portal.act<{ total: string }>(
    'taian',
    'totalDepartmentEvaluation',
    { ...counted, otherScore: '90' },
    'total',
  );
  expect(totalled.total).toBe('80');
});
