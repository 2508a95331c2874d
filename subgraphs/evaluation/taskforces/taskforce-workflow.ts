import type { Condition } from '../../../kit/identity/policy.js';
import { defineWorkflow, type Guard } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { inTerritory } from '../conditions.js';
import { fineless } from '../draws-on-fines.js';
import { Taskforce } from './taskforce.js';
import { TaskforceState } from './taskforce-vocabulary.js';

const source = {
  zh: '专班计分针对阶段性、攻坚性专项任务,激发攻坚激情(EV-05)',
  en: 'Taskforce points are for hard tasks that last a time (EV-05)',
};

/** Points for one member, and why. */
interface GivenPoints {
  readonly staffNumber: string;
  readonly points: string;
  readonly reason: string;
}

/** What each verb of a taskforce is sent. */
interface TaskforceInputs {
  readonly formTaskforce: object;
  readonly startTaskforce: object;
  readonly awardTaskforcePoints: GivenPoints;
  readonly dissolveTaskforce: { readonly summary: string };
}

type PointsGuard = Guard<Taskforce, GivenPoints>;

const millionths = 1_000_000;

const leads: Condition<Taskforce> = {
  reason: 'NOT_TASKFORCE_LEADER',
  code: 'FORBIDDEN',
  sentence: { zh: '只有专班负责人可以给分。', en: 'Only the taskforce’s leader gives points.' },
  source,
  holds: ({ leaderNumber }, { caller }) => leaderNumber === caller.staffNumber,
};

const toMember: PointsGuard = {
  reason: 'NOT_A_MEMBER',
  code: 'CONFLICT',
  sentence: ({ memberNumbers }, { input: { staffNumber } }) => ({
    zh: `「${staffNumber.slice(0, 50)}」不是专班成员(${memberNumbers.join('、')})。`,
    en: `"${staffNumber.slice(0, 50)}" is no member of the taskforce (${memberNumbers.join(', ')}).`,
  }),
  source,
  holds: ({ memberNumbers }, { input: { staffNumber } }) => memberNumbers.includes(staffNumber),
};

const aboveZero: PointsGuard = {
  reason: 'POINTS_BOUNDS',
  code: 'INVALID',
  sentence: (_row, { input: { points } }) => ({
    zh: `分值须大于 0,收到 ${points}。`,
    en: `Points are above 0; got ${points}.`,
  }),
  source,
  holds: (_row, { input: { points } }) => Number(points) > 0,
};

const withinBudget: PointsGuard = {
  reason: 'POINTS_OVER_BUDGET',
  code: 'CONFLICT',
  sentence: (row, { input: { points } }) => ({
    zh: `预算 ${row.pointsBudget} 分,已给 ${givenBy(row) / millionths} 分,不能再给 ${points} 分。`,
    en: `Of a budget of ${row.pointsBudget}, ${givenBy(row) / millionths} are given: ${points} more are too many.`,
  }),
  source,
  holds: (row, { input: { points } }) => givenBy(row) + inMillionths(points) <= inMillionths(row.pointsBudget),
};

/** The life of a taskforce: formed, at work, dissolved; points are given while it is at work. */
export const taskforceWorkflow = defineWorkflow<Taskforce, TaskforceInputs>({
  module: 'evaluation',
  name: 'taskforce',
  title: { zh: '专班', en: 'A taskforce' },
  source,
  entity: Taskforce,
  states: {
    FORMED: { title: { zh: '已组建', en: 'formed' } },
    RUNNING: { title: { zh: '攻坚中', en: 'at work' } },
    DISSOLVED: { title: { zh: '已解散', en: 'dissolved' }, final: true },
  },
  transitions: {
    formTaskforce: {
      title: { zh: '组建专班', en: 'Form a taskforce' },
      from: [],
      to: TaskforceState.FORMED,
      by: ['town_leader'],
      source,
      conditions: [inTerritory(source)],
      entry: ({ name, pointsBudget, memberNumbers }) => ({
        comment: name,
        values: { budget: pointsBudget, members: memberNumbers.length },
      }),
    },
    startTaskforce: {
      title: { zh: '启动', en: 'Start' },
      from: [TaskforceState.FORMED],
      to: TaskforceState.RUNNING,
      by: ['town_leader'],
      source,
      conditions: [inTerritory(source)],
    },
    awardTaskforcePoints: {
      title: { zh: '给分', en: 'Give points' },
      from: [TaskforceState.RUNNING],
      to: TaskforceState.RUNNING,
      by: ['cadre', 'module_leader', 'town_leader'],
      source,
      conditions: [leads],
      guards: [
        written({ zh: '理由', en: 'The reason' }, 500, source, ({ reason }) => reason),
        fineless(({ reason }) => reason),
        toMember,
        aboveZero,
        withinBudget,
      ],
      effect: {
        title: { zh: '记录给分', en: 'the points are kept' },
        apply: (row, { input, now }) => {
          row.awards = [...row.awards, { ...input, reason: input.reason.trim(), at: now.toISOString() }];
        },
      },
      entry: (_row, { input: { staffNumber, points, reason } }) => ({
        comment: reason.trim(),
        values: { staff: staffNumber, points },
      }),
    },
    dissolveTaskforce: {
      title: { zh: '解散', en: 'Dissolve' },
      from: [TaskforceState.FORMED, TaskforceState.RUNNING],
      to: TaskforceState.DISSOLVED,
      by: ['town_leader'],
      source,
      conditions: [inTerritory(source)],
      guards: [written({ zh: '小结', en: 'The summary' }, 2000, source, ({ summary }) => summary)],
      effect: {
        title: { zh: '记录小结', en: 'the summary is kept' },
        apply: (row, { input }) => {
          row.summary = input.summary.trim();
        },
      },
      entry: (_row, { input }) => ({ comment: input.summary.trim() }),
    },
  },
});

function givenBy({ awards }: Taskforce): number {
  return awards.reduce((sum, { points }) => sum + inMillionths(points), 0);
}

function inMillionths(points: string): number {
  return Math.round(Number(points) * millionths);
}
