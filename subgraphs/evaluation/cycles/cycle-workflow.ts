import type { Condition } from '../../../kit/identity/policy.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { moveInside } from '../../../kit/workflow/move.js';
import { defineWorkflow, type Effect, type Guard } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { type BonusShare, shareBonus } from '../bonuses/share-bonus.js';
import { cardWorkflow } from '../cards/card-workflow.js';
import { CardState } from '../cards/card-vocabulary.js';
import { inTerritory } from '../conditions.js';
import { fineless, finesSource } from '../draws-on-fines.js';
import { AppraisalCycle } from './appraisal-cycle.js';
import { cycleSettings } from './cycle-settings.js';
import { CycleState } from './cycle-vocabulary.js';
import { holdersOf, openCards } from './open-cards.js';
import { cardsOf } from './rank-cards.js';
import { scoreCycle } from './score-cycle.js';

/** What each verb of a cycle is sent. */
interface CycleInputs {
  readonly openAppraisalCycle: object;
  readonly collectRatings: object;
  readonly closeRating: object;
  readonly rescoreAppraisal: object;
  readonly publiciseAppraisal: object;
  readonly endPublicity: object;
  readonly finaliseAppraisal: object;
  readonly distributeBonus: BonusShare;
  readonly archiveAppraisal: object;
}

const source = {
  zh: '四维考评:每名干部按季度打分排名(EV-01)',
  en: 'Every cadre is scored and ranked by the quarter (EV-01)',
};

const spreadSource = {
  zh: '同一层级干部考核绩效差距拉开 20% 以上(EV-01)',
  en: 'Within a tier the results lie at least 20 % apart (EV-01)',
};

const periodOver: Condition<AppraisalCycle> = {
  reason: 'PERIOD_NOT_OVER',
  code: 'CONFLICT',
  sentence: { zh: '考评期尚未结束。', en: 'The period is not over.' },
  source,
  holds: ({ endsOn }, { clock }) => endsOn < dayOf(clock.now()),
};

const appealsDecided: Condition<AppraisalCycle> = {
  reason: 'APPEALS_OPEN',
  code: 'CONFLICT',
  sentence: { zh: '尚有申诉未决定。', en: 'There are appeals without a decision.' },
  source,
  holds: async ({ id }, context) => !(await cardsOf(id, context)).some(({ state }) => state === CardState.APPEALED),
};

const someHolder: Guard<AppraisalCycle, object> = {
  reason: 'NOBODY_TO_APPRAISE',
  code: 'CONFLICT',
  sentence: ({ regionCode, endsOn }) => ({
    zh: `${endsOn} 在 ${regionCode} 无人任岗,没有考评对象。`,
    en: `On ${endsOn} nobody held a post in ${regionCode}, so there is nobody to appraise.`,
  }),
  source,
  holds: async (row, { context }) => (await holdersOf(row, context)).size > 0,
};

const spreadReached: Guard<AppraisalCycle, object> = {
  reason: 'SPREAD_TOO_SMALL',
  code: 'CONFLICT',
  sentence: ({ spreads }) => {
    const tiers = spreads.filter(({ isEnough }) => !isEnough);
    return {
      zh: `绩效差距不足:${tiers.map(({ tier, top, bottom, spread }) => `第 ${tier} 层级最高 ${top}、最低 ${bottom},差距 ${spread}`).join(';')}。`,
      en: `Too little spread: ${tiers.map(({ tier, top, bottom, spread }) => `tier ${tier} from ${bottom} to ${top}, a spread of ${spread}`).join('; ')}.`,
    };
  },
  source: spreadSource,
  holds: ({ spreads }) => spreads.every(({ isEnough }) => isEnough),
};

const positivePool: Guard<AppraisalCycle, BonusShare> = {
  reason: 'POOL_BOUNDS',
  code: 'INVALID',
  sentence: (_row, { input: { pool } }) => ({
    zh: `奖金总额须大于 0,至多两位小数,收到 ${pool}。`,
    en: `The pool is above 0, in yuan and fen; got ${pool}.`,
  }),
  source: finesSource,
  holds: (_row, { input: { pool } }) => /^\d{1,12}(\.\d{1,2})?$/.test(pool) && Number(pool) > 0,
};

const score: Effect<AppraisalCycle, object> = {
  title: { zh: '计分、排名、算差距', en: 'cards are scored and ranked, spreads measured' },
  apply: (row, { context }) => scoreCycle(row, context),
};

const leadCards = (
  verb: 'publiciseCard' | 'finaliseCard',
  title: { zh: string; en: string },
): Effect<AppraisalCycle, object> => ({
  title,
  apply: async ({ id }, { context }) => {
    for (const card of await cardsOf(id, context)) await moveInside(cardWorkflow, verb, card.id, context, {});
  },
});

/** SM11: planned, rated, scored, shown, appealed against, final, on file. */
export const cycleWorkflow = defineWorkflow<AppraisalCycle, CycleInputs>({
  module: 'evaluation',
  name: 'appraisal-cycle',
  title: { zh: '四维考评', en: 'An appraisal' },
  source,
  entity: AppraisalCycle,
  states: {
    PLANNED: { title: { zh: '已计划', en: 'planned' } },
    COLLECTING: {
      title: { zh: '评分中', en: 'being rated' },
      deadline: {
        name: 'rating',
        title: { zh: '模块评分', en: 'Rate' },
        length: cycleSettings.rating,
        then: 'closeRating',
      },
    },
    SCORING: { title: { zh: '已计分', en: 'scored' } },
    PUBLICISED: {
      title: { zh: '公示', en: 'shown' },
      deadline: {
        name: 'publicity',
        title: { zh: '公示', en: 'Show' },
        length: cycleSettings.publicity,
        then: 'endPublicity',
      },
    },
    APPEALING: { title: { zh: '处理申诉', en: 'deciding appeals' } },
    FINAL: { title: { zh: '已定', en: 'final' } },
    ARCHIVED: { title: { zh: '已入档', en: 'on file' }, final: true },
  },
  transitions: {
    openAppraisalCycle: {
      title: { zh: '开展考评', en: 'Open an appraisal' },
      from: [],
      to: CycleState.PLANNED,
      by: ['evaluator'],
      source,
      conditions: [inTerritory(source)],
      entry: ({ name, schemeCode }) => ({ comment: name, values: { scheme: schemeCode } }),
    },
    collectRatings: {
      title: { zh: '开始评分', en: 'Collect ratings' },
      from: [CycleState.PLANNED],
      to: CycleState.COLLECTING,
      by: ['evaluator'],
      source,
      conditions: [inTerritory(source), periodOver],
      guards: [someHolder],
      effect: {
        title: { zh: '为期末在岗的每个人建立成绩单', en: 'everybody who held a post at its end gets a scorecard' },
        apply: (row, { context }) => openCards(row, context),
      },
    },
    closeRating: {
      title: { zh: '评分期满', en: 'The time to rate is over' },
      from: [CycleState.COLLECTING],
      to: CycleState.SCORING,
      by: 'system',
      source,
      effect: score,
      entry: ({ unrated }) => ({ values: { unrated } }),
    },
    rescoreAppraisal: {
      title: { zh: '重新计分', en: 'Score anew' },
      from: [CycleState.SCORING],
      to: CycleState.SCORING,
      by: ['evaluator'],
      source,
      conditions: [inTerritory(source)],
      effect: score,
    },
    publiciseAppraisal: {
      title: { zh: '公示', en: 'Show the results' },
      from: [CycleState.SCORING],
      to: CycleState.PUBLICISED,
      by: ['evaluator'],
      source: spreadSource,
      conditions: [inTerritory(source)],
      guards: [spreadReached],
      effect: leadCards('publiciseCard', { zh: '公示各成绩单', en: 'every scorecard is shown' }),
    },
    endPublicity: {
      title: { zh: '公示期满', en: 'The results were shown long enough' },
      from: [CycleState.PUBLICISED],
      to: CycleState.APPEALING,
      by: 'system',
      source,
    },
    finaliseAppraisal: {
      title: { zh: '确定结果', en: 'Make the results final' },
      from: [CycleState.APPEALING],
      to: CycleState.FINAL,
      by: ['evaluator'],
      source,
      conditions: [inTerritory(source), appealsDecided],
      effect: leadCards('finaliseCard', { zh: '各成绩单确定', en: 'every scorecard becomes final' }),
    },
    distributeBonus: {
      title: { zh: '分配绩效奖金', en: 'Share the bonus out' },
      from: [CycleState.FINAL],
      to: CycleState.FINAL,
      by: ['evaluator'],
      source: finesSource,
      once: true,
      conditions: [inTerritory(source)],
      guards: [
        written({ zh: '资金来源', en: 'Where the money comes from' }, 200, finesSource, ({ fundedBy }) => fundedBy),
        fineless(({ fundedBy }) => fundedBy),
        positivePool,
      ],
      effect: {
        title: { zh: '按奖金系数分配,分文不差', en: 'the pool is shared by coefficients, to the fen' },
        apply: (row, { input, context }) => shareBonus(row, input, context),
      },
      entry: (_row, { input: { pool, fundedBy } }) => ({ comment: fundedBy.trim(), values: { pool } }),
    },
    archiveAppraisal: {
      title: { zh: '考核入档', en: 'Put on file' },
      from: [CycleState.FINAL],
      to: CycleState.ARCHIVED,
      by: ['evaluator'],
      source,
      conditions: [inTerritory(source)],
    },
  },
});
