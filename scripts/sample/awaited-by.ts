import { EventState } from '../../subgraphs/dispatch/event-vocabulary.js';
import { InboxKind } from '../../subgraphs/dispatch/inbox-entry.js';
import type { Chance } from '../county/random.js';
import type { CountyFacts } from './county-facts.js';
import type { EventDraft } from './event-life.js';
import { sampleId } from './sample-id.js';

/** What each state awaits of its centre; the other states await somebody else, or nobody. */
const ofCentre: Partial<Record<EventState, InboxKind>> = {
  REPORTED: InboxKind.ACCEPTANCE,
  ACCEPTED: InboxKind.FILING,
  FILED: InboxKind.DISPATCHING,
  RETURNED: InboxKind.DISPATCHING,
  HANDLED: InboxKind.CHOOSING_VERIFIER,
  CLOSED: InboxKind.FEEDBACK,
};

/** The inbox entries of an event that is still open: whom it awaits as it stands. */
export function awaitedBy(event: EventDraft, facts: CountyFacts, chance: Chance): Readonly<Record<string, unknown>>[] {
  const { state, regionCode, leadOrganizationCode, handlerNumber, verifierNumber } = event;
  const entry = (kind: InboxKind, organizationCode: string | null, staffNumber: string | null) => {
    const createdAt = event.course.since;
    const id = sampleId(new Date(createdAt), chance);
    return [
      { id, eventId: event.id, regionCode, kind, reason: null, organizationCode, staffNumber, createdAt, doneAt: null },
    ];
  };
  const kind = ofCentre[state];
  if (kind) return entry(kind, facts.centres.get(regionCode) ?? null, null);
  if (state === EventState.ESCALATED)
    return entry(InboxKind.COUNTY_DISPATCHING, facts.centres.get(facts.county) ?? null, null);
  if (state === EventState.DISPATCHED) return entry(InboxKind.ASSIGNMENT, leadOrganizationCode, null);
  if (state === EventState.VERIFYING) return entry(InboxKind.VERIFICATION, null, verifierNumber);
  return state === EventState.REWORK ? entry(InboxKind.REWORK, null, handlerNumber) : [];
}
