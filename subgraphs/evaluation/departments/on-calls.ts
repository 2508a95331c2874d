import { onEvent } from '../../../kit/events/declare-event.js';
import { CallOutcome } from './call-outcome.js';

/** EV-10: what a town said of a department's response counts in the department's evaluation, once for each call. */
export const onCallClosed = onEvent(
  'CallClosed',
  { zh: '“一呼一评”计入部门考核', en: 'the rating of a call counts for its department' },
  {
    callNo: 'text',
    regionCode: 'text',
    departmentCode: 'text',
    townToDepartment: 'number?',
    rounds: 'number',
    closedAt: 'moment',
  },
  async ({ id, payload }, { session: { manager } }) => {
    const { townToDepartment: rating, closedAt, ...rest } = payload;
    if ((await manager.findOne(CallOutcome, { callNo: rest.callNo })) !== null) return;
    manager.persist(Object.assign(new CallOutcome(), { id, ...rest, rating, closedAt: new Date(closedAt) }));
    await manager.flush();
  },
);
