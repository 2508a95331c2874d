import { declareEvent } from '../../kit/events/declare-event.js';
import type { Condition } from '../../kit/identity/policy.js';
import { defineWorkflow, emission, type Guard } from '../../kit/workflow/workflow.js';
import { checkInGuards, type CheckInRequest, noteCheckIn } from './check-in-guards.js';
import { finishGuards, type PatrolReport } from './finish-guards.js';
import { PatrolState } from './patrol-state.js';
import { PatrolTask } from './patrol-task.js';
import { ofTerritory } from './place-conditions.js';
import { numberPatrol, planGuards, type PatrolPlan } from './plan-guards.js';

const dayLength = 86_400_000;
const minute = 60_000;

/** A patrol may still be made on the day after the planned one: when that ends in Shanghai, it is overdue. */
function overdueAt({ plannedFor }: PatrolTask): number {
  return Date.parse(`${plannedFor}T00:00:00+08:00`) + 2 * dayLength;
}

const source = { zh: '清单管理、定位管理、节点管理(GR-07)', en: 'Lists, location and nodes (GR-07)' };

const withinTown = ofTerritory<PatrolTask>(source);

const isAssignee: Condition<PatrolTask> = {
  reason: 'NOT_ASSIGNEE',
  code: 'FORBIDDEN',
  sentence: { zh: '该巡查已派给他人,任务到人。', en: 'The patrol is somebody else’s.' },
  source,
  holds: ({ assigneeNumber }, { caller }) => caller.staffNumber === assigneeNumber,
};

const notOver: Guard<PatrolTask, object> = {
  reason: 'PATROL_DAY_OVER',
  code: 'CONFLICT',
  source,
  sentence: ({ plannedFor }) => ({
    zh: `计划日期 ${plannedFor} 及次日已过,请另行计划。`,
    en: `The planned day ${plannedFor} and the next are over; plan another patrol.`,
  }),
  holds: (task, { now }) => now.getTime() < overdueAt(task),
};

const reasonGiven: Guard<PatrolTask, { readonly reason: string }> = {
  reason: 'CANCEL_REASON',
  code: 'INVALID',
  source,
  sentence: (_task, { input }) => ({
    zh: `取消理由须为 1—500 字,收到 ${input.reason.trim().length} 字。`,
    en: `Cancelling needs a reason of 1 to 500 characters; got ${input.reason.trim().length}.`,
  }),
  holds: (_task, { input }) => input.reason.trim() !== '' && input.reason.trim().length <= 500,
};

/** A patrol was finished. */
export const patrolFinished = declareEvent(
  'PatrolFinished',
  { zh: '巡查已完成', en: 'A patrol was finished' },
  {
    number: 'text',
    regionCode: 'text',
    gridCode: 'text',
    assigneeNumber: 'text',
    plannedFor: 'text',
    late: 'flag',
    mockLocations: 'number',
    finishedAt: 'moment',
  },
);

const toBeMade = {
  name: 'patrol',
  title: { zh: '完成巡查', en: 'Make the patrol' },
  length: {
    rule: { zh: '至计划日期次日终了', en: 'until the day after the planned day ends' },
    of: (task: PatrolTask) => ({
      amount: Math.ceil((overdueAt(task) - (task.issuedAt?.getTime() ?? 0)) / minute),
      unit: 'MINUTE' as const,
    }),
  },
  then: 'lapsePatrol',
};

/** What each verb of a patrol is sent. */
export interface PatrolInputs {
  readonly planPatrol: PatrolPlan;
  readonly orderPatrol: PatrolPlan;
  readonly issuePatrol: object;
  readonly checkInPatrol: CheckInRequest;
  readonly finishPatrol: PatrolReport;
  readonly cancelPatrol: { readonly reason: string };
  readonly lapsePatrol: object;
}

/** The life of a patrol task: planned, issued, made node by node, finished; late when its day and the next are over. */
export const patrolWorkflow = defineWorkflow<PatrolTask, PatrolInputs>({
  module: 'grid',
  name: 'patrol',
  title: { zh: '网格巡查', en: 'Patrol' },
  source,
  entity: PatrolTask,
  states: {
    PLANNED: { title: { zh: '已计划', en: 'planned' } },
    ISSUED: { title: { zh: '已下发', en: 'issued' }, deadline: toBeMade },
    IN_PROGRESS: { title: { zh: '巡查中', en: 'under way' }, deadline: toBeMade },
    OVERDUE: { title: { zh: '已逾期', en: 'overdue' } },
    DONE: { title: { zh: '已完成', en: 'done' }, final: true },
    CANCELLED: { title: { zh: '已取消', en: 'cancelled' }, final: true },
  },
  transitions: {
    planPatrol: {
      title: { zh: '计划巡查', en: 'Plan a patrol' },
      from: [],
      to: PatrolState.PLANNED,
      by: ['grid_admin'],
      source,
      conditions: [withinTown],
      guards: planGuards,
      effect: numberPatrol,
    },
    orderPatrol: {
      title: { zh: '部门按准入事项下达', en: 'A department’s admitted duty sends the grid' },
      from: [],
      to: PatrolState.ISSUED,
      by: 'system',
      source: { zh: '网格事项准入(GR-08)', en: 'Admission of duties to grids (GR-08)' },
      guards: planGuards,
      effect: numberPatrol,
      entry: ({ dutyItemNumber }) => ({ values: { dutyItem: dutyItemNumber } }),
    },
    issuePatrol: {
      title: { zh: '下发巡查', en: 'Issue a patrol' },
      from: [PatrolState.PLANNED],
      to: PatrolState.ISSUED,
      by: ['grid_admin'],
      source,
      conditions: [withinTown],
      guards: [notOver],
      effect: {
        title: { zh: '记录下发时间', en: 'the issue is noted' },
        apply: (task, { now }) => {
          task.issuedAt = now;
        },
      },
    },
    checkInPatrol: {
      title: { zh: '节点打卡', en: 'Check in at a node' },
      from: [PatrolState.ISSUED, PatrolState.IN_PROGRESS, PatrolState.OVERDUE],
      to: {
        among: [PatrolState.IN_PROGRESS, PatrolState.OVERDUE],
        rule: { zh: '逾期的仍为逾期', en: 'what is overdue stays so' },
        choose: (_task, { from }) => (from === 'OVERDUE' ? PatrolState.OVERDUE : PatrolState.IN_PROGRESS),
      },
      by: ['grid_officer'],
      source,
      conditions: [isAssignee],
      guards: checkInGuards,
      effect: noteCheckIn,
      entry: ({ checkIns }) => {
        const last = checkIns.at(-1);
        return { values: { node: last?.node ?? null, mockLocation: last?.mockLocation ?? null } };
      },
    },
    finishPatrol: {
      title: { zh: '完成巡查', en: 'Finish a patrol' },
      from: [PatrolState.IN_PROGRESS, PatrolState.OVERDUE],
      to: PatrolState.DONE,
      by: ['grid_officer'],
      source,
      conditions: [isAssignee],
      guards: finishGuards,
      effect: {
        title: { zh: '记录答复与轨迹,逾期的注明', en: 'answers and track are kept, and whether it is late' },
        apply: (task, { input, now, from }) => {
          Object.assign(task, { answers: [...input.answers], track: input.track, finishedAt: now });
          task.late = from === 'OVERDUE';
        },
      },
      emits: [
        emission(patrolFinished, (task: PatrolTask, { now }) => ({
          number: task.number,
          regionCode: task.regionCode,
          gridCode: task.gridCode,
          assigneeNumber: task.assigneeNumber,
          plannedFor: task.plannedFor,
          late: task.late,
          mockLocations: task.checkIns.filter(({ mockLocation }) => mockLocation).length,
          finishedAt: now.toISOString(),
        })),
      ],
    },
    cancelPatrol: {
      title: { zh: '取消巡查', en: 'Cancel a patrol' },
      from: [PatrolState.PLANNED, PatrolState.ISSUED, PatrolState.IN_PROGRESS, PatrolState.OVERDUE],
      to: PatrolState.CANCELLED,
      by: ['grid_admin'],
      source,
      conditions: [withinTown],
      guards: [reasonGiven],
      effect: {
        title: { zh: '记录理由', en: 'the reason is noted' },
        apply: (task, { input }) => {
          task.cancelReason = input.reason.trim();
        },
      },
      entry: (_task, { input }) => ({ comment: input.reason.trim() }),
    },
    lapsePatrol: {
      title: { zh: '逾期', en: 'It becomes overdue' },
      from: [PatrolState.ISSUED, PatrolState.IN_PROGRESS],
      to: PatrolState.OVERDUE,
      by: 'system',
      source,
    },
  },
});
