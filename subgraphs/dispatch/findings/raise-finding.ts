import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { askOrganizations } from '../ask-organizations.js';
import { TownCall } from '../calls/town-call.js';
import { DetectionMethod, type FailureKind } from './finding-vocabulary.js';
import { findingWorkflow } from './finding-workflow.js';
import type { SupervisionFinding } from './supervision-finding.js';

/** What the supervision office has found itself. */
export interface RaisedFinding {
  readonly kind: FailureKind;
  readonly subject: string;
  readonly callNo: string | null;
  readonly detail: string;
}

/** Raises a finding that no rule has made. Faults: NOT_FOUND for the organisation or the call; INVALID, reason TEXT_LENGTH. */
export async function raiseFinding(
  context: Context,
  { kind, subject, callNo, detail }: RaisedFinding,
): Promise<SupervisionFinding> {
  requireRole(policyOf(findingWorkflow, 'raiseFinding'), context);
  requireWritten({ zh: '情况', en: 'The detail' }, detail, 2000);
  const call = callNo === null ? null : await context.session.one(TownCall, 'callNo', callNo);
  if (callNo !== null && call === null) throw notFound(TownCall, callNo);
  const [organization] = await askOrganizations(context, [subject]);
  const finding = {
    id: uuid(),
    kind,
    subjectCode: subject,
    regionCode: organization?.regionCode ?? '',
    dutyCode: call?.dutyCode ?? null,
    callId: call?.id ?? null,
    eventId: null,
    detectedBy: DetectionMethod.MANUAL,
    detail: detail.trim(),
    foundAt: context.clock.now(),
    answer: null,
    conclusion: null,
  };
  return begin(findingWorkflow, 'raiseFinding', finding, context, {});
}
