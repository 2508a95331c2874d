import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { askOrganizations } from '../ask-organizations.js';
import { TownCall } from '../calls/town-call.js';
import { Event } from '../event.js';
import { SupervisionFinding } from '../findings/supervision-finding.js';
import type { SupervisionInput } from './supervision-input.js';
import type { SupervisionOrder } from './supervision-order.js';
import { supervisionOrderWorkflow } from './supervision-order-workflow.js';
import { SupervisionLevel } from './supervision-vocabulary.js';

/**
 * Issues a supervision order (DI-12). Faults: NOT_FOUND for the organisation, the call, the event or the finding; INVALID,
 * reasons TEXT_LENGTH, and LEVEL_NOT_ISSUED for the level that only silence leads to.
 */
export async function issueSupervision(context: Context, input: SupervisionInput): Promise<SupervisionOrder> {
  requireRole(policyOf(supervisionOrderWorkflow, 'issueSupervision'), context);
  requireWritten({ zh: '要求', en: 'The requirement' }, input.requirement, 2000);
  if (input.level === SupervisionLevel.LISTED) throw levelNotIssued();
  const { callNo = null, eventNo = null, finding = null } = input;
  const { session } = context;
  const call = callNo === null ? null : await session.one(TownCall, 'callNo', callNo);
  if (callNo !== null && call === null) throw notFound(TownCall, callNo);
  const event = eventNo === null ? null : await session.one(Event, 'eventNo', eventNo);
  if (eventNo !== null && event === null) throw notFound(Event, eventNo);
  const found = finding === null ? null : await session.one(SupervisionFinding, 'id', finding);
  if (finding !== null && found === null) throw notFound(SupervisionFinding, finding);
  const [target] = await askOrganizations(context, [input.target]);
  const order = {
    id: uuid(),
    // The effect of the verb numbers it.
    orderNo: '',
    regionCode: target?.regionCode ?? '',
    level: input.level,
    targetCode: input.target,
    dutyCode: found?.dutyCode ?? call?.dutyCode ?? event?.dutyCode ?? null,
    callId: call?.id ?? null,
    eventId: event?.id ?? null,
    findingId: found?.id ?? null,
    requirement: input.requirement.trim(),
    issuedAt: context.clock.now(),
    reply: null,
    repliedAt: null,
    consequence: null,
  };
  return begin(supervisionOrderWorkflow, 'issueSupervision', order, context, {});
}

function levelNotIssued(): Fault {
  return new Fault(
    'INVALID',
    {
      zh: '挂牌通报(LISTED)由红牌逾期未答复升级而来,不直接签发。',
      en: 'LISTED is what an unanswered red card becomes; nobody issues it.',
    },
    { reason: 'LEVEL_NOT_ISSUED' },
  );
}
