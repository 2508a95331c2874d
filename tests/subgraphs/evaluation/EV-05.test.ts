import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Seen } from '../authority/offices.js';
import { type AppraisalPortal, openAppraisers, people } from './appraisers.js';

let portal: AppraisalPortal;
let formed: Seen;
beforeAll(async () => {
  portal = await openAppraisers();
  await portal.define({
    dimensions: [{ code: 'taskforcePoints', name: '专班计分', weight: '1', indicator: '阶段性攻坚任务' }],
  });
  for (const post of ['A01', 'A04', 'A05']) await portal.appoint(post);
  formed = await portal.act('leader', 'formTaskforce', wish);
});
afterAll(() => portal.close());

const wish = {
  region: '320281104',
  name: '马路市场整治专班',
  leader: people['A04'],
  members: [people['A05'], people['A06']],
  pointsBudget: '30',
};

const award = { staff: people['A05'], points: '20', reason: '连续三周到场' };

test('a taskforce is formed by its town, with a budget, and not of fines', async () => {
  expect(await portal.refusal('A04', 'formTaskforce', wish)).toBe('FORBIDDEN ROLE_MISSING');
  expect(await portal.refusal('neighbour', 'formTaskforce', wish)).toBe('FORBIDDEN OUTSIDE_TERRITORY');
  expect(await portal.refusal('leader', 'formTaskforce', { ...wish, pointsBudget: '0' })).toBe('INVALID POINTS_BOUNDS');
  expect(await portal.refusal('leader', 'formTaskforce', { ...wish, name: '罚没收入攻坚专班' })).toBe(
    'INVALID FINES_IN_APPRAISAL',
  );
  expect(await portal.refusal('leader', 'formTaskforce', { ...wish, members: ['x'] })).toBe('INVALID STAFF_NUMBER');
});

test('a taskforce has a hundred members at most, its leader among them, and stands in a town', async () => {
  const hundred = Array.from({ length: 100 }, (_, index) => `JY${200_000 + index}`);
  expect(await portal.refusal('leader', 'formTaskforce', { ...wish, members: hundred })).toBe('INVALID MEMBERS_UNFIT');
  for (const region of ['320281', '320281104200']) {
    expect(await portal.refusal('leader', 'formTaskforce', { ...wish, region })).toBe('INVALID MEMBERS_UNFIT');
  }
  const large = await portal.act('leader', 'formTaskforce', { ...wish, members: hundred.slice(1) });
  expect(large.state).toBe(formed.state);
});

test('points over the budget are refused, and points of a taskforce that is not at work', async () => {
  expect(await portal.refusal('A04', 'awardTaskforcePoints', { ...formed, ...award })).toBe('CONFLICT WRONG_STATE');
  const running = await portal.act('leader', 'startTaskforce', { ...formed });
  expect(await portal.refusal('A05', 'awardTaskforcePoints', { ...running, ...award })).toBe(
    'FORBIDDEN NOT_TASKFORCE_LEADER',
  );
  const once = await portal.act('A04', 'awardTaskforcePoints', { ...running, ...award });
  const more = { ...once, ...award, points: '10.01' };
  expect(await portal.refusal('A04', 'awardTaskforcePoints', more)).toBe('CONFLICT POINTS_OVER_BUDGET');
  expect(await portal.sentence('A04', 'awardTaskforcePoints', more)).toBe('预算 30 分,已给 20 分,不能再给 10.01 分。');
  expect(await portal.refusal('A04', 'awardTaskforcePoints', { ...more, points: '0' })).toBe('INVALID POINTS_BOUNDS');
  expect(await portal.refusal('A04', 'awardTaskforcePoints', { ...more, staff: people['A07'] })).toBe(
    'CONFLICT NOT_A_MEMBER',
  );
  expect(await portal.refusal('A04', 'awardTaskforcePoints', { ...more, reason: '罚款金额第一' })).toBe(
    'INVALID FINES_IN_APPRAISAL',
  );
  const spent = await portal.act('A04', 'awardTaskforcePoints', { ...more, points: '10' });
  const dissolved = await portal.act('leader', 'dissolveTaskforce', { ...spent, summary: '马路市场已入室。' });
  expect(await portal.refusal('A04', 'awardTaskforcePoints', { ...dissolved, ...award })).toBe('CONFLICT WRONG_STATE');
});

test('what was awarded in the period is the member’s score, and not in the one before or after', async () => {
  portal.clock.moment = new Date('2026-12-01T02:00:00Z');
  // The points were given on 21 November.
  const periods = [
    { startsOn: '2026-10-01', endsOn: '2026-11-20' },
    { startsOn: '2026-11-21', endsOn: '2026-11-21' },
    { startsOn: '2026-11-22', endsOn: '2026-11-30' },
  ];
  const cycles: Seen[] = [];
  for (const period of periods) cycles.push(await portal.collect({ kind: 'MONTHLY', ...period }));
  await portal.passTo('2026-12-08T16:00:00Z');
  const cards = await Promise.all(cycles.map(({ id }) => portal.cards(id)));
  expect(cards.map(({ A04, A05 }) => [A04?.total, A05?.total])).toEqual([
    ['0', '0'],
    ['0', '30'],
    ['0', '0'],
  ]);
});
