import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Seen } from '../authority/offices.js';
import { type AppraisalPortal, openAppraisers, people, quarter } from './appraisers.js';

let portal: AppraisalPortal;
let close: Seen;
let wide: Seen;
beforeAll(async () => {
  portal = await openAppraisers();
  await portal.define({ minimumSpread: '0.2' });
  for (const post of ['A01', 'A04', 'A05', 'A06', 'A07', 'A09', 'A10']) await portal.appoint(post);
  // The only one of the fifth tier.
  await portal.appoint('A20', { staff: people['B05'] });
  wide = await portal.collect();
  close = await portal.collect({ kind: 'MONTHLY', startsOn: '2026-10-01', endsOn: '2026-10-31' });
  for (const [post, score] of Object.entries({ A04: '90', A05: '85', A06: '80', A09: '90', A10: '72' })) {
    await portal.rate(wide.id, 'A01', post, score);
    await portal.rate(close.id, 'A01', post, score);
  }
  await portal.rate(wide.id, 'A01', 'A07', '72');
  await portal.rate(wide.id, 'A01', 'B05', '88');
  await portal.rate(close.id, 'A01', 'A07', '73');
  await portal.passTo('2026-11-27T16:00:00Z');
});
afterAll(() => portal.close());

test('days are appraised once in a kind: of two appraisals of them one stands, even when both are opened at the same moment', async () => {
  const again = { ...quarter, name: '再考', startsOn: '2026-09-30', endsOn: '2026-12-31' };
  expect(await portal.refusal('evaluator', 'openAppraisalCycle', again)).toBe('CONFLICT CYCLE_EXISTS');
  const november = { ...quarter, kind: 'MONTHLY', name: '十一月', startsOn: '2026-11-01', endsOn: '2026-11-30' };
  const outcomes = await Promise.all(
    [1, 2].map(() => portal.act('evaluator', 'openAppraisalCycle', november).then(() => 'opened', String)),
  );
  expect(outcomes.filter((each) => each === 'opened')).toHaveLength(1);
  expect(outcomes.join()).toContain('CYCLE_EXISTS');
});

test('an appraisal is of a town, over days that there are, by a scheme that was in force, of somebody who held a post', async () => {
  const opening = (change: object) =>
    portal.refusal('evaluator', 'openAppraisalCycle', { ...quarter, kind: 'ANNUAL', ...change });
  for (const region of ['320281', '320281104200']) expect(await opening({ region })).toBe('INVALID REGION_UNFIT');
  expect(await opening({ startsOn: '1949-09-30' })).toBe('INVALID PERIOD_BOUNDS');
  expect(await opening({ endsOn: '3000-01-01' })).toBe('INVALID PERIOD_BOUNDS');
  // The county's first scheme took effect on 1 January 2019.
  const before = { startsOn: '1949-10-01', endsOn: '2018-12-31' };
  expect(await opening(before)).toBe('CONFLICT SCHEME_MISSING');
  const opened = await portal.act('evaluator', 'openAppraisalCycle', { ...quarter, ...before, endsOn: '2019-01-01' });
  expect(await portal.refusal('evaluator', 'collectRatings', { ...opened })).toBe('CONFLICT NOBODY_TO_APPRAISE');
});

const spreads = 'spreads { tier people top bottom spread isEnough }';

test('90, 85, 80, 72 is a spread of (90−72)/90 = 0.2000, which is shown; a tier of one is exempt', async () => {
  const scored = await portal.cycle(wide.id, spreads);
  expect(scored).toMatchObject({
    state: 'SCORING',
    spreads: [
      { tier: 3, people: 4, top: '90', bottom: '72', spread: '0.2', isEnough: true },
      { tier: 4, people: 2, top: '90', bottom: '72', spread: '0.2', isEnough: true },
      { tier: 5, people: 1, top: '88', bottom: '88', spread: '0', isEnough: true },
    ],
  });
  expect(await portal.refusal('neighbour', 'publiciseAppraisal', { ...scored })).toBe('NOT_FOUND');
  expect(await portal.refusal('leader', 'publiciseAppraisal', { ...scored })).toBe('FORBIDDEN ROLE_MISSING');
  const shown = await portal.act('evaluator', 'publiciseAppraisal', { ...scored });
  expect(shown.state).toBe('PUBLICISED');
});

test('90, 85, 80, 73 is 0.1889 and refused, naming the tier; the other tier is measured apart', async () => {
  const scored = await portal.cycle(close.id, spreads);
  expect(scored).toMatchObject({
    spreads: [
      { tier: 3, people: 4, top: '90', bottom: '73', spread: '0.1889', isEnough: false },
      { tier: 4, people: 2, spread: '0.2', isEnough: true },
    ],
  });
  expect(await portal.refusal('evaluator', 'publiciseAppraisal', { ...scored })).toBe('CONFLICT SPREAD_TOO_SMALL');
  expect(await portal.sentence('evaluator', 'publiciseAppraisal', { ...scored })).toBe(
    '绩效差距不足:第 3 层级最高 90、最低 73,差距 0.1889。',
  );
  // To compute anew changes nothing: no score is made to fit.
  const again = await portal.act('evaluator', 'rescoreAppraisal', { ...scored });
  expect(await portal.cycle(close.id, spreads)).toMatchObject({ spreads: [{ spread: '0.1889' }, { spread: '0.2' }] });
  expect(await portal.refusal('evaluator', 'publiciseAppraisal', { ...again })).toBe('CONFLICT SPREAD_TOO_SMALL');
});

test('before the results are shown only evaluators see them', async () => {
  const of = async (as: string, { id }: Seen) => {
    const query = `query ($id: ID!) { appraisalCycle(id: $id) { scorecards(first: 2) { edges { node {
      total tierRank coefficient ratings { score } scores { raw } timeline { values { value } } } } } } }`;
    const { data } = await portal.ask(query, { id }, { as });
    const { scorecards } = Object(data?.['appraisalCycle']) as { scorecards: { edges: { node: object }[] } };
    return scorecards.edges[1]?.node as { total: string | null; ratings: unknown[]; timeline: { values: unknown[] }[] };
  };
  const hidden = { total: null, tierRank: null, coefficient: null, ratings: [], scores: [] };
  expect(await of('A05', close)).toMatchObject(hidden);
  expect((await of('A05', close)).timeline.flatMap(({ values }) => values)).toEqual([]);
  expect((await of('evaluator', close)).total).toBe('90');
  expect((await of('A05', wide)).total).toBe('90');
});

test('who has more gets no lower coefficient, and rank 1 the highest', async () => {
  const { A04, A05, A06, A07, A09, A10, A01 } = await portal.cards(wide.id);
  // Mean of the tier: (90 + 85 + 80 + 72) / 4 = 81.75.
  const ofThird = [A04, A05, A06, A07].map((card) => [card?.tierRank, card?.tierSize, card?.total, card?.coefficient]);
  expect(ofThird).toEqual([
    [1, 4, '90', '1.1009'],
    [2, 4, '85', '1.0398'],
    [3, 4, '80', '0.9786'],
    [4, 4, '72', '0.8807'],
  ]);
  expect([A09?.coefficient, A10?.coefficient]).toEqual(['1.1111', '0.8889']);
  // Whom nobody is to rate has no score here.
  expect([A01?.tier, A01?.total, A01?.tierRank]).toEqual([1, null, null]);
});

test('what nobody rated in five working days is NOT_RATED: it leaves the mean and is counted', async () => {
  const { A04 } = await portal.cards(wide.id);
  expect(A04?.scores).toEqual([{ code: 'moduleRating', raw: '90', weighted: '90', weight: '1', unrated: 6 }]);
  // Seven members by six colleagues each, and the leader by seven.
  expect(await portal.cycle(wide.id, 'unrated')).toMatchObject({ unrated: 49 });
  const { data } = await portal.ask(
    `query ($id: ID!) { scorecard(id: $id) { ratings { kind score rater { number } } scores { bases { kind value points } } } }`,
    { id: A04?.id },
    { as: 'A04' },
  );
  const { ratings, scores } = Object(data?.['scorecard']) as { ratings: unknown[]; scores: { bases: unknown[] }[] };
  expect(ratings).toContainEqual({ kind: 'LEADER', score: '90', rater: { number: 'JY001359' } });
  expect(ratings.filter((each) => Object(each).score === null)).toHaveLength(6);
  expect(scores[0]?.bases[0]).toEqual({ kind: 'LEADER_RATING', value: '90', points: '90' });
});

test('a changed weight is a new version of the scheme, and old cards stay', async () => {
  const before = await portal.cards(wide.id);
  const dimensions = [
    { code: 'moduleRating', name: '模块评分', weight: '0.5', indicator: '模块负责人评分' },
    { code: 'teamCredits', name: '组团积分', weight: '0.5', indicator: '组团联村' },
  ];
  expect(await portal.define({ effectiveFrom: '2026-11-01', dimensions })).toBe('KP-CADRE-320281-3');
  const refusals = [
    await portal.undefinable({ effectiveFrom: '2026-11-01' }),
    await portal.undefinable({ effectiveFrom: '2026-12-01', dimensions: dimensions.slice(0, 1) }),
    await portal.undefinable({ effectiveFrom: '2026-12-01', dimensions: [{ ...dimensions[0], code: 'goodwill' }] }),
    await portal.undefinable({ county: '320412' }),
    await portal.undefinable({ effectiveFrom: '2026-12-01', minimumSpread: '1' }),
  ];
  expect(refusals).toEqual([
    'SCHEME_NOT_LATER',
    'WEIGHTS_NOT_ONE',
    'DIMENSION_UNKNOWN',
    'OUTSIDE_TERRITORY',
    'SPREAD_BOUNDS',
  ]);
  expect(await portal.cards(wide.id)).toEqual(before);
  expect(await portal.cycle(wide.id, 'scheme { code }')).toMatchObject({ scheme: { code: 'KP-CADRE-320281-2' } });
});

test('only a decision on an appeal changes what is shown, and the ranks with it; then it is final and on file', async () => {
  const { A07, A06 } = await portal.cards(wide.id);
  expect(await portal.refusal('A06', 'appealScore', { ...A07, reason: '替他人申诉' })).toBe('FORBIDDEN NOT_OWN_CARD');
  const appealed = await portal.act('A07', 'appealScore', { ...A07, reason: '漏计一次评分。' });
  expect(appealed.state).toBe('APPEALED');
  expect(await portal.refusal('leader', 'decideScoreAppeal', { ...appealed, decision: '更正' })).toBe(
    'FORBIDDEN ROLE_MISSING',
  );
  const unfit = { ...appealed, decision: '更正', dimension: 'postPoints', score: '80' };
  expect(await portal.refusal('evaluator', 'decideScoreAppeal', unfit)).toBe('INVALID CORRECTION_UNFIT');
  await portal.passTo('2026-12-04T16:00:00Z');
  const over = await portal.cycle(wide.id);
  expect(over.state).toBe('APPEALING');
  expect(await portal.refusal('A06', 'appealScore', { ...A06, reason: '迟了' })).toBe('CONFLICT APPEAL_TIME_OVER');
  expect(await portal.refusal('evaluator', 'finaliseAppraisal', { ...over })).toBe('CONFLICT APPEALS_OPEN');
  await portal.act('evaluator', 'decideScoreAppeal', {
    ...appealed,
    decision: '更正为 82 分。',
    dimension: 'moduleRating',
    score: '82',
  });
  const after = await portal.cards(wide.id);
  expect([after['A07'], after['A06']].map((card) => [card?.total, card?.tierRank])).toEqual([
    ['82', 3],
    ['80', 4],
  ]);
  const final = await portal.act('evaluator', 'finaliseAppraisal', { ...(await portal.cycle(wide.id)) });
  const filed = await portal.act('evaluator', 'archiveAppraisal', { ...final });
  expect(filed.state).toBe('ARCHIVED');
  expect((await portal.cards(wide.id))['A07']?.state).toBe('FINAL');
});
