import type { EntityManager } from '@mikro-orm/postgresql';
import { onEvent } from '../../kit/events/declare-event.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * GR-14: notes which events a patrol led to. A number that comes twice, or for a patrol that is none, changes nothing;
 * the patrol's version stays, so that whoever is on it goes on.
 */
export const noteReportedEvent = onEvent(
  'EventReported',
  { zh: '记录巡查中上报的事件', en: 'the patrol notes the event that it led to' },
  { eventNo: 'text', patrolTaskId: 'text?' },
  async ({ payload: { eventNo, patrolTaskId } }, { session }) => {
    if (patrolTaskId === null || !uuid.test(patrolTaskId)) return;
    await session.manager.execute(
      `insert into grid.patrol_events (task_id, event_no) select id, ? from grid.patrol_tasks where id = ?
       on conflict do nothing`,
      [eventNo, patrolTaskId],
    );
  },
);

/** The numbers of the events that patrols led to, in their order; many patrols cost one statement. */
export async function readPatrolEvents(tasks: readonly string[], manager: EntityManager): Promise<string[][]> {
  const rows = (await manager.execute(
    `select task_id::text as task, event_no as "eventNo" from grid.patrol_events
      where task_id in (select (jsonb_array_elements_text(?::jsonb))::uuid) order by event_no`,
    [JSON.stringify(tasks)],
  )) as { task: string; eventNo: string }[];
  const byTask = Map.groupBy(rows, ({ task }) => task);
  return tasks.map((task) => (byTask.get(task) ?? []).map(({ eventNo }) => eventNo));
}
