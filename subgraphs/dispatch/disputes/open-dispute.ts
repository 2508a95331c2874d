import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { Event } from '../event.js';
import type { DisputeCase } from './dispute-case.js';
import type { DisputePartyInput } from './dispute-parts.js';
import { disputeWorkflow } from './dispute-workflow.js';

const mostParties = 20;
const mostRelated = 20;

/** What a dispute is about. */
export interface OpenedDispute {
  readonly eventNo: string;
  readonly subject: string;
  readonly parties: readonly DisputePartyInput[];
}

/**
 * Opens a dispute of an event, such as one that 110 passed on. Faults: NOT_FOUND for the event; INVALID, reasons TEXT_LENGTH,
 * and DISPUTE_PARTIES for fewer than two parties or too many.
 */
export async function openDispute(
  context: Context,
  { eventNo, subject, parties }: OpenedDispute,
): Promise<DisputeCase> {
  requireRole(policyOf(disputeWorkflow, 'openDispute'), context);
  requireWritten({ zh: '事由', en: 'The subject' }, subject, 200);
  checkParties(parties);
  const event = await context.session.one(Event, 'eventNo', eventNo);
  if (event === null) throw notFound(Event, eventNo);
  const id = uuid();
  const dispute = {
    id,
    // The effect of the verb numbers it.
    disputeNo: '',
    regionCode: event.regionCode,
    eventId: event.id,
    subject: subject.trim(),
    parties: parties.map(({ name, phone, relatedStaff }, index) => ({
      number: index + 1,
      disputeId: id,
      name: name.trim(),
      phone: phone.trim(),
      relatedStaff,
      signedAt: null,
    })),
    mediatorNumber: null,
    recusals: [],
    sessions: [],
    agreement: null,
    performBy: null,
    performedAt: null,
    forum: null,
    referralNo: null,
    referral: null,
  };
  return begin(disputeWorkflow, 'openDispute', dispute, context, {});
}

function checkParties(parties: readonly DisputePartyInput[]): void {
  const related = Math.max(0, ...parties.map(({ relatedStaff }) => relatedStaff.length));
  if (parties.length < 2 || parties.length > mostParties || related > mostRelated) throw unfitParties(parties.length);
  for (const { name, phone, relatedStaff } of parties) {
    requireWritten({ zh: '当事人姓名', en: 'The party’s name' }, name, 50);
    requireWritten({ zh: '当事人电话', en: 'The party’s telephone' }, phone, 30);
    for (const number of relatedStaff) requireWritten({ zh: '工号', en: 'The staff number' }, number, 20);
  }
}

function unfitParties(given: number): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `纠纷须有 2—${mostParties} 方当事人,每方至多 ${mostRelated} 名利害关系人,收到 ${given} 方。`,
      en: `A dispute has 2 to ${mostParties} parties, each with at most ${mostRelated} who are related; got ${given}.`,
    },
    { reason: 'DISPUTE_PARTIES', details: { given } },
  );
}
