import { declareEvent } from '../../../kit/events/declare-event.js';

/** One side of a call has rated the other: what it said of one time that the call was handled. */
export const callRated = declareEvent(
  'CallRated',
  { zh: '呼叫已评价', en: 'One side of a call has rated the other' },
  {
    callNo: 'text',
    regionCode: 'text',
    direction: 'text',
    raterCode: 'text',
    rateeCode: 'text',
    satisfaction: 'number',
    round: 'number',
    ratedAt: 'moment',
  },
);

/** A call is closed; of its two ratings, each is null that nobody gave in time. */
export const callClosed = declareEvent(
  'CallClosed',
  { zh: '呼叫已归档', en: 'A call was closed' },
  {
    callNo: 'text',
    regionCode: 'text',
    townCode: 'text',
    departmentCode: 'text',
    townToDepartment: 'number?',
    departmentToTown: 'number?',
    assignedAt: 'moment',
    respondedAt: 'moment',
    resolvedAt: 'moment',
    rounds: 'number',
    closedAt: 'moment',
  },
);
