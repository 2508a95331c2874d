import type { Target } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { allowedOn } from '../../../kit/workflow/allowed-on.js';
import { move } from '../../../kit/workflow/move.js';
import type { Case } from '../cases/case.js';
import { caseWorkflow } from '../cases/case-workflow.js';
import { orFinedMeanwhile } from '../cases/decide-on-the-spot.js';
import { PenaltyKind } from '../cases/penalty-kind.js';
import { powerOver } from '../cases/power-over.js';
import { penaltiesOf } from './penalties-of.js';
import type { CaseDecisionInput } from './proceeding-inputs.js';

/**
 * EN-06: decides a case. Whether the power is still held is asked first (§ 38). Faults: FORBIDDEN by the policy; CONFLICT,
 * reasons LEGAL_REVIEW_MISSING, NOTICE_MISSING, HEARING_PENDING, ANSWER_AWAITED, DISCUSSION_MISSING, HEAVIER_THAN_NOTIFIED,
 * GRANT_NOT_ACTIVE, MINOR_UNDER_14, ONE_FINE_ONLY, NOT_CERTIFIED; INVALID, reasons PENALTY_INVALID, MINOR_NEEDS_LIGHTER,
 * TEXT_LENGTH.
 */
export async function decideCase(context: Context, target: Target, input: CaseDecisionInput): Promise<Case> {
  const row = await allowedOn(caseWorkflow, 'decideCase', target, context);
  const { item, subject, reconsiderationBody } = await powerOver(context, row);
  const penalties = penaltiesOf(input.penalties);
  const fine = penalties.find(({ kind }) => kind === PenaltyKind.FINE)?.amount ?? null;
  const { reasons, tier, lighter = null } = input;
  const decision = { item, subject, reconsiderationBody, penalties, fine, reasons, tier, lighter };
  return move(caseWorkflow, 'decideCase', target, context, decision).catch(orFinedMeanwhile(row));
}
