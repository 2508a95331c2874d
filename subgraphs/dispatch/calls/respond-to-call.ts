import type { Target } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { allowedOn } from '../../../kit/workflow/allowed-on.js';
import { move } from '../../../kit/workflow/move.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import type { CallMeasureInput } from './call-measure.js';
import { callWorkflow } from './call-workflow.js';
import type { GovernanceTeamInput } from './governance-team.js';
import type { TownCall } from './town-call.js';

/**
 * Responds for the department that leads: a plan of measures, each with its owner and day, and perhaps a team (DI-15). Faults:
 * INVALID, reasons MEASURES_MISSING, MEASURE_UNFIT and TEXT_LENGTH; NOT_FOUND for a leader who is not on the staff in sight.
 */
export async function respondToCall(
  context: Context,
  target: Target,
  measures: readonly CallMeasureInput[],
  team: GovernanceTeamInput | null,
): Promise<TownCall> {
  await allowedOn(callWorkflow, 'respondToCall', target, context);
  if (team !== null) {
    requireWritten({ zh: '小组名称', en: 'The team’s name' }, team.name, 100);
    await context.ask('query ($number: ID!) { staffMember(number: $number) { number } }', { number: team.leader });
  }
  return move(callWorkflow, 'respondToCall', target, context, {
    measures: measures.map(({ kind, content, owner, dueOn }, index) => ({
      number: index + 1,
      kind,
      content: content.trim(),
      ownerCode: owner,
      dueOn,
      doneAt: null,
      result: null,
    })),
    team: team && { name: team.name.trim(), leaderNumber: team.leader },
  });
}
