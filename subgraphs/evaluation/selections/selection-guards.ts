import type { Caller } from '../../../kit/identity/caller.js';
import type { Condition } from '../../../kit/identity/policy.js';
import type { Guard } from '../../../kit/workflow/workflow.js';
import { emptyPosts, moduleOfPost, type PostSelectionRound } from './post-selection-round.js';

/** Where the rules of this workflow stand. */
export const source = {
  zh: '双向选岗:干部选岗、模块选人、系统匹配(EV-14)',
  en: 'Two-way selection: people choose posts, modules choose people, the system matches (EV-14)',
};

/** A post, and whom a module would have on it. */
export interface SentRanking {
  readonly post: string;
  readonly staff: readonly string[];
}

/** Somebody put on a post by hand. */
export interface Adjustment {
  readonly post: string;
  readonly staff: string;
  readonly reason: string;
}

/** A post that stays empty. */
export interface SentVacancy {
  readonly post: string;
  readonly reason: string;
}

type SelectionGuard<Input> = Guard<PostSelectionRound, Input>;

const shown = (names: readonly string[]): string => names.join('、').slice(0, 500);

export const isCandidate: Condition<PostSelectionRound> = {
  reason: 'NOT_A_CANDIDATE',
  code: 'FORBIDDEN',
  sentence: { zh: '您不是本次选岗的人选。', en: 'You are no candidate of this selection.' },
  source,
  holds: ({ candidateNumbers }, { caller }) => candidateNumbers.includes(caller.staffNumber ?? ''),
};

export const choosesForSome: Condition<PostSelectionRound> = {
  reason: 'NOT_MODULE_LEADER',
  code: 'FORBIDDEN',
  sentence: { zh: '只有模块负责人为本模块选人。', en: 'Only the leader of a module chooses for it.' },
  source,
  holds: ({ leaders }, { caller }) => leaders.some(({ staffNumber }) => staffNumber === caller.staffNumber),
};

export const choicesFit: SelectionGuard<{ readonly posts: readonly string[] }> = {
  reason: 'CHOICES_UNFIT',
  code: 'INVALID',
  sentence: ({ choiceCount }, { input: { posts } }) => ({
    zh: `志愿须为本次公布的岗位,不重复,至多 ${choiceCount} 个;收到「${shown(posts)}」。`,
    en: `Wishes are posts of this round, each once, ${choiceCount} at most; got "${shown(posts)}".`,
  }),
  source,
  holds: ({ postCodes, choiceCount }, { input: { posts } }) =>
    posts.length <= choiceCount &&
    new Set(posts).size === posts.length &&
    posts.every((post) => postCodes.includes(post)),
};

export const choosesForPost: SelectionGuard<SentRanking> = {
  reason: 'NOT_MODULE_LEADER',
  code: 'FORBIDDEN',
  sentence: (row, { input: { post } }) => ({
    zh: `岗位「${post.slice(0, 50)}」属「${moduleOfPost(row, post) ?? '无'}」模块,由该模块负责人选人。`,
    en: `The post "${post.slice(0, 50)}" is of the module ${moduleOfPost(row, post) ?? 'none'}, whose leader chooses.`,
  }),
  source,
  holds: (row, { input: { post }, context: { caller } }) => choosesFor(row, post, caller),
};

export const rankingFits: SelectionGuard<SentRanking> = {
  reason: 'RANKING_UNFIT',
  code: 'INVALID',
  sentence: (row, { input: { post, staff } }) => ({
    zh: `排序须为填报该岗位的人(${shown(applicantsOf(row, post))}),不重复;收到「${shown(staff)}」。`,
    en: `A ranking is of those who wish for the post (${shown(applicantsOf(row, post))}), each once; got "${shown(staff)}".`,
  }),
  source,
  holds: (row, { input: { post, staff } }) =>
    new Set(staff).size === staff.length && staff.every((number) => applicantsOf(row, post).includes(number)),
};

export const allRanked: SelectionGuard<object> = {
  reason: 'RANKINGS_MISSING',
  code: 'CONFLICT',
  sentence: (row) => ({
    zh: `尚未选人的岗位:${shown(unranked(row))}。`,
    en: `Nobody has chosen yet for ${shown(unranked(row))}.`,
  }),
  source,
  holds: (row) => unranked(row).length === 0,
};

export const postIsEmpty: SelectionGuard<{ readonly post: string }> = {
  reason: 'POST_NOT_EMPTY',
  code: 'CONFLICT',
  sentence: (row, { input: { post } }) => ({
    zh: `「${post.slice(0, 50)}」不是空缺岗位(${shown(emptyPosts(row))})。`,
    en: `"${post.slice(0, 50)}" is none of the empty posts (${shown(emptyPosts(row))}).`,
  }),
  source,
  holds: (row, { input: { post } }) => emptyPosts(row).includes(post),
};

export const hasRoom: SelectionGuard<Adjustment> = {
  reason: 'OVER_CAPACITY',
  code: 'CONFLICT',
  sentence: ({ capacity }, { input: { staff } }) => ({
    zh: `「${staff.slice(0, 50)}」须为本次人选,且任岗不超过 ${capacity} 个。`,
    en: `"${staff.slice(0, 50)}" must be a candidate with fewer than ${capacity} posts.`,
  }),
  source,
  holds: ({ candidateNumbers, matches, capacity }, { input: { staff } }) =>
    candidateNumbers.includes(staff) && matches.filter(({ staffNumber }) => staffNumber === staff).length < capacity,
};

export const vacanciesExplained: SelectionGuard<object> = {
  reason: 'VACANCY_UNEXPLAINED',
  code: 'CONFLICT',
  sentence: (row) => ({
    zh: `空缺岗位须调配或说明理由:${shown(unexplained(row))}。`,
    en: `Empty posts are filled or explained first: ${shown(unexplained(row))}.`,
  }),
  source,
  holds: (row) => unexplained(row).length === 0,
};

/** Whether a caller chooses people for a post. */
export function choosesFor(row: PostSelectionRound, post: string, { staffNumber }: Caller): boolean {
  const module = moduleOfPost(row, post);
  return row.leaders.some((each) => each.module === module && each.staffNumber === staffNumber);
}

/** Who wishes for a post. */
export function applicantsOf({ choices }: PostSelectionRound, post: string): string[] {
  return choices.filter(({ posts }) => posts.includes(post)).map(({ staffNumber }) => staffNumber);
}

function unranked(row: PostSelectionRound): string[] {
  const wished = row.postCodes.filter((post) => applicantsOf(row, post).length > 0);
  return wished.filter((code) => !row.rankings.some(({ post }) => post === code));
}

function unexplained(row: PostSelectionRound): string[] {
  return emptyPosts(row).filter((code) => !row.vacancies.some(({ postCode }) => postCode === code));
}
