import { defineWorkflow, type Effect } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { inTerritory } from '../conditions.js';
import { confirmHoldings } from './confirm-holdings.js';
import { matchPosts } from './match-posts.js';
import { PostSelectionRound } from './post-selection-round.js';
import {
  type Adjustment,
  allRanked,
  choicesFit,
  choosesForPost,
  choosesForSome,
  hasRoom,
  isCandidate,
  postIsEmpty,
  rankingFits,
  type SentRanking,
  type SentVacancy,
  source,
  vacanciesExplained,
} from './selection-guards.js';
import { SelectionState } from './selection-vocabulary.js';

/** What each verb of a round is sent. */
interface SelectionInputs {
  readonly openPostSelection: object;
  readonly startChoosing: object;
  readonly submitPostChoices: { readonly posts: readonly string[] };
  readonly closeChoosing: object;
  readonly submitModuleRanking: SentRanking;
  readonly runPostMatching: object;
  readonly adjustPostMatch: Adjustment;
  readonly explainVacancy: SentVacancy;
  readonly confirmPostSelection: { readonly startsOn: string };
}

const town = ['town_leader'];
const matched = [SelectionState.MATCHED, SelectionState.ADJUSTING];
const explained = written<PostSelectionRound, { readonly reason: string }>(
  { zh: '理由', en: 'The reason' },
  500,
  source,
  ({ reason }) => reason,
);

const match: Effect<PostSelectionRound, object> = {
  title: { zh: '延迟接受算法:干部先选,岗位择优', en: 'deferred acceptance, people proposing' },
  apply: (row) => {
    const pairs = matchPosts(row.choices, row.rankings, row.capacity);
    row.matches = pairs.map(({ post, staffNumber }) => ({
      postCode: post,
      staffNumber,
      ...ranksOf(row, post, staffNumber),
      adjustedFor: null,
    }));
  },
};

const adjust: Effect<PostSelectionRound, Adjustment> = {
  title: { zh: '记录调配及理由', en: 'who was put there is kept, and why' },
  apply: (row, { input: { post, staff, reason } }) => {
    const match = { postCode: post, staffNumber: staff, ...ranksOf(row, post, staff), adjustedFor: reason.trim() };
    row.matches = [...row.matches, match].sort((one, other) => (one.postCode < other.postCode ? -1 : 1));
    row.vacancies = row.vacancies.filter(({ postCode }) => postCode !== post);
  },
};

/** SM12: announced, chosen from both sides, matched, adjusted with reasons, confirmed as holdings. */
export const selectionWorkflow = defineWorkflow<PostSelectionRound, SelectionInputs>({
  module: 'evaluation',
  name: 'post-selection',
  title: { zh: '双向选岗', en: 'Two-way selection of posts' },
  source,
  entity: PostSelectionRound,
  states: {
    ANNOUNCED: { title: { zh: '已公布', en: 'announced' } },
    CHOOSING: { title: { zh: '干部选岗', en: 'people choose' } },
    MODULE_CHOOSING: { title: { zh: '模块选人', en: 'modules choose' } },
    MATCHED: { title: { zh: '已匹配', en: 'matched' } },
    ADJUSTING: { title: { zh: '组织调配', en: 'adjusted by hand' } },
    CONFIRMED: { title: { zh: '已确定', en: 'confirmed' }, final: true },
  },
  transitions: {
    openPostSelection: {
      title: { zh: '公布岗位', en: 'Announce posts' },
      from: [],
      to: SelectionState.ANNOUNCED,
      by: town,
      source,
      conditions: [inTerritory(source)],
      entry: ({ name, postCodes, candidateNumbers }) => ({
        comment: name,
        values: { posts: postCodes.length, candidates: candidateNumbers.length },
      }),
    },
    startChoosing: {
      title: { zh: '开始选岗', en: 'Let people choose' },
      from: [SelectionState.ANNOUNCED],
      to: SelectionState.CHOOSING,
      by: town,
      source,
      conditions: [inTerritory(source)],
    },
    submitPostChoices: {
      title: { zh: '填报志愿', en: 'Choose posts' },
      from: [SelectionState.CHOOSING],
      to: SelectionState.CHOOSING,
      by: ['cadre', 'module_leader'],
      source,
      conditions: [isCandidate],
      guards: [choicesFit],
      effect: {
        title: { zh: '记录志愿,以最后一次为准', en: 'the last wishes of a person count' },
        apply: (row, { input: { posts }, context: { caller } }) => {
          const staffNumber = caller.staffNumber ?? '';
          const others = row.choices.filter((each) => each.staffNumber !== staffNumber);
          row.choices = [...others, { staffNumber, posts: [...posts] }];
        },
      },
      entry: (_row, { input: { posts } }) => ({ values: { choices: posts.length } }),
    },
    closeChoosing: {
      title: { zh: '结束选岗,转模块选人', en: 'Let modules choose' },
      from: [SelectionState.CHOOSING],
      to: SelectionState.MODULE_CHOOSING,
      by: town,
      source,
      conditions: [inTerritory(source)],
      entry: ({ choices }) => ({ values: { people: choices.length } }),
    },
    submitModuleRanking: {
      title: { zh: '模块选人', en: 'Choose people' },
      from: [SelectionState.MODULE_CHOOSING],
      to: SelectionState.MODULE_CHOOSING,
      by: ['module_leader'],
      source,
      conditions: [choosesForSome],
      guards: [choosesForPost, rankingFits],
      effect: {
        title: { zh: '记录选人顺序', en: 'the ranking is kept' },
        apply: (row, { input: { post, staff } }) => {
          const others = row.rankings.filter((each) => each.post !== post);
          row.rankings = [...others, { post, staffNumbers: [...staff] }];
        },
      },
      entry: (_row, { input: { post, staff } }) => ({ values: { post, people: staff.length } }),
    },
    runPostMatching: {
      title: { zh: '系统匹配', en: 'Match' },
      from: [SelectionState.MODULE_CHOOSING],
      to: SelectionState.MATCHED,
      by: town,
      source,
      conditions: [inTerritory(source)],
      guards: [allRanked],
      effect: match,
      entry: ({ matches, postCodes }) => ({ values: { matched: matches.length, posts: postCodes.length } }),
    },
    adjustPostMatch: {
      title: { zh: '组织调配', en: 'Fill a post by hand' },
      from: matched,
      to: SelectionState.ADJUSTING,
      by: town,
      source,
      conditions: [inTerritory(source)],
      guards: [explained, postIsEmpty, hasRoom],
      effect: adjust,
      entry: (_row, { input: { post, staff, reason } }) => ({ comment: reason.trim(), values: { post, staff } }),
    },
    explainVacancy: {
      title: { zh: '说明空缺', en: 'Say why a post stays empty' },
      from: matched,
      to: SelectionState.ADJUSTING,
      by: town,
      source,
      conditions: [inTerritory(source)],
      guards: [explained, postIsEmpty],
      effect: {
        title: { zh: '记录理由', en: 'the reason is kept' },
        apply: (row, { input: { post, reason } }) => {
          const others = row.vacancies.filter(({ postCode }) => postCode !== post);
          row.vacancies = [...others, { postCode: post, reason: reason.trim() }];
        },
      },
      entry: (_row, { input: { post, reason } }) => ({ comment: reason.trim(), values: { post } }),
    },
    confirmPostSelection: {
      title: { zh: '确定选岗结果', en: 'Confirm' },
      from: matched,
      to: SelectionState.CONFIRMED,
      by: town,
      source,
      conditions: [inTerritory(source)],
      guards: [vacanciesExplained],
      effect: {
        title: { zh: '写入任岗,原任岗前一日止', en: 'the holdings are written; those before end the day before' },
        apply: (row, { input: { startsOn }, context }) => confirmHoldings(row, startsOn, context),
      },
      entry: (_row, { input: { startsOn } }) => ({ values: { from: startsOn } }),
    },
  },
});

function ranksOf({ choices, rankings }: PostSelectionRound, post: string, staff: string) {
  const wishes = choices.find(({ staffNumber }) => staffNumber === staff)?.posts ?? [];
  const people = rankings.find((each) => each.post === post)?.staffNumbers ?? [];
  return { choiceRank: placeOf(wishes, post), moduleRank: placeOf(people, staff) };
}

function placeOf(list: readonly string[], each: string): number | null {
  const index = list.indexOf(each);
  return index === -1 ? null : index + 1;
}
