import { Directive, Field, ObjectType } from 'type-graphql';
import { timerColumns, type Timer, timerOf } from './timers.js';
import type { Context } from '../module/context.js';
import { DateTime } from '../module/scalars.js';
import { durationInWords } from '../time/duration.js';
import { timerName } from './change-deadlines.js';
import { deadlinesIn } from '../workflow/deadlines-in.js';
import type { WorkflowOutline } from '../workflow/workflow.js';

/** One deadline of an instance, running or ended. */
@ObjectType({ description: '办理时限。 A deadline: running, paused, met, missed or cancelled.' })
@Directive('@shareable')
export class DeadlineStatus {
  @Field(() => String, { description: '时限代码。 Its code.' })
  name!: string;

  @Field(() => String, { description: '时限名称。 Its title.' })
  title!: string;

  @Field(() => String, { description: '时长。 Its length in words.' })
  length!: string;

  @Field(() => String, {
    description:
      '状态:RUNNING 计时、PAUSED 暂停、MET 按时、MISSED 超时、CANCELLED 取消。 RUNNING, PAUSED, MET, MISSED, CANCELLED.',
  })
  state!: string;

  @Field(() => DateTime, { description: '起算时间。 When it began.' })
  startedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '到期时间;暂停时为空。 When it runs out; none while paused.' })
  dueAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '结束时间。 When it ended.' })
  endedAt!: Date | null;

  @Field(() => Boolean, {
    description: '所经年份的放假安排尚未公布,到期时间待重算。 Its year’s working days are not published yet.',
  })
  provisional!: boolean;

  @Field(() => Boolean, { description: '已延期。 Was extended.' })
  extended!: boolean;
}

/** The deadlines of an instance in the order of their beginning; n instances cost one statement. */
export async function deadlinesOf(
  workflow: WorkflowOutline,
  about: string,
  context: Context,
): Promise<DeadlineStatus[]> {
  const timers = await context.session.batch<Timer[]>(`timers ${workflow.module}`, about, async (keys, manager) => {
    const rows = (await manager.execute(
      `select ${timerColumns} from kit.timers where module = ?
         and about in (select (jsonb_array_elements_text(?::jsonb))::uuid) order by started_at, id`,
      [workflow.module, JSON.stringify(keys)],
    )) as Record<string, unknown>[];
    const byKey = Map.groupBy(rows.map(timerOf), (timer) => timer.about);
    return keys.map((key) => byKey.get(key) ?? []);
  });
  return timers.flatMap((timer) => statusOf(workflow, timer, context) ?? []);
}

/** A timer as the deadline that its workflow declares; null for a timer that is none of its deadlines. */
export function statusOf(
  workflow: WorkflowOutline,
  timer: Timer,
  { language }: Pick<Context, 'language'>,
): DeadlineStatus | null {
  const declared = Object.values(workflow.states).flatMap(deadlinesIn);
  const deadline = declared.find(({ name }) => timerName(workflow, name) === timer.name);
  if (!deadline) return null;
  return Object.assign(new DeadlineStatus(), timer, {
    name: deadline.name,
    title: deadline.title[language],
    length: durationInWords(timer.length)[language],
  });
}

/** The names under which the timers of a workflow's deadlines are kept. */
export function timerNamesOf(workflow: WorkflowOutline): string[] {
  const declared = Object.values(workflow.states).flatMap(deadlinesIn);
  return [...new Set(declared.map(({ name }) => timerName(workflow, name)))];
}
