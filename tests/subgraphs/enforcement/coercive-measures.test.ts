import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Answer, TestPortal } from '../../support/portal.js';
import { refusal } from './cases.js';
import { investigated, openWithPeople, registered } from './general.js';
import { standing, type Stands } from './inspections.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openWithPeople();
});
afterAll(() => portal.close());

beforeEach(() => {
  portal.clock.moment = new Date('2026-11-23T02:00:00Z');
});

const seen = 'id version state kind outcome case { caseNo } deadlines { name state dueAt extended } timelineBrokenAt';
const calls = {
  approveMeasure: '$approve: Boolean!, $reason: String!',
  extendMeasure: '$days: Int!, $reason: String!',
  releaseMeasure: '$outcome: String!',
  disposeMeasure: '$outcome: String!',
} as const;

function propose(caseNo: string, kind: string, as = 'officer'): Promise<Answer> {
  return portal.ask(
    `mutation ($caseNo: ID!, $kind: CoerciveMeasureKind!) { proposeMeasure(caseNo: $caseNo, kind: $kind, object: "挖掘机一台") { ${seen} } }`,
    { caseNo, kind },
    { as },
  );
}

function go({ id, version }: Stands, verb: keyof typeof calls, sent: object, as = 'head'): Promise<Answer> {
  const declared = calls[verb];
  const names = [...declared.matchAll(/\$(\w+):/g)].map(([, name]) => `, ${name}: $${name}`).join('');
  return portal.ask(
    `mutation ($id: ID!, $version: Int!, ${declared}) { ${verb}(id: $id, version: $version${names}) { ${seen} } }`,
    { id, version, ...sent },
    { as },
  );
}

const yes = { approve: true, reason: '防止证据灭失。' };

async function inForce(kind: string): Promise<Stands> {
  const { caseNo } = await investigated(portal);
  return standing(await go(standing(await propose(caseNo, kind)), 'approveMeasure', yes));
}

async function again({ id }: Stands): Promise<Stands> {
  return standing(
    await portal.ask(`query ($id: ID!) { coerciveMeasure(id: $id) { ${seen} } }`, { id }, { as: 'head' }),
  );
}

test('what is registered and kept is dealt with in seven working days, or released by itself', async () => {
  const kept = await inForce('PRE_REGISTER');
  expect(kept).toMatchObject({
    state: 'IN_FORCE',
    deadlines: [{ name: 'term', state: 'RUNNING', dueAt: '2026-12-02T16:00:00.000Z', extended: false }],
  });
  expect(refusal(await go(kept, 'extendMeasure', { days: 5, reason: '未完。' }))).toEqual([
    'CONFLICT',
    'MEASURE_NOT_EXTENDABLE',
  ]);
  portal.clock.moment = new Date('2026-12-02T16:00:01Z');
  await portal.settle();
  expect(await again(kept)).toMatchObject({ state: 'LAPSED', deadlines: [{ state: 'MISSED' }] });
});

test('what is detained is held for thirty days, once for thirty more, and then dealt with', async () => {
  const held = await inForce('DETAIN');
  expect(held['deadlines']).toMatchObject([{ dueAt: '2026-12-23T16:00:00.000Z' }]);
  expect(refusal(await go(held, 'extendMeasure', { days: 31, reason: '复杂。' }))).toEqual(['INVALID', 'MEASURE_DAYS']);
  const longer = standing(await go(held, 'extendMeasure', { days: 30, reason: '情况复杂。' }));
  expect(longer['deadlines']).toMatchObject([{ dueAt: '2027-01-22T16:00:00.000Z', extended: true }]);
  expect(refusal(await go(longer, 'extendMeasure', { days: 1, reason: '再延。' }))).toEqual(['CONFLICT', 'ONLY_ONCE']);
  expect(standing(await go(longer, 'disposeMeasure', { outcome: '依法没收。' }))).toMatchObject({
    state: 'DISPOSED',
    outcome: '依法没收。',
    timelineBrokenAt: null,
  });
});

test('the case’s officers propose, its head decides, while it is investigated', async () => {
  const { caseNo } = await investigated(portal);
  expect(refusal(await propose(caseNo, 'SEAL_UP', 'colleague'))).toEqual(['FORBIDDEN', 'NOT_CASE_OFFICER']);
  expect(refusal(await propose(caseNo, 'SEAL_UP', 'officer2'))).toEqual(['NOT_FOUND', undefined]);
  const clue = await registered(portal);
  expect(refusal(await propose(clue.caseNo, 'SEAL_UP'))).toEqual(['CONFLICT', 'CASE_NOT_INVESTIGATED']);
  const proposed = standing(await propose(caseNo, 'SEAL_UP'));
  expect(refusal(await go(proposed, 'approveMeasure', yes, 'officer'))).toEqual(['FORBIDDEN', 'ROLE_MISSING']);
  expect(refusal(await go(proposed, 'approveMeasure', yes, 'head2'))).toEqual(['NOT_FOUND', undefined]);
  expect(standing(await go(proposed, 'approveMeasure', { approve: false, reason: '不必。' })).state).toBe('REFUSED');
});
