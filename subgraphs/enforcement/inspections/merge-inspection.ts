import { notFound, type Target } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { allowedOn } from '../../../kit/workflow/allowed-on.js';
import { move } from '../../../kit/workflow/move.js';
import { InspectionTask } from './inspection-task.js';
import { inspectionWorkflow } from './inspection-workflow.js';

/** EN-14: makes two visits one. Faults: NOT_FOUND for the other; CONFLICT, reason VISITS_DO_NOT_FIT; those of the table. */
export async function mergeInspection(context: Context, target: Target, into: string): Promise<InspectionTask> {
  await allowedOn(inspectionWorkflow, 'mergeInspection', target, context);
  const other = await context.session.one(InspectionTask, 'id', into);
  if (other === null) throw notFound(InspectionTask, into);
  return move(inspectionWorkflow, 'mergeInspection', { ...target, alongside: [other.id] }, context, {
    intoId: other.id,
  });
}
