import { v7 as uuid } from 'uuid';
import { numberOfDay, startOfDay } from '../../../kit/time/shanghai-day.js';
import { beginInside } from '../../../kit/workflow/move.js';
import type { Effect, Guard } from '../../../kit/workflow/workflow.js';
import type { Grid } from '../grid.js';
import { PatrolState } from '../patrol-state.js';
import { PatrolTask } from '../patrol-task.js';
import { patrolWorkflow } from '../patrol-workflow.js';
import { chooseOfficer } from '../skills/choose-officer.js';
import { periodAround } from './duty-frequency.js';
import { source } from './duty-item-conditions.js';
import type { GridDutyItem } from './grid-duty-item.js';

/** Which grids a department sends for its duty, and on which day. */
export interface PatrolOrder {
  readonly grids: readonly Grid[];
  readonly plannedFor: string;
}

type OrderGuard = Guard<GridDutyItem, PatrolOrder>;

const ofSameCounty: OrderGuard = {
  reason: 'GRID_ELSEWHERE',
  code: 'INVALID',
  source,
  sentence: ({ regionCode }, { input: { grids } }) => {
    const code = grids.find(({ townCode }) => !townCode.startsWith(regionCode))?.code;
    return { zh: `网格「${code}」不在本县。`, en: `The grid "${code}" is not of the county.` };
  },
  holds: ({ regionCode }, { input: { grids } }) => grids.every(({ townCode }) => townCode.startsWith(regionCode)),
};

/** 科学制定: a grid is not sent more often than was admitted. */
const notTooOften: OrderGuard = {
  reason: 'DUTY_ITEM_TOO_OFTEN',
  code: 'CONFLICT',
  source,
  sentence: (item, { input: { plannedFor } }) => {
    const period = periodAround(plannedFor, item.frequency);
    return {
      zh: `该事项准入的频次为 ${item.frequency}:所列网格中有的在 ${period?.first} 至 ${period?.last} 已下达。`,
      en: `The duty was admitted ${item.frequency}: a grid was sent already between ${period?.first} and ${period?.last}.`,
    };
  },
  holds: async (item, { input: { grids, plannedFor }, context }) => {
    const period = periodAround(plannedFor, item.frequency);
    if (period === null) return true;
    const sent = await context.session.manager.count(
      PatrolTask,
      {
        dutyItemNumber: item.number,
        gridCode: { $in: grids.map(({ code }) => code) },
        plannedFor: { $gte: period.first, $lte: period.last },
        state: { $ne: PatrolState.CANCELLED },
      },
      // Whatever the department sees of the grids’ towns, the patrols count.
      { filters: { visible: false } },
    );
    return sent === 0;
  },
};

/** What a department’s order must fulfil. */
export const orderGuards: readonly OrderGuard[] = [ofSameCounty, notTooOften];

/** Makes one patrol for each grid, issued at once to who serves there. */
export const issuePatrols: Effect<GridDutyItem, PatrolOrder> = {
  title: { zh: '逐网格下达巡查,任务到人', en: 'each grid gets a patrol, with its person' },
  apply: async (item, { input: { grids, plannedFor }, context, now }) => {
    for (const grid of grids) {
      const assigneeNumber = await chooseOfficer(context, grid, plannedFor, item.skillNeeded ? item.line : null);
      await beginInside(patrolWorkflow, 'orderPatrol', patrolOf(item, grid, plannedFor, assigneeNumber, now), context, {
        grid,
      });
    }
  },
};

function patrolOf(item: GridDutyItem, grid: Grid, plannedFor: string, assigneeNumber: string, now: Date) {
  return {
    id: uuid(),
    number: '',
    regionCode: grid.townCode,
    gridCode: grid.code,
    assigneeNumber,
    dutyItemNumber: item.number,
    plannedFor,
    checklist: item.checklist,
    nodes: [
      {
        sequence: 1,
        name: item.name,
        longitude: null,
        latitude: null,
        radiusMetres: 1000,
        dueAt: new Date(startOfDay(numberOfDay(plannedFor) + 1)).toISOString(),
        required: true,
      },
    ],
    checkIns: [],
    track: [],
    answers: [],
    issuedAt: now,
    startedAt: null,
    finishedAt: null,
    late: false,
    cancelReason: null,
  };
}
