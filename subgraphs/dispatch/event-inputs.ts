import type { DeadlinePassed } from '../../kit/workflow/timers-of.js';
import type { Transition } from '../../kit/workflow/workflow.js';
import type { LimitUnit } from './category-limits.js';
import type { Event } from './event.js';
import type { Satisfaction } from './event-vocabulary.js';

/** A position in degrees of CGCS2000, with the grid that contains it and the town that runs the grid. */
export interface Place {
  readonly longitude: number;
  readonly latitude: number;
  readonly gridCode: string;
  readonly townCode: string;
}

/** What a reporter sends beside what the row holds. */
export interface Reporting {
  readonly description: string;
  readonly address: string | null;
  readonly place: Place | null;
  readonly occurredAt: Date;
  readonly files: readonly string[];
  readonly patrolTaskId: string | null;
  readonly externalRef: string | null;
  readonly reporterName: string | null;
  readonly reporterPhone: string | null;
}

/** What a category, its duty and its town amount to when an event is filed. */
export interface Filing {
  readonly categoryCode: string;
  readonly majorClass: string;
  readonly platform: string;
  readonly dutyCode: string;
  readonly primarySide: 'COUNTY' | 'TOWN';
  /** The department that the duty names. */
  readonly dutyLeadCode: string;
  /** The town's own body of enforcement, which settles what is simple; null where the town has none. */
  readonly townBodyCode: string | null;
  /** The town's government, where it may have to call the county for such an event; null otherwise. */
  readonly townCode: string | null;
  readonly handleLimit: number;
  readonly limitUnit: LimitUnit;
}

/** An organisation as an order names it, and where it stands. */
export interface NamedOrganization {
  readonly code: string;
  readonly regionCode: string;
}

/** An order: exactly one organisation leads. */
export interface Dispatching {
  readonly lead: NamedOrganization;
  readonly helpers: readonly NamedOrganization[];
  readonly instruction: string | null;
  readonly reason: string | null;
}

/** What the handler hands in. */
export interface Handling {
  readonly result: string;
  readonly files: readonly string[];
}

interface WithReason {
  readonly reason: string;
}

type Nothing = Readonly<Record<never, never>>;

/** What each verb of an event is sent. */
export interface EventInputs {
  reportEvent: Reporting;
  ingestEvent: Reporting;
  resolveGrid: Place;
  locateEvent: Place & { readonly address: string | null };
  acceptEvent: Nothing;
  rejectEvent: WithReason & { readonly falseReport: boolean };
  mergeEvent: { readonly intoId: string; readonly intoNo: string };
  fileEvent: Filing;
  dispatchEvent: Dispatching;
  acceptAssignment: Nothing;
  joinHandling: Nothing;
  returnAssignment: WithReason;
  recallDispatch: WithReason;
  redispatchEvent: Dispatching;
  escalateEvent: { readonly reason: string | null };
  dispatchFromCounty: Dispatching;
  finishHandling: Handling;
  requestExtension: WithReason & { readonly amount: number };
  assignVerifier: { readonly staffNumber: string };
  passVerification: { readonly comment: string | null };
  failVerification: WithReason;
  finishRework: Handling;
  recordFeedback: { readonly satisfaction: Satisfaction; readonly comment: string | null };
  climbEvent: DeadlinePassed;
  noteCase: { readonly caseNo: string; readonly powerItemCode: string; readonly organizationCode: string };
  expireFeedback: DeadlinePassed;
  appraiseEvent: { readonly schemeCode: string; readonly points: string; readonly evidence: number };
  archiveEvent: Nothing;
}

/** Some rows of the table. */
export type EventTransitions<Verb extends keyof EventInputs> = {
  readonly [Each in Verb]: Transition<Event, EventInputs[Each]>;
};
