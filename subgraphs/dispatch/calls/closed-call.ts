import type { Moment } from '../../../kit/workflow/workflow.js';
import type { TownCall } from './town-call.js';

/** What a closed call tells those who evaluate both sides. */
export function closedCall(call: TownCall, { now }: Pick<Moment<unknown>, 'now'>) {
  const { callNo, leadDepartmentCode, assignedAt, respondedAt, resolvedAt } = call;
  if (!leadDepartmentCode || !assignedAt || !respondedAt || !resolvedAt) {
    throw new Error(`The call ${callNo} was closed without a department, a response or a result.`);
  }
  return {
    callNo,
    regionCode: call.regionCode,
    townCode: call.townCode,
    departmentCode: leadDepartmentCode,
    townToDepartment: call.townRating,
    departmentToTown: call.departmentRating,
    assignedAt: assignedAt.toISOString(),
    respondedAt: respondedAt.toISOString(),
    resolvedAt: resolvedAt.toISOString(),
    rounds: call.round,
    closedAt: now.toISOString(),
  };
}
