import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { Case } from '../cases/case.js';
import { CaseState } from '../cases/case-states.js';
import type { CoerciveMeasure, CoerciveMeasureKind } from './coercive-measure.js';
import { measureWorkflow } from './measure-workflow.js';

/** What is to be held, of which case. */
export interface ProposedMeasure {
  readonly caseNo: string;
  readonly kind: CoerciveMeasureKind;
  readonly object: string;
}

/**
 * EN-06: proposes to hold things fast while a case is investigated. Faults: FORBIDDEN by the policy; NOT_FOUND for the case;
 * INVALID, reason TEXT_LENGTH; CONFLICT, reason CASE_NOT_INVESTIGATED.
 */
export async function proposeMeasure(
  context: Context,
  { caseNo, kind, object }: ProposedMeasure,
): Promise<CoerciveMeasure> {
  requireRole(policyOf(measureWorkflow, 'proposeMeasure'), context);
  requireWritten({ zh: '物品或场所', en: 'What is held' }, object, 500);
  const row = await context.session.one(Case, 'caseNo', caseNo);
  if (row === null) throw notFound(Case, caseNo);
  if (row.state !== CaseState.INVESTIGATING) throw notInvestigated(row);
  const { regionCode, organizationCode, officerNumbers } = row;
  const whose = { regionCode, organizationCode, officerNumbers };
  const measure = { id: uuid(), ...whose, caseNo, kind, object: object.trim(), outcome: null };
  return begin(measureWorkflow, 'proposeMeasure', measure, context, {});
}

function notInvestigated({ caseNo, state }: Case): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `案件「${caseNo}」状态为 ${state},调查期间才能采取措施。`,
      en: `The case "${caseNo}" is ${state}; things are held while it is investigated.`,
    },
    { reason: 'CASE_NOT_INVESTIGATED', details: { caseNo, state } },
  );
}
