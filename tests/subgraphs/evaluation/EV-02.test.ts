import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type AppraisalPortal, openAppraisers, people } from './appraisers.js';

let portal: AppraisalPortal;
beforeAll(async () => {
  portal = await openAppraisers();
  const postPoints = [{ code: 'postPoints', name: '岗位赋分', weight: '1', indicator: '岗位分值乘以完成度' }];
  await portal.define({ dimensions: postPoints });
  for (const post of ['A01', 'A04', 'A09']) await portal.appoint(post);
});
afterAll(() => portal.close());

async function refusalOf(post: string, change: object, as = 'leader'): Promise<string> {
  const target = await portal.post(post);
  return portal.refusal(as, 'appointToPost', { ...target, staff: people[post], startsOn: '2026-01-01', ...change });
}

test('two posts are the sum of their points, 100 at most', async () => {
  // A09 is worth 71 and A20, held beside it, 65; A04 alone 82.
  await portal.appoint('A20', { staff: people['A09'], isPrimary: false });
  const { id } = await portal.collect();
  await portal.passTo('2026-11-27T16:00:00Z');
  const { A04, A09 } = await portal.cards(id);
  expect([A04?.total, A09?.total]).toEqual(['82', '100']);
  expect(A09?.tier).toBe(4);
  const { data } = await portal.ask(
    'query ($id: ID!) { scorecard(id: $id) { scores { raw bases { kind label value points evidence { id } } } } }',
    { id: A09?.id },
    { as: 'evaluator' },
  );
  expect(data?.['scorecard']).toEqual({
    scores: [
      {
        raw: '100',
        bases: [
          { kind: 'POST', label: 'A09 文秘协办岗8', value: '1', points: '71', evidence: [] },
          { kind: 'POST', label: 'A20 人事辅助岗19', value: '1', points: '65', evidence: [] },
        ],
      },
    ],
  });
});

test('a post has one holder, and a person two posts at most', async () => {
  expect(await refusalOf('A04', { staff: people['A05'] })).toBe('CONFLICT POST_HELD');
  expect(await refusalOf('A19', { staff: people['A09'] })).toBe('CONFLICT POSTS_TOO_MANY');
  expect(await refusalOf('A05', { startsOn: '2026-02-01', endsOn: '2026-01-01' })).toBe('INVALID DATES_REVERSED');
  expect(await refusalOf('A05', { staff: 'JY000001' })).toBe('NOT_FOUND');
});

test('of two appointments of one person at the same moment, where one more post is allowed, one stands', async () => {
  await portal.appoint('A10', { staff: people['A10'] });
  const given = { staff: people['A10'], startsOn: '2026-01-01', isPrimary: false };
  const targets = await Promise.all(['A12', 'A15'].map((code) => portal.post(code)));
  const outcomes = await Promise.all(
    targets.map((target) =>
      portal.act('leader', 'appointToPost', { ...target, ...given }).then(() => 'appointed', String),
    ),
  );
  expect(outcomes.filter((each) => each === 'appointed')).toHaveLength(1);
  expect(outcomes.join()).toContain('POSTS_TOO_MANY');
});

test('the town appoints to its posts, and nobody else', async () => {
  expect(await refusalOf('A05', {}, 'evaluator')).toBe('FORBIDDEN ROLE_MISSING');
  expect(await refusalOf('A05', {}, 'neighbour')).toBe('NOT_FOUND');
});

test('a post that is vacated may be held by another from the next day on', async () => {
  const target = await portal.post('A04');
  expect(await portal.refusal('leader', 'vacatePost', { ...target, lastDay: '2025-12-31' })).toBe(
    'CONFLICT POST_VACANT',
  );
  const vacate =
    'mutation ($id: ID!, $version: Int!) { vacatePost(id: $id, version: $version, lastDay: "2026-11-30") { code } }';
  expect((await portal.ask(vacate, { ...target }, { as: 'leader' })).errors).toBeUndefined();
  expect(await refusalOf('A04', { staff: people['A05'], startsOn: '2026-11-30' })).toBe('CONFLICT POST_HELD');
  await portal.appoint('A04', { staff: people['A05'], startsOn: '2026-12-01' });
  const holder = async () =>
    (await portal.ask('{ post(code: "A04") { holding { isPrimary staffMember { number } } } }', {}, { as: 'leader' }))
      .data?.['post'];
  expect(await holder()).toEqual({ holding: { isPrimary: true, staffMember: { number: people['A04'] } } });
  portal.clock.moment = new Date('2026-12-01T01:00:00Z');
  expect(await holder()).toEqual({ holding: { isPrimary: true, staffMember: { number: people['A05'] } } });
});
