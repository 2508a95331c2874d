import type { Moment } from '../../kit/workflow/workflow.js';
import type { Event } from './event.js';

/** What a closed event tells those who score it. */
export function closingFacts(event: Event, { now }: Pick<Moment<unknown>, 'now'>) {
  const { eventNo, categoryCode, leadOrganizationCode, verifierNumber, handledAt } = event;
  if (!categoryCode || !leadOrganizationCode || !verifierNumber || !handledAt) {
    throw new Error(`The event ${eventNo} was closed without a category, a lead, a verifier or a result.`);
  }
  return {
    eventNo,
    regionCode: event.regionCode,
    gridCode: event.gridCode,
    categoryCode,
    source: event.source,
    reporterNumber: event.reporterNumber,
    leadOrganization: leadOrganizationCode,
    handlerNumber: event.handlerNumber,
    verifierNumber,
    reportedAt: event.reportedAt.toISOString(),
    handledAt: handledAt.toISOString(),
    closedAt: (event.closedAt ?? now).toISOString(),
    onTime: !event.late,
    reworks: event.course.counts['failVerification'] ?? 0,
  };
}
