import { v7 as uuid } from 'uuid';
import type { Context } from '../../../kit/module/context.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { nameOfDay, numberOfDay } from '../../../kit/time/shanghai-day.js';
import { moveInside } from '../../../kit/workflow/move.js';
import type { Effect } from '../../../kit/workflow/workflow.js';
import { Grid, GridState } from '../grid.js';
import { PatrolState } from '../patrol-state.js';
import { PatrolTask } from '../patrol-task.js';
import { patrolWorkflow } from '../patrol-workflow.js';
import { SpecialisedGrid, SpecialisedGridState } from '../specialised/specialised-grid.js';
import { specialisedWorkflow } from '../specialised/specialised-workflow.js';
import { gridsOf } from './adjustment-guards.js';
import { AdjustmentKind } from './adjustment-vocabulary.js';
import type { GridAdjustment } from './grid-adjustment.js';
import type { ProposedGrid } from './proposed-grid.js';

/** What is approved becomes so: names and borders, or new codes for old ones, which retire for good. */
export const carryOut: Effect<GridAdjustment, object> = {
  title: {
    zh: '网格按方案变更;撤销的编码不再使用,要素随坐标归入',
    en: 'the grids become as proposed; codes that go retire for good, and elements follow their places',
  },
  apply: async (adjustment, { context: inside }) => {
    const grids = await gridsOf(inside, adjustment.gridCodes);
    const keepsCodes = adjustment.kind === AdjustmentKind.REDRAW || adjustment.kind === AdjustmentKind.RENAME;
    adjustment.newCodes = keepsCodes ? [] : await replace(grids, adjustment, inside);
    if (keepsCodes) change(grids, adjustment);
    await inside.session.manager.flush();
    const codes = keepsCodes ? adjustment.gridCodes : adjustment.newCodes;
    await moveElements(adjustment.gridCodes, codes, inside);
  },
};

/** The grids come out of the adjustment with nothing changed. */
export const release: Effect<GridAdjustment, object> = {
  title: { zh: '网格恢复运行', en: 'the grids are no longer being adjusted' },
  apply: (adjustment, { context: inside }) => setStates(adjustment, inside, GridState.ACTIVE),
};

/** Marks the grids of an adjustment, which are in service all the while. */
export async function setStates({ gridCodes }: GridAdjustment, inside: Context, state: GridState): Promise<void> {
  for (const grid of await gridsOf(inside, gridCodes)) Object.assign(grid, { state, version: grid.version + 1 });
}

function change(grids: readonly Grid[], { proposed }: GridAdjustment): void {
  for (const grid of grids) {
    const wanted = proposed.find(({ code }) => code === grid.code);
    if (!wanted) throw new Error(`Nothing is proposed for the grid ${grid.code}.`);
    const { boundary, ...rest } = wanted;
    Object.assign(grid, rest, { state: GridState.ACTIVE, version: grid.version + 1 });
    if (boundary !== null) grid.boundary = boundary;
  }
}

/** Retires grids and sets up those that take their ground; answers the new codes. */
async function replace(grids: readonly Grid[], adjustment: GridAdjustment, inside: Context): Promise<string[]> {
  const [first] = grids;
  if (!first) throw new Error('An adjustment without grids came into force.');
  const codes = await freeCodes(adjustment, inside);
  adjustment.proposed.forEach((wanted, index) => {
    inside.session.manager.persist(successorOf(first, wanted, codes[index] ?? ''));
  });
  for (const grid of grids) {
    Object.assign(grid, { state: GridState.RETIRED, version: grid.version + 1 });
    await endWhatHangsOn(grid, adjustment, inside);
  }
  return codes;
}

/** A grid that takes ground of another over: it is set up with the other's texts, and its people are to be appointed. */
function successorOf(grid: Grid, wanted: ProposedGrid, code: string): Grid {
  const { level, kind, parentCode, communityCode, townCode } = grid;
  const { schedule, posts, duties, standards, rewardPunishment } = grid;
  return Object.assign(new Grid(), {
    ...wanted,
    id: uuid(),
    version: 1,
    code,
    state: GridState.DRAFT,
    ...{ level, kind, parentCode, communityCode, townCode },
    ...{ schedule, posts, duties, standards, rewardPunishment },
  });
}

/** The next codes of a village: above all that were ever given, because a retired code is never given again. */
async function freeCodes({ villageCode, proposed }: GridAdjustment, { session }: Context): Promise<string[]> {
  const there = await session.many(Grid, 'parentCode', villageCode, ['code']);
  const last = Math.max(0, ...there.map(({ code }) => Number(code.slice(villageCode.length))));
  return proposed.map((_wanted, index) => `${villageCode}${String(last + 1 + index).padStart(3, '0')}`);
}

/** Who served there, what was to be patrolled and what lay over it ends with the grid. */
async function endWhatHangsOn({ code }: Grid, { number }: GridAdjustment, inside: Context): Promise<void> {
  const { manager } = inside.session;
  const today = dayOf(inside.clock.now());
  const yesterday = nameOfDay(numberOfDay(today) - 1);
  for (const table of ['role_assignments', 'responsibility_bundles']) {
    await manager.execute(
      `update grid.${table} set ends_on = ? where grid_code = ? and starts_on < ? and coalesce(ends_on, ?) >= ?`,
      [yesterday, code, today, today, today],
    );
    await manager.execute(`delete from grid.${table} where grid_code = ? and starts_on >= ?`, [code, today]);
  }
  const reason = `网格调整 ${number} 生效,编码 ${code} 撤销。`;
  const open = [PatrolState.PLANNED, PatrolState.ISSUED, PatrolState.IN_PROGRESS, PatrolState.OVERDUE];
  for (const task of await inside.session.many(PatrolTask, 'gridCode', code, ['number'])) {
    if (open.includes(task.state)) await moveInside(patrolWorkflow, 'cancelPatrol', task.id, inside, { reason });
  }
  for (const over of await inside.session.many(SpecialisedGrid, 'gridCode', code, ['code'])) {
    if (over.state === SpecialisedGridState.OVERLAID)
      await moveInside(specialisedWorkflow, 'endSpecialisedGrid', over.id, inside, { reason });
  }
}

/** Elements go to the grid on whose ground they stand; those without a place, and not lying anywhere, to the first. */
async function moveElements(from: readonly string[], to: readonly string[], inside: Context): Promise<void> {
  await inside.session.manager.execute(
    `with moved as (
       select element.id, coalesce(
         (select code from grid.grids where code in (select jsonb_array_elements_text(?::jsonb))
            and element.longitude is not null
            and grid.area_of(boundary) @> polygon(box(point(element.longitude, element.latitude),
                                                      point(element.longitude, element.latitude)))
          order by code limit 1),
         case when element.grid_code in (select jsonb_array_elements_text(?::jsonb)) then element.grid_code else ? end) as code
       from grid.elements as element where element.grid_code in (select jsonb_array_elements_text(?::jsonb)))
     update grid.elements set grid_code = moved.code, version = version + 1
       from moved where elements.id = moved.id and elements.grid_code <> moved.code`,
    [JSON.stringify(to), JSON.stringify(to), to[0] ?? '', JSON.stringify(from)],
  );
}
