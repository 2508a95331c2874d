import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Seen } from '../authority/offices.js';
import { type AppraisalPortal, openAppraisers } from './appraisers.js';

let portal: AppraisalPortal;
let cycle: Seen;
beforeAll(async () => {
  portal = await openAppraisers();
  await portal.define();
  for (const post of ['A01', 'A04', 'A05', 'B01', 'B04', 'B05']) await portal.appoint(post);
  cycle = await portal.collect();
});
afterAll(() => portal.close());

test('only the leader of the module rates its members', async () => {
  const { A04, B04, B01 } = await portal.cards(cycle.id);
  expect(await portal.refusal('B01', 'rateModuleMember', { ...A04, score: '80' })).toBe('FORBIDDEN NOT_MODULE_LEADER');
  expect(await portal.refusal('A05', 'rateModuleMember', { ...A04, score: '80' })).toBe('FORBIDDEN ROLE_MISSING');
  expect(await portal.refusal('A01', 'rateModuleMember', { ...B04, score: '80' })).toBe('FORBIDDEN NOT_MODULE_LEADER');
  // Nobody leads a leader, and nobody rates oneself.
  expect(await portal.refusal('B01', 'rateModuleMember', { ...B01, score: '99' })).toBe('FORBIDDEN NOT_MODULE_LEADER');
  expect(await portal.refusal('evaluator', 'rateModuleMember', { ...A04, score: '80' })).toBe('FORBIDDEN ROLE_MISSING');
});

test('a rating is 0 to 100, and given once', async () => {
  const { A04 } = await portal.cards(cycle.id);
  expect(await portal.refusal('A01', 'rateModuleMember', { ...A04, score: '100.5' })).toBe('INVALID SCORE_BOUNDS');
  expect(await portal.refusal('A01', 'rateModuleMember', { ...A04, score: '-1' })).toBe('INVALID SCORE_BOUNDS');
  const rated = await portal.act('A01', 'rateModuleMember', { ...A04, score: '60' });
  expect(await portal.refusal('A01', 'rateModuleMember', { ...rated, score: '61' })).toBe('CONFLICT RATED_ALREADY');
});

test('colleagues of the module rate each other', async () => {
  const { A04, A05 } = await portal.cards(cycle.id);
  expect(await portal.refusal('B04', 'rateColleague', { ...A04, score: '70' })).toBe('FORBIDDEN NOT_COLLEAGUE');
  expect(await portal.refusal('A05', 'rateColleague', { ...A05, score: '100' })).toBe('FORBIDDEN NOT_COLLEAGUE');
  await portal.act('A05', 'rateColleague', { ...A04, score: '90' });
});

test('the leniency of a leader is taken out, and the mean is of leaders and colleagues', async () => {
  await portal.rate(cycle.id, 'A01', 'A05', '80');
  await portal.rate(cycle.id, 'B01', 'B04', '90');
  await portal.rate(cycle.id, 'B01', 'B05', '98');
  await portal.passTo('2026-11-27T16:00:00Z');
  // All four: mean 82, deviation √((22² + 2² + 8² + 16²) / 4) = √202 = 14.2127. Strict: mean 70, deviation 10; lenient: 94
  // and 4. So both leaders’ lower one is 82 − 14.2127 and both leaders’ higher one 82 + 14.2127.
  const { A04, A05, B04, B05 } = await portal.cards(cycle.id);
  expect([A05, B04, B05].map((card) => card?.total)).toEqual(['96.2127', '67.7873', '96.2127']);
  // The mean of the leader’s 67.7873 and the colleague’s 90.
  expect(A04?.total).toBe('78.8937');
  const { data } = await portal.ask(
    'query ($id: ID!) { scorecard(id: $id) { scores { bases { kind value points } } } }',
    { id: A04?.id },
    { as: 'evaluator' },
  );
  expect(data?.['scorecard']).toEqual({
    scores: [
      {
        bases: [
          { kind: 'LEADER_RATING', value: '60', points: '67.7873' },
          { kind: 'PEER_RATING', value: '90', points: '90' },
        ],
      },
    ],
  });
});
