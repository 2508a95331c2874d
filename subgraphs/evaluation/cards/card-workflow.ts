import type { Effect, Guard } from '../../../kit/workflow/workflow.js';
import { defineWorkflow } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { inTerritory } from '../conditions.js';
import { isScore, scoreInBounds } from '../score-bounds.js';
import { rankAgain } from '../cycles/rank-cards.js';
import {
  appealSource,
  isColleague,
  leadsModule,
  notYetRated,
  ownCard,
  ratingSource,
  stillShown,
} from './card-conditions.js';
import type { AppealDecision, CardInputs, CardTransitions, GivenRating } from './card-inputs.js';
import { BasisKind, CardState, RatingKind } from './card-vocabulary.js';
import { rounded, textOf, totalOf, weightedBy } from './formulas.js';
import { Scorecard } from './scorecard.js';

const notRated = 'NOT_RATED';

const source = {
  zh: '四维考评:岗位赋分、模块评分、组团积分、专班计分,按季度打分排名(EV-01)',
  en: 'Four dimensions, scored and ranked by the quarter (EV-01)',
};

const withinBounds = scoreInBounds<Scorecard, GivenRating>(ratingSource, ({ score }) => score);

const correctionFits: Guard<Scorecard, AppealDecision> = {
  reason: 'CORRECTION_UNFIT',
  code: 'INVALID',
  sentence: ({ scores }, { input: { dimension, score } }) => ({
    zh: `更正须指明维度(${scores.map(({ code }) => code).join('、')})和 0—100 的得分;收到 ${dimension?.slice(0, 60) ?? '空'}、${score ?? '空'}。`,
    en: `A correction names a dimension (${scores.map(({ code }) => code).join(', ')}) and a score of 0 to 100; got ${dimension?.slice(0, 60) ?? 'none'} and ${score ?? 'none'}.`,
  }),
  source: appealSource,
  holds: ({ scores }, { input: { dimension, score } }) => {
    if (dimension === null && score === null) return true;
    const known = scores.some(({ code }) => code === dimension);
    return known && score !== null && isScore(score);
  },
};

const keepRating = (kind: RatingKind): Effect<Scorecard, GivenRating> => ({
  title: { zh: '记录评分', en: 'the rating is kept' },
  apply: (row, { input, context: { caller }, now }) => {
    const rating = { kind, raterNumber: caller.staffNumber ?? '', score: input.score, at: now.toISOString() };
    row.ratings = [...row.ratings, rating];
  },
});

const keepScores: Effect<Scorecard, CardInputs['scoreCard']> = {
  title: {
    zh: '记录得分;未评的记为未评价,不计入均值',
    en: 'the scores are kept; ratings not given are noted, and leave the mean',
  },
  apply: (row, { input: { scores }, answers }) => {
    const silent = Object.entries(answers).filter(([, { answer }]) => answer === notRated);
    const noted = new Set(row.ratings.map(({ raterNumber }) => raterNumber));
    const missing = silent
      .filter(([raterNumber]) => !noted.has(raterNumber))
      .map(([raterNumber, { at }]) => {
        const kind = row.leaderNumbers.includes(raterNumber) ? RatingKind.LEADER : RatingKind.PEER;
        return { kind, raterNumber, score: null, at };
      });
    row.ratings = [...row.ratings, ...missing];
    row.scores = scores;
    row.total = textOf(totalOf(scores));
  },
};

const decideAppeal: Effect<Scorecard, AppealDecision> = {
  title: { zh: '记录决定;更正的重计总分和名次', en: 'the decision is kept; a correction changes total and ranks' },
  apply: async (row, { input: { decision, dimension, score }, context }) => {
    row.appealDecision = decision.trim();
    if (dimension === null || score === null) return;
    const raw = rounded(Number(score));
    const basis = { kind: BasisKind.APPEAL, label: decision.trim(), value: null, points: String(raw), evidenceIds: [] };
    row.scores = row.scores.map((each) =>
      each.code === dimension
        ? { ...each, raw: String(raw), weighted: String(weightedBy(each.weight, raw)), bases: [...each.bases, basis] }
        : each,
    );
    row.total = String(totalOf(row.scores));
    await rankAgain(row, context);
  },
};

const rating: CardTransitions<'rateModuleMember' | 'rateColleague'> = {
  rateModuleMember: {
    title: { zh: '模块负责人评分', en: 'Rate a member of one’s module' },
    from: [CardState.RATING],
    to: CardState.RATING,
    by: ['module_leader'],
    source: ratingSource,
    conditions: [leadsModule, notYetRated],
    guards: [withinBounds],
    effect: keepRating(RatingKind.LEADER),
    answers: (_row, { input, context: { caller } }) => ({ party: caller.staffNumber ?? '', answer: input.score }),
  },
  rateColleague: {
    title: { zh: '同事互评', en: 'Rate a colleague' },
    from: [CardState.RATING],
    to: CardState.RATING,
    by: ['cadre', 'module_leader'],
    source: ratingSource,
    conditions: [isColleague, notYetRated],
    guards: [withinBounds],
    effect: keepRating(RatingKind.PEER),
    answers: (_row, { input, context: { caller } }) => ({ party: caller.staffNumber ?? '', answer: input.score }),
  },
};

const appealing: CardTransitions<'appealScore' | 'decideScoreAppeal'> = {
  appealScore: {
    title: { zh: '申诉', en: 'Appeal against a score' },
    from: [CardState.PUBLICISED],
    to: CardState.APPEALED,
    by: ['cadre', 'module_leader'],
    source: appealSource,
    once: true,
    conditions: [ownCard, stillShown],
    guards: [written({ zh: '申诉理由', en: 'The appeal' }, 2000, appealSource, ({ reason }) => reason)],
    effect: {
      title: { zh: '记录申诉理由', en: 'the appeal is kept' },
      apply: (row, { input }) => {
        row.appeal = input.reason.trim();
      },
    },
  },
  decideScoreAppeal: {
    title: { zh: '申诉决定', en: 'Decide an appeal' },
    from: [CardState.APPEALED],
    to: CardState.PUBLICISED,
    by: ['evaluator'],
    source: appealSource,
    conditions: [inTerritory(appealSource)],
    guards: [
      written({ zh: '决定', en: 'The decision' }, 2000, appealSource, ({ decision }) => decision),
      correctionFits,
    ],
    effect: decideAppeal,
    entry: (_row, { input: { decision, dimension, score } }) => ({
      comment: decision.trim(),
      values: { dimension, score },
    }),
  },
};

/** The life of a scorecard: rated, scored, shown, perhaps appealed against, final. Its cycle leads it. */
export const cardWorkflow = defineWorkflow<Scorecard, CardInputs>({
  module: 'evaluation',
  name: 'scorecard',
  title: { zh: '四维考评成绩单', en: 'A scorecard' },
  source,
  entity: Scorecard,
  states: {
    RATING: {
      title: { zh: '评分中', en: 'being rated' },
      gathers: {
        title: { zh: '模块负责人和同事的评分', en: 'ratings of leaders and colleagues' },
        parties: ({ leaderNumbers, peerNumbers }) => [...leaderNumbers, ...peerNumbers],
      },
    },
    SCORED: { title: { zh: '已计分', en: 'scored' } },
    PUBLICISED: { title: { zh: '公示', en: 'shown' } },
    APPEALED: { title: { zh: '已申诉', en: 'appealed against' } },
    FINAL: { title: { zh: '已定', en: 'final' }, final: true },
  },
  transitions: {
    openScorecard: {
      title: { zh: '建立成绩单', en: 'Open a scorecard' },
      from: [],
      to: CardState.RATING,
      by: 'system',
      source,
    },
    ...rating,
    scoreCard: {
      title: { zh: '计分', en: 'Score' },
      from: [CardState.RATING, CardState.SCORED],
      to: CardState.SCORED,
      by: 'system',
      source,
      silence: notRated,
      effect: keepScores,
    },
    publiciseCard: {
      title: { zh: '公示', en: 'Show' },
      from: [CardState.SCORED],
      to: CardState.PUBLICISED,
      by: 'system',
      source,
    },
    ...appealing,
    finaliseCard: {
      title: { zh: '确定', en: 'Make final' },
      from: [CardState.PUBLICISED],
      to: CardState.FINAL,
      by: 'system',
      source,
    },
  },
});
