import type { Caller } from '../../../kit/identity/caller.js';
import type { Condition } from '../../../kit/identity/policy.js';
import { defineWorkflow, type Effect, type Moment } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { inTerritory } from '../conditions.js';
import { scoreInBounds } from '../score-bounds.js';
import { countBallots, totalWithTowns } from './count-ballots.js';
import { DepartmentEvaluation, DepartmentEvaluationState, type TownBallot } from './department-evaluation.js';
import { evaluationSettings } from './evaluation-settings.js';

/** What each verb of an evaluation is sent. */
interface EvaluationInputs {
  readonly openDepartmentEvaluation: object;
  readonly castTownBallot: { readonly score: string; readonly comment: string | null };
  readonly endTownBallots: object;
  readonly totalDepartmentEvaluation: { readonly otherScore: string };
}

const source = {
  zh: '部门考核评价制度:乡镇对部门的评价结果纳入部门综合考核,占绩效权重的三分之一左右(EV-10)',
  en: 'What towns say of a department makes about a third of its evaluation (EV-10)',
};

const notRated = 'NOT_RATED';
const { BALLOTING, COUNTED, TOTALLED } = DepartmentEvaluationState;

const ofTown: Condition<DepartmentEvaluation> = {
  reason: 'NOT_ASKED_TOWN',
  code: 'FORBIDDEN',
  sentence: { zh: '本次评价未征求您所在镇街的意见。', en: 'Your town is not asked.' },
  source,
  holds: (row, { caller }) => townOfCaller(row, caller) !== null,
};

const onlyOnce: Condition<DepartmentEvaluation> = {
  reason: 'BALLOT_CAST',
  code: 'CONFLICT',
  sentence: { zh: '本镇街已经评价。', en: 'Your town has rated.' },
  source,
  holds: (row, { caller }) => !row.ballots.some(({ townCode }) => townCode === townOfCaller(row, caller)),
};

const castBallot: Effect<DepartmentEvaluation, EvaluationInputs['castTownBallot']> = {
  title: { zh: '记录评价;全部镇街评完即统计', en: 'the ballot is kept; when every town has rated they are counted' },
  apply: async (row, moment) => {
    const ballots = [...row.ballots, ballotOf(row, moment)];
    row.ballots = ballots;
    if (isComplete(row)) await countBallots(row, ballots, moment.context);
  },
};

const countWhatIsThere: Effect<DepartmentEvaluation, object> = {
  title: { zh: '未评的记为未评价,不计入均值', en: 'towns that did not rate are noted, and leave the mean' },
  apply: async (row, { answers, context }) => {
    const silent = Object.entries(answers).filter(([, { answer }]) => answer === notRated);
    const missing = silent.map(([townCode, { at }]) => ({ townCode, score: null, comment: null, at }));
    await countBallots(row, [...row.ballots, ...missing], context);
  },
};

/** The life of a department's evaluation: the towns rate, they are counted, everything is totalled. */
export const departmentWorkflow = defineWorkflow<DepartmentEvaluation, EvaluationInputs>({
  module: 'evaluation',
  name: 'department-evaluation',
  title: { zh: '部门考核评价', en: 'Evaluation of a department' },
  source,
  entity: DepartmentEvaluation,
  states: {
    BALLOTING: {
      title: { zh: '乡镇评价', en: 'the towns rate' },
      deadline: {
        name: 'ballot',
        title: { zh: '乡镇评价', en: 'Towns rate' },
        length: evaluationSettings.ballot,
        then: 'endTownBallots',
      },
      gathers: { title: { zh: '各镇街的评价', en: 'what each town says' }, parties: ({ townCodes }) => townCodes },
    },
    COUNTED: { title: { zh: '已统计', en: 'counted' } },
    TOTALLED: { title: { zh: '已合计', en: 'totalled' }, final: true },
  },
  transitions: {
    openDepartmentEvaluation: {
      title: { zh: '开展部门评价', en: 'Open a department’s evaluation' },
      from: [],
      to: BALLOTING,
      by: ['evaluator'],
      source,
      conditions: [inTerritory(source)],
      entry: ({ departmentCode, townShare }) => ({ values: { department: departmentCode, townShare } }),
    },
    castTownBallot: {
      title: { zh: '镇街评价部门', en: 'Rate a department for the town' },
      from: [BALLOTING],
      to: {
        among: [BALLOTING, COUNTED],
        rule: { zh: '全部镇街评完即统计', en: 'counted as soon as every town has rated' },
        choose: (row, moment) =>
          isComplete({ ...row, ballots: [...row.ballots, ballotOf(row, moment)] }) ? COUNTED : BALLOTING,
      },
      by: ['town_leader'],
      source,
      conditions: [ofTown, onlyOnce],
      guards: [
        scoreInBounds(source, ({ score }) => score),
        written({ zh: '意见', en: 'The comment' }, 1000, source, ({ comment }) => comment),
      ],
      effect: castBallot,
      answers: (row, { input, context: { caller } }) => ({
        party: townOfCaller(row, caller) ?? '',
        answer: input.score,
      }),
    },
    endTownBallots: {
      title: { zh: '评价期满', en: 'The time to rate is over' },
      from: [BALLOTING],
      to: COUNTED,
      by: 'system',
      source,
      silence: notRated,
      effect: countWhatIsThere,
      entry: ({ unrated }) => ({ values: { unrated } }),
    },
    totalDepartmentEvaluation: {
      title: { zh: '合计总分', en: 'Total an evaluation' },
      from: [COUNTED],
      to: TOTALLED,
      by: ['evaluator'],
      source,
      conditions: [inTerritory(source)],
      guards: [scoreInBounds(source, ({ otherScore }) => otherScore)],
      effect: {
        title: { zh: '总分 = 其他 ×(1−权重)+ 乡镇 × 权重', en: 'total = other × (1 − share) + towns × share' },
        apply: (row, { input: { otherScore } }) => {
          row.otherScore = otherScore;
          row.total = totalWithTowns(otherScore, row.townScore, row.townShare);
        },
      },
      entry: ({ total }) => ({ values: { total } }),
    },
  },
});

function townOfCaller({ townCodes }: DepartmentEvaluation, { organizations }: Caller): string | null {
  return organizations.find((code) => townCodes.includes(code)) ?? null;
}

function ballotOf(
  row: DepartmentEvaluation,
  { input, context: { caller }, now }: Moment<EvaluationInputs['castTownBallot']>,
): TownBallot {
  const comment = input.comment?.trim() ?? null;
  return { townCode: townOfCaller(row, caller) ?? '', score: input.score, comment, at: now.toISOString() };
}

function isComplete({ townCodes, ballots }: Pick<DepartmentEvaluation, 'townCodes' | 'ballots'>): boolean {
  return townCodes.every((town) => ballots.some(({ townCode }) => townCode === town));
}
