import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { Target } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { allowedOn } from '../../../kit/workflow/allowed-on.js';
import { move } from '../../../kit/workflow/move.js';
import type { Case } from './case.js';
import type { SpotDecisionInput } from './case-inputs.js';
import { caseWorkflow } from './case-workflow.js';
import { powerOver } from './power-over.js';

/**
 * EN-05: decides on the spot. Whether the power is still held is asked first, because a grant that was withdrawn between
 * the act and the decision makes the decision void (Administrative Penalty Law § 38).
 * Faults: FORBIDDEN by the policy; INVALID, reasons PENALTY_INVALID, FINE_ABOVE_SIMPLE_LIMIT, MINOR_NEEDS_LIGHTER,
 * TEXT_LENGTH; CONFLICT, reasons GRANT_NOT_ACTIVE, SIMPLE_PROCEDURE_NOT_ALLOWED, MINOR_UNDER_14, ONE_FINE_ONLY,
 * NOT_CERTIFIED, WRONG_STATE.
 */
export async function decideOnTheSpot(context: Context, target: Target, input: SpotDecisionInput): Promise<Case> {
  const row = await allowedOn(caseWorkflow, 'decideOnTheSpot', target, context);
  const power = await powerOver(context, row);
  const { fine = null, lighter = null, statement = null } = input;
  const decision = { ...power, ...input, fine, lighter, statement };
  return move(caseWorkflow, 'decideOnTheSpot', target, context, decision).catch(orFinedMeanwhile(row));
}

/** Says what an index found: somebody else fined the same act between the guard's look and the commit. */
export function orFinedMeanwhile(row: Case): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw finedMeanwhile(row, error);
  };
}

function finedMeanwhile({ powerItemCode, occurredOn }: Case, cause: Error): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `该当事人 ${occurredOn} 的同一违法行为(${powerItemCode})刚刚已被罚款,不得再次罚款。`,
      en: `The same party was just fined for the same act (${powerItemCode}) of ${occurredOn}.`,
    },
    { reason: 'ONE_FINE_ONLY', cause },
  );
}
