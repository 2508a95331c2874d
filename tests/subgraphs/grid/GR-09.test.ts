import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Seen, VerbPortal } from '../../support/verb-portal.js';
import { activeGrid, openGrids } from './grid-people.js';

let portal: VerbPortal;
beforeAll(async () => {
  portal = await openGrids();
});
afterAll(() => portal.close());

const officer = 'JY004450';
const patroller = 'JY004458';
const town = '320281104';

function training(staffNumber: string, line: string, passedOn = '2026-11-20'): Record<string, unknown> {
  return { training: { town, staffNumber, line, training: '集中授课一日,笔试合格', passedOn } };
}

/** An admitted duty of a department that takes somebody trained in its line. */
async function duty(as: string, line: string): Promise<Seen> {
  const item = {
    line,
    name: `${line}巡查`,
    basis: '自定',
    frequency: 'AS_NEEDED',
    checklist: ['有无问题'],
    skillNeeded: true,
  };
  const proposed = await portal.act(as, 'proposeGridDutyItem', { item });
  return portal.act('county', 'admitGridDutyItem', { ...proposed, opinion: '同意。' });
}

async function workOf(number: string, as: string): Promise<{ line: string | null; plannedFor: string }[]> {
  const { staffMember } = await portal.look<{
    staffMember: { gridWork: { line: string | null; plannedFor: string }[] };
  }>(as, 'query ($number: ID!) { staffMember(number: $number) { gridWork { line plannedFor } } }', { number });
  return staffMember.gridWork;
}

test('one officer, trained in two lines, has the patrols of both departments in one list', async () => {
  const safety = await duty('emergency', '安监');
  const land = await duty('natural-resources', '国土');
  const order = (item: Seen, plannedFor: string) => ({ ...item, grids: [activeGrid], plannedFor });
  expect(await portal.refusal('emergency', 'orderPatrols', order(safety, '2026-11-24'))).toBe(
    'INVALID OFFICER_UNTRAINED',
  );
  expect(await portal.sentence('emergency', 'orderPatrols', order(safety, '2026-11-24'))).toBe(
    '网格「320281104200002」没有「安监」条线培训合格的人员。',
  );

  const skill = await portal.act<{ validUntil: string }>(
    'town',
    'recordGridTraining',
    training(officer, '安监'),
    'validUntil',
  );
  expect(skill.validUntil).toBe('2028-11-19');
  await portal.act('town', 'recordGridTraining', training(officer, '国土'));
  const sent = await portal.act('emergency', 'orderPatrols', order(safety, '2026-11-24'));
  await portal.act('natural-resources', 'orderPatrols', order(land, '2026-11-22'));
  await portal.act('emergency', 'orderPatrols', order(sent, '2026-11-21'));
  const own = {
    grid: activeGrid,
    assignee: officer,
    plannedFor: '2026-11-23',
    checklist: ['有无问题'],
    nodes: [{ name: '早', dueAt: '2026-11-23T01:00:00Z' }],
  };
  await portal.act('town', 'issuePatrol', { ...(await portal.act('town', 'planPatrol', { plan: own })) });
  expect(await workOf(officer, 'officer')).toEqual([
    { line: '安监', plannedFor: '2026-11-21' },
    { line: '国土', plannedFor: '2026-11-22' },
    { line: null, plannedFor: '2026-11-23' },
    { line: '安监', plannedFor: '2026-11-24' },
  ]);
  // In the graph the list stands beside dispatch’s own.
  const both = await portal.look<{ staffMember: { gridSkills: unknown[] } }>(
    'officer',
    'query ($number: ID!) { staffMember(number: $number) { gridSkills { line } gridWork { patrolTask { grid { code } } } inbox { edges { node { kind } } } } }',
    { number: officer },
  );
  expect(both.staffMember.gridSkills).toEqual([{ line: '国土' }, { line: '安监' }]);
});

test('who is trained goes, though another role comes first; without training any of the six goes', async () => {
  const ecology = await duty('ecology', '环保');
  await portal.act('town', 'recordGridTraining', training(patroller, '环保'));
  await portal.act('ecology', 'orderPatrols', { ...ecology, grids: [activeGrid], plannedFor: '2026-11-25' });
  expect(await workOf(patroller, 'patroller')).toContainEqual({ line: '环保', plannedFor: '2026-11-25' });
});

test('a training counts for the months of the profile, is renewed, and is taken back with a reason', async () => {
  const urban = await duty('urban-management', '城管');
  const old = await portal.act('town', 'recordGridTraining', training(officer, '城管', '2024-11-21'), 'validUntil');
  expect(old).toMatchObject({ validUntil: '2026-11-20', version: 1 });
  const order = { ...urban, grids: [activeGrid], plannedFor: '2026-11-21' };
  expect(await portal.refusal('urban-management', 'orderPatrols', order)).toBe('INVALID OFFICER_UNTRAINED');
  const renewed = await portal.act('town', 'recordGridTraining', training(officer, '城管', '2024-11-22'), 'validUntil');
  expect(renewed).toMatchObject({ id: old.id, version: 2, validUntil: '2026-11-21' });
  const sent = await portal.act('urban-management', 'orderPatrols', order);

  expect(await portal.refusal('other', 'withdrawGridSkill', { ...renewed, reason: '复训未过。' })).toBe('NOT_FOUND');
  expect(await portal.refusal('officer', 'withdrawGridSkill', { ...renewed, reason: '复训未过。' })).toBe(
    'FORBIDDEN ROLE_MISSING',
  );
  expect(await portal.refusal('town', 'withdrawGridSkill', { ...renewed, reason: '' })).toBe('INVALID TEXT_LENGTH');
  const gone = await portal.act('town', 'withdrawGridSkill', { ...renewed, reason: '复训未过。' });
  expect(await portal.refusal('town', 'withdrawGridSkill', { ...gone, reason: '复训未过。' })).toBe(
    'CONFLICT SKILL_WITHDRAWN',
  );
  expect(await portal.refusal('urban-management', 'orderPatrols', { ...order, ...sent })).toBe(
    'INVALID OFFICER_UNTRAINED',
  );
});

test.each([
  ['by another town’s administrator', 'other', training(officer, '安监'), 'FORBIDDEN OUTSIDE_TERRITORY'],
  ['by an officer', 'officer', training(officer, '安监'), 'FORBIDDEN ROLE_MISSING'],
  ['of somebody who serves in no grid of the town', 'town', training('JY000619', '安监'), 'INVALID NOT_A_GRID_OFFICER'],
  ['in a line that is none', 'town', training(officer, '统计'), 'INVALID LINE_UNKNOWN'],
  ['passed tomorrow', 'town', training(officer, '安监', '2026-11-22'), 'INVALID FUTURE_TIME'],
])('a training %s is not recorded', async (_what, as, given, refusal) => {
  expect(await portal.refusal(as, 'recordGridTraining', given)).toBe(refusal);
});
