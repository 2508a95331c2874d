import type { EntityManager } from '@mikro-orm/postgresql';
import { Field, Int, ObjectType } from 'type-graphql';
import { Region } from '../foreign.js';
import { requireRegionCode } from '../../../kit/county/require-region-code.js';
import { DeadlineStatus, statusOf, timerNamesOf } from '../../../kit/deadlines/deadline-status.js';
import { timerColumns, timerOf } from '../../../kit/deadlines/timers.js';
import type { Context } from '../../../kit/module/context.js';
import { pageSizes } from '../../../kit/paging/connection.js';
import { dayAt, startOfDay } from '../../../kit/time/shanghai-day.js';
import { Event } from '../event.js';
import { eventWorkflow } from '../event-workflow.js';
import { seesAllEvents, visibleEvents } from '../visible-events.js';
import { type VisibleRows, visibleRows } from '../visible-rows.js';
import { hasClimbed, isOpen } from './platform-count.js';

/** A deadline that runs, and the event that it is about. */
@ObjectType({ description: '一个在计时的事件时限。 A deadline of an event that runs.' })
export class DeadlineLine {
  @Field(() => DeadlineStatus, { description: '时限。 The deadline.' })
  deadline!: DeadlineStatus;

  eventId!: string;
}

/** The deadlines of a region's events, those that run out first before; `regionCode` is the region's. */
@ObjectType({
  description:
    '时限看板:该区划及其下在计时的事件时限(DI-03);按调用者可见范围。 Running deadlines of a region’s events, as this caller may see.',
})
export class DeadlineBoard {
  regionCode!: string;

  @Field(() => Int, { description: '在计时的时限数。 Deadlines that run.' })
  running!: number;

  @Field(() => Int, { description: '其中今日(北京时间)内到期的。 Those of them that run out by the end of the day.' })
  dueToday!: number;

  @Field(() => Int, { description: '曾超时而未结案的事件数。 Open events that have missed a deadline.' })
  overdueEvents!: number;
}

type Counts = Pick<DeadlineBoard, 'running' | 'dueToday' | 'overdueEvents'>;

/** The board of a region in figures; one statement. Fault NOT_FOUND for what is no region code. */
export async function deadlineBoardOf({ session, clock }: Context, regionCode: string): Promise<DeadlineBoard> {
  requireRegionCode(Region, regionCode);
  const { manager } = session;
  const endOfDay = new Date(startOfDay(dayAt(clock.now()) + 1)).toISOString();
  const running = await runningIn(manager, regionCode);
  const open = await visibleEvents(manager, ['regionCode', 'state', 'course'], [regionCode]);
  const [counts] = (await manager.execute(
    `select count(*)::int as "running", count(*) filter (where due_at < ?)::int as "dueToday",
       (select count(*)::int from (${open.statement}) as events
         where starts_with(region_code, ?) and ${isOpen} and ${hasClimbed}) as "overdueEvents"
     from kit.timers where ${running.statement}`,
    [endOfDay, ...open.values, regionCode, ...running.values],
  )) as Counts[];
  return Object.assign(new DeadlineBoard(), { regionCode }, counts);
}

/** The first so many running deadlines of a region's events, what runs out first before. Fault INVALID, reason PAGE_SIZE. */
export async function linesOf(context: Context, regionCode: string, first: number): Promise<DeadlineLine[]> {
  const { manager } = context.session;
  const size = pageSizes({ first }).first;
  const running = await runningIn(manager, regionCode);
  const rows = (await manager.execute(
    `select ${timerColumns} from kit.timers where ${running.statement} order by due_at, id limit ?`,
    [...running.values, size],
  )) as Record<string, unknown>[];
  return rows.map(timerOf).flatMap((timer) => {
    const deadline = statusOf(eventWorkflow, timer, context);
    return deadline === null ? [] : Object.assign(new DeadlineLine(), { deadline, eventId: timer.about });
  });
}

/** Which timers run for events of a region; they lie where their events lie, so whoever sees all there need not look for these. */
async function runningIn(manager: EntityManager, regionCode: string): Promise<VisibleRows> {
  const statement = `module = ? and state = 'RUNNING' and starts_with(region_code, ?)
      and name in (select jsonb_array_elements_text(?::jsonb))`;
  const values = [eventWorkflow.module, regionCode, JSON.stringify(timerNamesOf(eventWorkflow))];
  if (seesAllEvents(manager, [regionCode])) return { statement, values };
  const events = await visibleRows(manager, Event, ['id']);
  return {
    statement: `${statement} and about in (select id from (${events.statement}) as events)`,
    values: [...values, ...events.values],
  };
}
