import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';

interface PatrolAnswer {
  readonly patrolTask: { readonly assignee: { readonly number: string } | null } | null;
}

const question = 'query ($id: ID!) { patrolTask(id: $id) { assignee { number } } }';

/**
 * Asks whose patrol it is on which something was found (GR-14). Faults: NOT_FOUND for none in sight; FORBIDDEN, reason
 * PATROL_OF_ANOTHER, for somebody else's.
 */
export async function requireOwnPatrol(context: Context, id: string): Promise<void> {
  const { patrolTask } = await context.ask<PatrolAnswer>(question, { id });
  if (patrolTask?.assignee && patrolTask.assignee.number === context.caller.staffNumber) return;
  const shown = id.slice(0, 50);
  throw new Fault(
    'FORBIDDEN',
    { zh: `巡查任务「${shown}」不是您的任务。`, en: `The patrol "${shown}" is not yours.` },
    { reason: 'PATROL_OF_ANOTHER', details: { patrolTaskId: shown } },
  );
}
