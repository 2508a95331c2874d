import type { Payload } from '../../kit/events/declare-event.js';
import { ScoreIndicator } from './score-indicator.js';

/** What evidence is made of: who did what well or not, and when. */
export interface ScoreFact {
  readonly indicator: ScoreIndicator;
  /** From 0 to 1; null where nobody answered. */
  readonly value: number | null;
  readonly staffNumber: string | null;
  readonly organizationCode: string | null;
  readonly occurredAt: string;
}

/** Fields of EventClosed, all of which EventEvaluated has too. */
export const closingFields = {
  eventNo: 'text',
  regionCode: 'text',
  gridCode: 'text?',
  source: 'text',
  reporterNumber: 'text?',
  leadOrganization: 'text',
  handlerNumber: 'text?',
  reportedAt: 'moment',
  handledAt: 'moment',
  closedAt: 'moment',
  onTime: 'flag',
} as const;

/** What EventEvaluated adds. */
export const evaluatedFields = { ...closingFields, satisfaction: 'text?', evaluatedAt: 'moment' } as const;

/** Fields of EventRejected. */
export const rejectedFields = {
  eventNo: 'text',
  regionCode: 'text',
  gridCode: 'text?',
  reporterNumber: 'text?',
  falseReport: 'flag',
  rejectedAt: 'moment',
} as const;

/** Fields of ResponsibilityShared. */
export const sharedFields = {
  eventNo: 'text',
  regionCode: 'text',
  gridCode: 'text',
  staffNumbers: 'texts',
  onTime: 'flag',
  handledAt: 'moment',
} as const;

const satisfactions: Readonly<Record<string, number>> = { SATISFIED: 1, FAIRLY_SATISFIED: 0.5, UNSATISFIED: 0 };

/** What a closed event says of its handler and of its reporter, who was right. Both messages of its end say the same. */
export function factsOfClosing(closed: Payload<typeof closingFields>): ScoreFact[] {
  const { reporterNumber, reportedAt } = closed;
  const ofReport = { staffNumber: reporterNumber, organizationCode: null, occurredAt: reportedAt };
  const facts: ScoreFact[] = [
    { ...ofHandling(closed), indicator: ScoreIndicator.ON_TIME, value: closed.onTime ? 1 : 0 },
  ];
  if (reporterNumber === null) return facts;
  facts.push({ ...ofReport, indicator: ScoreIndicator.FALSE_REPORT, value: 0 });
  if (closed.source === 'GRID_PATROL') facts.push({ ...ofReport, indicator: ScoreIndicator.SELF_FOUND, value: 1 });
  return facts;
}

/** What those say whom the event concerned; silence is no satisfaction and no value. */
export function factOfFeedback(evaluated: Payload<typeof evaluatedFields>): ScoreFact {
  const { satisfaction, evaluatedAt } = evaluated;
  const value = satisfaction === null ? null : satisfactions[satisfaction];
  if (value === undefined) throw new Error(`"${satisfaction}" is no degree of satisfaction.`);
  return { ...ofHandling(evaluated), indicator: ScoreIndicator.SATISFACTION, value, occurredAt: evaluatedAt };
}

/** What a rejected report says of a reporter who works for the grid: that it was false, or turned down for another reason. */
export function factsOfRejection({
  reporterNumber,
  falseReport,
  rejectedAt,
}: Payload<typeof rejectedFields>): ScoreFact[] {
  if (reporterNumber === null) return [];
  return [
    {
      indicator: ScoreIndicator.FALSE_REPORT,
      value: falseReport ? 1 : 0,
      staffNumber: reporterNumber,
      organizationCode: null,
      occurredAt: rejectedAt,
    },
  ];
}

/** GR-11: what a grid's event says of those who are bundled with it: the same of each, once. */
export function factsOfSharing({ staffNumbers, onTime, handledAt }: Payload<typeof sharedFields>): ScoreFact[] {
  return staffNumbers.map((staffNumber) => ({
    indicator: ScoreIndicator.SHARED_ON_TIME,
    value: onTime ? 1 : 0,
    staffNumber,
    organizationCode: null,
    occurredAt: handledAt,
  }));
}

function ofHandling({ handlerNumber, leadOrganization, handledAt }: Payload<typeof closingFields>) {
  return { staffNumber: handlerNumber, organizationCode: leadOrganization, occurredAt: handledAt };
}
