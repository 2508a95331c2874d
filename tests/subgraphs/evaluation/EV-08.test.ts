import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Seen } from '../authority/offices.js';
import { type AppraisalPortal, openAppraisers, people } from './appraisers.js';

let portal: AppraisalPortal;
let final: Seen;
beforeAll(async () => {
  portal = await openAppraisers();
  await portal.define();
  for (const post of ['A01', 'A04', 'A05', 'A06']) await portal.appoint(post);
  const { id } = await portal.collect();
  for (const [post, score] of Object.entries({ A04: '90', A05: '80', A06: '70' }))
    await portal.rate(id, 'A01', post, score);
  await portal.passTo('2026-11-27T16:00:00Z');
  await portal.act('evaluator', 'publiciseAppraisal', { ...(await portal.cycle(id)) });
  await portal.passTo('2026-12-04T16:00:00Z');
  final = await portal.act('evaluator', 'finaliseAppraisal', { ...(await portal.cycle(id)) });
});
afterAll(() => portal.close());

const dimension = { code: 'moduleRating', name: '模块评分', weight: '1', indicator: '模块负责人评分' };

test.each([
  { part: 'name', value: '罚没收入' },
  { part: 'indicator', value: '按罚款金额排名' },
  { part: 'indicator', value: 'total of fines collected' },
  { part: 'code', value: 'fineAmount' },
])('a scheme with a fine in its $part is refused: $value', async ({ part, value }) => {
  const scheme = { effectiveFrom: '2027-01-01', dimensions: [{ ...dimension, [part]: value }] };
  expect(await portal.undefinable(scheme)).toBe('FINES_IN_APPRAISAL');
});

test('a bonus is not paid from fines, nor by whoever does not appraise, nor before the results are final', async () => {
  const bonus = { ...final, pool: '10000', fundedBy: '年度绩效预算' };
  expect(await portal.refusal('evaluator', 'distributeBonus', { ...bonus, fundedBy: '罚没款返还' })).toBe(
    'INVALID FINES_IN_APPRAISAL',
  );
  expect(await portal.sentence('evaluator', 'distributeBonus', { ...bonus, fundedBy: '罚没款返还' })).toBe(
    '「罚没款返还」取自罚没款项;考核、奖金不得与罚没挂钩(行政处罚法第七十四条)。',
  );
  expect(await portal.refusal('evaluator', 'distributeBonus', { ...bonus, pool: '0' })).toBe('INVALID POOL_BOUNDS');
  expect(await portal.refusal('evaluator', 'distributeBonus', { ...bonus, pool: '1.001' })).toBe('INVALID POOL_BOUNDS');
  expect(await portal.refusal('leader', 'distributeBonus', bonus)).toBe('FORBIDDEN ROLE_MISSING');
  const open = await portal.collect({ kind: 'MONTHLY', startsOn: '2026-10-01', endsOn: '2026-10-31' });
  expect(await portal.refusal('evaluator', 'distributeBonus', { ...bonus, ...open })).toBe('CONFLICT WRONG_STATE');
});

test('the pool is shared by the coefficients, to the fen, and once', async () => {
  const shared = await portal.act('evaluator', 'distributeBonus', {
    ...final,
    pool: '100.01',
    fundedBy: '年度绩效预算',
  });
  // Coefficients 1.125, 1 and 0.875 of three: 37.50375, 33.33667 and 29.16958 yuan; the fen that are left go to the largest remainders.
  const query = '{ bonusLines(first: 100) { edges { node { coefficient amount staffMember { number } } } } }';
  const seenBy = async (as: string) => {
    const { data } = await portal.ask(query, {}, { as });
    const { edges } = Object(data?.['bonusLines']) as { edges: { node: object }[] };
    return edges.map(({ node }) => node);
  };
  expect(await seenBy('evaluator')).toEqual([
    { coefficient: '1.125', amount: '37.50', staffMember: { number: people['A04'] } },
    { coefficient: '1', amount: '33.34', staffMember: { number: people['A05'] } },
    { coefficient: '0.875', amount: '29.17', staffMember: { number: people['A06'] } },
  ]);
  // A colleague sees that there is a share, and only the own amount.
  expect((await seenBy('A05')).map((line) => (line as { amount: string | null }).amount)).toEqual([
    null,
    '33.34',
    null,
  ]);
  expect(await seenBy('neighbour')).toEqual([]);
  expect(await portal.refusal('evaluator', 'distributeBonus', { ...shared, pool: '1', fundedBy: '预算' })).toBe(
    'CONFLICT ONLY_ONCE',
  );
});
