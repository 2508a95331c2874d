import { declareEvent } from '../../kit/events/declare-event.js';

/** An event was reported or ingested. */
export const eventReported = declareEvent(
  'EventReported',
  { zh: '事件已上报', en: 'An event was reported' },
  {
    eventNo: 'text',
    source: 'text',
    regionCode: 'text',
    gridCode: 'text?',
    reporterNumber: 'text?',
    patrolTaskId: 'text?',
    reportedAt: 'moment',
  },
);

const closing = {
  eventNo: 'text',
  regionCode: 'text',
  gridCode: 'text?',
  categoryCode: 'text',
  source: 'text',
  reporterNumber: 'text?',
  leadOrganization: 'text',
  handlerNumber: 'text?',
  verifierNumber: 'text',
  reportedAt: 'moment',
  handledAt: 'moment',
  closedAt: 'moment',
  onTime: 'flag',
  reworks: 'number',
} as const;

/** An event passed verification and is closed. */
export const eventClosed = declareEvent('EventClosed', { zh: '事件已结案', en: 'An event was closed' }, closing);

/** The feedback on a closed event is in, or nobody gave any in time; then `satisfaction` is null. */
export const eventEvaluated = declareEvent(
  'EventEvaluated',
  { zh: '事件已评价', en: 'An event was evaluated' },
  { ...closing, satisfaction: 'text?', evaluatedAt: 'moment' },
);

/** A report was not accepted. */
export const eventRejected = declareEvent(
  'EventRejected',
  { zh: '事件不予受理', en: 'An event was rejected' },
  {
    eventNo: 'text',
    regionCode: 'text',
    gridCode: 'text?',
    reporterNumber: 'text?',
    falseReport: 'flag',
    rejectedAt: 'moment',
  },
);

/** An event went into the archive. */
export const eventArchived = declareEvent(
  'EventArchived',
  { zh: '事件已归档', en: 'An event was archived' },
  { eventNo: 'text', archivedAt: 'moment' },
);

/** Somebody is to be told; over which channel is for plug-ins. Without organisation and staff it is for a reporter. */
export const notification = declareEvent(
  'Notification',
  { zh: '通知', en: 'Somebody is to be told' },
  {
    kind: 'text',
    eventNo: 'text?',
    organizationCode: 'text?',
    staffNumber: 'text?',
    textZh: 'text',
    textEn: 'text',
  },
);
