import type { Effect, Guard } from '../../kit/workflow/workflow.js';
import { nextNumber } from '../../kit/numbering/next-number.js';
import { dayOf } from '../../kit/time/calendar.js';
import { type Grid, GridLevel, isInService } from './grid.js';
import { containsPoints } from './grid-at.js';
import { GridRoleAssignment, holdsOn } from './grid-role-assignment.js';
import type { PatrolTask } from './patrol-task.js';

/** In which grid a patrol is planned. */
export interface PatrolPlan {
  readonly grid: Grid;
}

type PlanGuard = Guard<PatrolTask, PatrolPlan>;

const source = { zh: '任务到人、巡查落地(GR-07)', en: 'Each patrol has its person and its place (GR-07)' };

const gridInService: PlanGuard = {
  reason: 'GRID_NOT_PATROLLED',
  code: 'CONFLICT',
  source,
  sentence: (_task, { input: { grid } }) => ({
    zh: `网格「${grid.code}」不是运行中的三级网格,不能安排巡查。`,
    en: `The grid "${grid.code}" is no third-level grid in service, so nobody patrols it.`,
  }),
  holds: (_task, { input: { grid } }) => grid.level === GridLevel.L3_BASIC && isInService(grid),
};

const notPast: PlanGuard = {
  reason: 'PATROL_DAY_PAST',
  code: 'INVALID',
  source,
  sentence: ({ plannedFor }, { now }) => ({
    zh: `计划日期 ${plannedFor} 早于今日 ${dayOf(now)}。`,
    en: `The planned day ${plannedFor} is before today, ${dayOf(now)}.`,
  }),
  holds: ({ plannedFor }, { now }) => plannedFor >= dayOf(now),
};

const assigneeServes: PlanGuard = {
  reason: 'ASSIGNEE_NOT_SERVING',
  code: 'INVALID',
  source,
  sentence: ({ assigneeNumber, gridCode, plannedFor }) => ({
    zh: `「${assigneeNumber.slice(0, 50)}」${plannedFor} 不在网格「${gridCode}」任职。`,
    en: `"${assigneeNumber.slice(0, 50)}" holds no role in the grid "${gridCode}" on ${plannedFor}.`,
  }),
  holds: async ({ assigneeNumber, gridCode, plannedFor }, { context }) => {
    const roles = await context.session.many(GridRoleAssignment, 'gridCode', gridCode, ['role', 'startsOn']);
    return roles.some((each) => each.staffNumber === assigneeNumber && holdsOn(each, plannedFor));
  },
};

const nodesInside: PlanGuard = {
  reason: 'OUTSIDE_GRID',
  code: 'INVALID',
  source,
  sentence: ({ gridCode }) => ({
    zh: `有节点不在网格「${gridCode}」内。`,
    en: `A node is not in the grid "${gridCode}".`,
  }),
  holds: ({ gridCode, nodes }, { context }) => {
    const places = nodes.flatMap(({ longitude, latitude }) =>
      longitude === null || latitude === null ? [] : [{ longitude, latitude }],
    );
    return containsPoints(context.session, gridCode, places);
  },
};

/** What a plan must fulfil. */
export const planGuards: readonly PlanGuard[] = [gridInService, notPast, assigneeServes, nodesInside];

/** Gives the patrol its number: the town's next of the planned day. */
export const numberPatrol: Effect<PatrolTask, PatrolPlan> = {
  title: { zh: '编号', en: 'it gets its number' },
  apply: async (task, { context }) => {
    const series = `X${task.regionCode}${task.plannedFor.replaceAll('-', '')}`;
    task.number = `${series}${String(await nextNumber(context, series)).padStart(4, '0')}`;
  },
};
