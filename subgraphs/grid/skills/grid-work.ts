import { Field, ObjectType } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { GridDutyItem } from '../duty-items/grid-duty-item.js';
import { PatrolState } from '../patrol-state.js';
import { PatrolTask } from '../patrol-task.js';

@ObjectType({
  description: '网格待办:某人尚未完成的巡查及其业务条线,各条线混排(GR-09)。 A patrol to be made, of whatever line.',
})
export class GridWork {
  @Field(() => String, { nullable: true, description: '业务条线;镇街自行安排的为空。 Line; none for the town’s own.' })
  line!: string | null;

  @Field(() => CalendarDate, { description: '计划日期。 The day it is planned for.' })
  plannedFor!: string;

  @Field(() => PatrolTask, { description: '巡查任务。 The patrol.' })
  patrolTask!: PatrolTask;
}

const open: readonly PatrolState[] = [PatrolState.ISSUED, PatrolState.IN_PROGRESS, PatrolState.OVERDUE];

/** What awaits a grid officer, of all lines together: the earliest day first. */
export async function gridWorkOf({ session }: Context, staffNumber: string): Promise<GridWork[]> {
  const tasks = await session.many(PatrolTask, 'assigneeNumber', staffNumber, ['plannedFor', 'number']);
  const waiting = tasks.filter(({ state }) => open.includes(state));
  return Promise.all(
    waiting.map(async (patrolTask) => {
      const { dutyItemNumber, plannedFor } = patrolTask;
      const item = dutyItemNumber === null ? null : await session.one(GridDutyItem, 'number', dutyItemNumber);
      return Object.assign(new GridWork(), { line: item?.line ?? null, plannedFor, patrolTask });
    }),
  );
}
