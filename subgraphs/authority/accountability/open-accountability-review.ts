import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { Organization } from '../organization.js';
import { TerritorialDuty } from '../territorial-duty.js';
import type { AccountabilityInput } from './accountability-input.js';
import type { AccountabilityReview } from './accountability-review.js';
import { accountabilityWorkflow } from './accountability-workflow.js';

/**
 * Opens a review of what an organisation answers for; the part that the list of that day gives it is filled in. A stated
 * consequence is what accountability begins with. Faults: NOT_FOUND for the organisation or the duty; INVALID, reasons
 * TEXT_LENGTH and FUTURE_TIME.
 */
export async function openAccountabilityReview(
  context: Context,
  input: AccountabilityInput,
): Promise<AccountabilityReview> {
  requireRole(policyOf(accountabilityWorkflow, 'openAccountabilityReview'), context);
  requireWritten({ zh: '情况', en: 'The incident' }, input.incident, 4000);
  requireWritten({ zh: '后果', en: 'The consequence' }, input.consequence, 2000);
  const { session } = context;
  const { eventNo = null, caseNo = null, duty = null } = input;
  if (eventNo !== null) requireWritten({ zh: '事件编号', en: 'The number of the event' }, eventNo, 50);
  if (caseNo !== null) requireWritten({ zh: '案号', en: 'The number of the case' }, caseNo, 50);
  const subject = await session.one(Organization, 'code', input.subject);
  if (subject === null) throw notFound(Organization, input.subject);
  if (duty !== null && (await session.one(TerritorialDuty, 'code', duty)) === null)
    throw notFound(TerritorialDuty, duty);
  const review = {
    id: uuid(),
    regionCode: subject.regionCode,
    subjectCode: subject.code,
    dutyCode: duty,
    occurredOn: input.occurredOn,
    incident: input.incident.trim(),
    consequence: input.consequence.trim(),
    eventNo,
    caseNo,
    listedRole: null,
    listEdition: null,
    statement: null,
    diligent: null,
    outcome: null,
    reasoning: null,
    lawCited: null,
    appeal: null,
  };
  return begin(accountabilityWorkflow, 'openAccountabilityReview', review, context, {});
}
