import type { Target } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { move } from '../../../kit/workflow/move.js';
import type { Case } from '../cases/case.js';
import { caseWorkflow } from '../cases/case-workflow.js';
import { penaltiesOf } from './penalties-of.js';
import type { PenaltyProposalInput } from './proceeding-inputs.js';

/** Ends an investigation with what was found and is proposed. Faults: those of the table. */
export function closeInvestigation(context: Context, target: Target, input: PenaltyProposalInput): Promise<Case> {
  const findings = {
    ...input,
    penalties: penaltiesOf(input.penalties),
    reviewReasons: [...new Set(input.reviewReasons)],
  };
  return move(caseWorkflow, 'closeInvestigation', target, context, findings);
}
