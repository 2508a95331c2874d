import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { RegulatedPremises } from '../regulated-premises.js';
import { requireCertified } from './certified-inspectors.js';
import type { InspectionTask } from './inspection-task.js';
import { InspectionKind } from './inspection-vocabulary.js';
import { inspectionWorkflow } from './inspection-workflow.js';
import { unvisited } from './unvisited.js';
import type { VisitInput } from './visit-input.js';

const mostOfficers = 20;

/**
 * Plans a visit of the caller's organisation that no draw made (EN-14). Faults: FORBIDDEN by the policy; NOT_FOUND for the
 * object; INVALID, reasons TEXT_LENGTH and VISIT_INVALID; CONFLICT, reason INSPECTOR_NOT_CERTIFIED.
 */
export async function planVisit(context: Context, input: VisitInput): Promise<InspectionTask> {
  requireRole(policyOf(inspectionWorkflow, 'planVisit'), context);
  requireWritten({ zh: '检查事项', en: 'The subject' }, input.subject, 200);
  checkVisit(input, dayOf(context.clock.now()).slice(0, 7));
  const place = await context.session.one(RegulatedPremises, 'code', input.premises);
  if (place === null) throw notFound(RegulatedPremises, input.premises);
  await requireCertified(context, input.officers);
  const own = context.caller.organizations[0] ?? '';
  const visit = {
    ...unvisited(),
    id: uuid(),
    regionCode: place.townCode,
    planId: null,
    kind: InspectionKind[input.kind],
    premisesCode: place.code,
    subject: input.subject.trim(),
    organizationCode: own,
    departmentCodes: own === '' ? [] : [own],
    officerNumbers: input.officers,
    month: input.month,
  };
  return begin(inspectionWorkflow, 'planVisit', visit, context, {});
}

function checkVisit({ month, officers }: VisitInput, thisMonth: string): void {
  const named = officers.length >= 2 && officers.length <= mostOfficers && new Set(officers).size === officers.length;
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(month) && month >= thisMonth && named) return;
  throw new Fault(
    'INVALID',
    {
      zh: `计划月份「${month.slice(0, 20)}」须为 yyyy-MM 且不早于 ${thisMonth},检查人员须为 2—${mostOfficers} 人且不重复,现为 ${officers.length} 人。`,
      en: `The month "${month.slice(0, 20)}" must be yyyy-MM and not before ${thisMonth}, the inspectors 2 to ${mostOfficers}, each once; these are ${officers.length}.`,
    },
    { reason: 'VISIT_INVALID', details: { month: month.slice(0, 20), officers: officers.length } },
  );
}
