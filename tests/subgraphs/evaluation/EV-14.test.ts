import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OfficePortal, Seen } from '../authority/offices.js';
import {
  announced,
  leaders,
  moduleOf,
  modules,
  numberOf,
  openSelection,
  orders,
  people,
  posts,
  ranked,
  silent,
  wishes,
} from './selection-of-posts.js';
import { blockingPairs } from './stable-matchings.js';

const capacity = 2;

interface Match {
  readonly postCode: string;
  readonly staffNumber: string;
  readonly choiceRank: number;
  readonly moduleRank: number;
}

let portal: OfficePortal;
let round: Seen;
beforeAll(async () => {
  portal = await openSelection();
});
afterAll(() => portal.close());

async function roundWith<T>(fields: string, as = 'leader'): Promise<T> {
  const query = `query ($id: ID!) { postSelectionRound(id: $id) { ${fields} } }`;
  const { data, errors } = await portal.ask(query, { id: round.id }, { as });
  expect(errors).toBeUndefined();
  return data?.['postSelectionRound'] as T;
}

test('the files hold 37 people, 4 modules and 80 posts', () => {
  expect([people.length, modules.length, posts.length]).toEqual([37, 4, 80]);
  expect(new Set(ranked.map(({ post }) => post)).size).toBe(80);
});

test('37 people choose among 80 posts, each for oneself', async () => {
  // Another town does not even see the posts.
  expect(await portal.refusal('neighbour', 'openPostSelection', announced)).toBe('NOT_FOUND');
  expect(await portal.refusal('leader', 'openPostSelection', { ...announced, leaders: leaders.slice(1) })).toBe(
    'INVALID SELECTION_UNFIT',
  );
  round = await portal.act('leader', 'openPostSelection', announced);
  round = await portal.act('leader', 'startChoosing', { ...round });
  expect(await portal.refusal('党建统领', 'submitPostChoices', { ...round, posts: ['A01'] })).toBe(
    'FORBIDDEN NOT_A_CANDIDATE',
  );
  const first = numberOf('P01');
  expect(await portal.refusal(first, 'submitPostChoices', { ...round, posts: posts.slice(0, 10) })).toBe(
    'INVALID CHOICES_UNFIT',
  );
  expect(await portal.refusal(first, 'submitPostChoices', { ...round, posts: ['A01', 'A01'] })).toBe(
    'INVALID CHOICES_UNFIT',
  );
  for (const { staffNumber, posts: wished } of wishes)
    round = await portal.act(staffNumber, 'submitPostChoices', { ...round, posts: wished });
  // Before the matching nobody sees what another wishes for.
  const seen = await roundWith<{ choices: unknown[] }>('choices { staffNumber posts }', first);
  expect(seen.choices).toEqual([wishes[0]]);
});

test('modules choose people for their own posts, of those who wish for them', async () => {
  round = await portal.act('leader', 'closeChoosing', { ...round });
  const [order = { post: '', staffNumbers: [] }] = orders;
  const ranking = { ...round, post: order.post, staff: order.staffNumbers };
  expect(await portal.refusal('监管执法', 'submitModuleRanking', ranking)).toBe('FORBIDDEN NOT_MODULE_LEADER');
  expect(await portal.refusal('党建统领', 'submitModuleRanking', { ...ranking, staff: [silent] })).toBe(
    'INVALID RANKING_UNFIT',
  );
  expect(await portal.refusal('leader', 'runPostMatching', { ...round })).toBe('CONFLICT RANKINGS_MISSING');
  for (const { post, staffNumbers } of orders) {
    round = await portal.act(moduleOf(post), 'submitModuleRanking', { ...round, post, staff: staffNumbers });
  }
});

test('exactly 69 of 80 posts are filled, 86 %, with no blocking pair and nobody over two posts', async () => {
  expect(await portal.refusal(numberOf('P01'), 'runPostMatching', { ...round })).toBe('FORBIDDEN ROLE_MISSING');
  round = await portal.act('leader', 'runPostMatching', { ...round });
  const matched = await roundWith<{ matches: Match[]; unmatchedPosts: { code: string }[] }>(`
    state matchRate matchPercent unmatchedPosts { code } unmatchedStaff { number }
    matches { postCode staffNumber choiceRank moduleRank }`);
  expect(matched).toMatchObject({ state: 'MATCHED', matchRate: '0.8625', matchPercent: 86 });
  expect(matched.matches).toHaveLength(69);
  expect(matched.unmatchedPosts.map(({ code }) => code)).toEqual([
    'A11',
    'A13',
    'A15',
    'B06',
    'C02',
    'C13',
    'C14',
    'C15',
    'D01',
    'D06',
    'D19',
  ]);
  // Who wishes for nothing gets nothing; everybody else has a post.
  expect(matched).toMatchObject({ unmatchedStaff: [{ number: silent }] });
  const pairs = matched.matches.map(({ postCode: post, staffNumber }) => ({ post, staffNumber }));
  const held = [...Map.groupBy(pairs, ({ staffNumber }) => staffNumber).values()].map(({ length }) => length);
  expect(Math.max(...held)).toBe(2);
  expect(blockingPairs(pairs, wishes, orders, capacity)).toEqual([]);
  expect(matched.matches.find(({ postCode }) => postCode === 'A01')).toEqual({
    postCode: 'A01',
    staffNumber: numberOf('P18'),
    choiceRank: (wishes[17]?.posts.indexOf('A01') ?? -2) + 1,
    moduleRank: 1,
  });
});

test('each of the 11 empty posts is filled or explained before the result is confirmed', async () => {
  const startsOn = '2026-12-01';
  expect(await portal.refusal('leader', 'confirmPostSelection', { ...round, startsOn })).toBe(
    'CONFLICT VACANCY_UNEXPLAINED',
  );
  expect(await portal.refusal('leader', 'explainVacancy', { ...round, post: 'A01', reason: '无人' })).toBe(
    'CONFLICT POST_NOT_EMPTY',
  );
  const by = { ...round, post: 'A11', reason: '缺编,由其兼任' };
  expect(await portal.refusal('leader', 'adjustPostMatch', { ...by, staff: numberOf('P01') })).toBe(
    'CONFLICT OVER_CAPACITY',
  );
  expect(await portal.refusal('leader', 'adjustPostMatch', { ...by, staff: silent, reason: ' ' })).toBe(
    'INVALID TEXT_LENGTH',
  );
  round = await portal.act('leader', 'adjustPostMatch', { ...by, staff: silent });
  for (const post of ['A13', 'A15', 'B06', 'C02', 'C13', 'C14', 'C15', 'D01', 'D06'])
    round = await portal.act('leader', 'explainVacancy', { ...round, post, reason: '待公开招聘' });
  expect(await portal.sentence('leader', 'confirmPostSelection', { ...round, startsOn })).toBe(
    '空缺岗位须调配或说明理由:D19。',
  );
  round = await portal.act('leader', 'explainVacancy', { ...round, post: 'D19', reason: '与 D18 合并' });
  round = await portal.act('leader', 'confirmPostSelection', { ...round, startsOn });
  expect(round.state).toBe('CONFIRMED');
  const { data } = await portal.ask(
    `{ a11: postHoldings(staff: "${silent}") { edges { node { startsOn isPrimary post { code } } } }
       all: postHoldings { totalCount } }`,
    {},
    { as: 'leader' },
  );
  expect(data).toEqual({
    a11: { edges: [{ node: { startsOn, isPrimary: true, post: { code: 'A11' } } }] },
    all: { totalCount: 70 },
  });
});
