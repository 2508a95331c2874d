import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OfficePortal, Seen } from '../subgraphs/authority/offices.js';
import {
  announced,
  moduleOf,
  numberOf,
  openSelection,
  orders,
  silent,
  wishes,
} from '../subgraphs/evaluation/selection-of-posts.js';

// 徐霞客镇 lets 38 people choose among 80 posts of four modules. Told by those who choose: one who gets the second and the
// fourth of the wishes, one who gets a single post, and one who wishes for nothing (S-12).
let portal: OfficePortal;
let round: Seen;
const chosen = numberOf('P18');
const single = numberOf('P19');

beforeAll(async () => {
  portal = await openSelection();
});
afterAll(() => portal.close());

async function seenBy<T = unknown>(as: string, fields: string): Promise<T> {
  const query = `query ($id: ID!) { found: postSelectionRound(id: $id) { ${fields} } }`;
  return (await portal.look<{ found: T }>(as, query, { id: round.id })).found;
}

const wishesOf = (staffNumber: string) => wishes.find((each) => each.staffNumber === staffNumber)?.posts ?? [];

/** Why the eleven posts stay empty: nobody wished for them, or who did holds two that are dearer. */
const unwanted = ['A11', 'C15', 'D06'];
const elsewhere = ['A13', 'A15', 'B06', 'C02', 'C13', 'C14', 'D01', 'D19'];

test('The posts are announced; nobody wishes for any before the town says so, and no neighbour sees them', async () => {
  round = await portal.act('leader', 'openPostSelection', announced);
  const { postCodes, candidates, ...rest } = await seenBy<{ postCodes: string[]; candidates: unknown[] }>(
    chosen,
    'state choiceCount capacity postCodes candidates { number }',
  );
  expect(rest).toEqual({ state: 'ANNOUNCED', choiceCount: 9, capacity: 2 });
  expect([postCodes.length, candidates.length]).toEqual([80, 38]);
  const early = { ...round, posts: wishesOf(chosen) };
  expect(await portal.refusal(chosen, 'submitPostChoices', early)).toBe('CONFLICT WRONG_STATE');
  await expect(seenBy('neighbour', 'state')).rejects.toThrow(round.id);
});

test('37 wish; one thinks better of it; nobody, not even the town’s leader, sees another’s wishes', async () => {
  round = await portal.act('leader', 'startChoosing', { ...round });
  round = await portal.act(chosen, 'submitPostChoices', { ...round, posts: ['A17'] });
  for (const { staffNumber, posts } of wishes)
    round = await portal.act(staffNumber, 'submitPostChoices', { ...round, posts });
  const choices = 'choices { staffNumber posts }';
  expect(await seenBy(chosen, choices)).toEqual({
    choices: [{ staffNumber: chosen, posts: ['A02', 'D05', 'B02', 'A01', 'B20', 'A18', 'A17'] }],
  });
  for (const as of [silent, 'leader', '党建统领']) expect(await seenBy(as, choices)).toEqual({ choices: [] });
});

test('The modules see who wishes for a post of theirs, and rank them; who comes late with a wish is too late', async () => {
  round = await portal.act('leader', 'closeChoosing', { ...round });
  expect(await portal.refusal(silent, 'submitPostChoices', { ...round, posts: ['A11'] })).toBe('CONFLICT WRONG_STATE');
  const applicants = 'wanted: applicants(post: "A02") unwanted: applicants(post: "A11")';
  expect(await seenBy('党建统领', applicants)).toEqual({
    wanted: ['P04', 'P05', 'P15', 'P18', 'P21', 'P23', 'P35'].map(numberOf),
    unwanted: [],
  });
  for (const as of ['监管执法', chosen]) expect(await seenBy(as, applicants)).toEqual({ wanted: null, unwanted: null });
  for (const { post, staffNumbers } of orders)
    round = await portal.act(moduleOf(post), 'submitModuleRanking', { ...round, post, staff: staffNumbers });
  expect(await seenBy(chosen, 'matches { postCode } rankings { post }')).toEqual({ matches: [], rankings: null });
});

test('The result is public in the town: 69 of 80, 86 %, and whoever got a fourth wish can see why', async () => {
  round = await portal.act('leader', 'runPostMatching', { ...round });
  const result = await seenBy<{ matches: { postCode: string; staffNumber: string }[]; rankings: { post: string }[] }>(
    chosen,
    `matchRate matchPercent unmatchedStaff { number } rankings { post staffNumbers }
     matches { postCode staffNumber choiceRank moduleRank }`,
  );
  expect(result).toMatchObject({ matchRate: '0.8625', matchPercent: 86, unmatchedStaff: [{ number: silent }] });
  expect(result.matches).toHaveLength(69);
  expect(result.matches.filter(({ staffNumber }) => staffNumber === chosen)).toEqual([
    { postCode: 'A01', staffNumber: chosen, choiceRank: 4, moduleRank: 1 },
    { postCode: 'D05', staffNumber: chosen, choiceRank: 2, moduleRank: 2 },
  ]);
  // A02, the dearest, went to the one whom the module put first; the fourth of its ranking was too low.
  expect(result.matches).toContainEqual({
    postCode: 'A02',
    staffNumber: numberOf('P35'),
    choiceRank: 4,
    moduleRank: 1,
  });
  expect(result.rankings.find(({ post }) => post === 'A02')).toEqual({
    post: 'A02',
    staffNumbers: ['P35', 'P15', 'P23', 'P18', 'P21', 'P05', 'P04'].map(numberOf),
  });
  // 32 people hold two posts, 5 hold one.
  const held = [...Map.groupBy(result.matches, ({ staffNumber }) => staffNumber).values()].map(({ length }) => length);
  expect([held.filter((posts) => posts === 2).length, held.filter((posts) => posts === 1).length]).toEqual([32, 5]);
});

test('Each of the eleven empty posts is explained, for all to read, before the posts are anybody’s', async () => {
  const startsOn = '2026-12-01';
  for (const post of elsewhere)
    round = await portal.act('leader', 'explainVacancy', { ...round, post, reason: '填报者均已任更靠前志愿的岗位' });
  expect(await portal.sentence('leader', 'confirmPostSelection', { ...round, startsOn })).toBe(
    '空缺岗位须调配或说明理由:A11、C15、D06。',
  );
  for (const post of unwanted)
    round = await portal.act('leader', 'explainVacancy', { ...round, post, reason: '无人填报' });
  expect(await portal.refusal(chosen, 'confirmPostSelection', { ...round, startsOn })).toBe('FORBIDDEN ROLE_MISSING');
  round = await portal.act('leader', 'confirmPostSelection', { ...round, startsOn });
  const { vacancies } = await seenBy<{ vacancies: { postCode: string; reason: string }[] }>(
    single,
    'vacancies { postCode reason }',
  );
  const unwished = vacancies.filter(({ reason }) => reason === '无人填报').map(({ postCode }) => postCode);
  expect([vacancies.length, unwished]).toEqual([11, unwanted]);
});

test('From December the town reads who holds what, the dearest as the main post; a neighbour reads nothing', async () => {
  const query = `query ($staff: ID) { postHoldings(first: 100, staff: $staff) {
    totalCount edges { node { startsOn isPrimary post { code } } } } }`;
  const held = async (as: string, staff: string | null) =>
    (await portal.look<{ postHoldings: { totalCount: number; edges: { node: unknown }[] } }>(as, query, { staff }))
      .postHoldings;
  expect((await held(chosen, chosen)).edges.map(({ node }) => node)).toEqual([
    { startsOn: '2026-12-01', isPrimary: true, post: { code: 'D05' } },
    { startsOn: '2026-12-01', isPrimary: false, post: { code: 'A01' } },
  ]);
  expect((await held(single, single)).edges.map(({ node }) => node)).toEqual([
    { startsOn: '2026-12-01', isPrimary: true, post: { code: 'C08' } },
  ]);
  expect((await held(silent, silent)).totalCount).toBe(0);
  expect([(await held('leader', null)).totalCount, (await held('neighbour', null)).totalCount]).toEqual([69, 0]);
});
