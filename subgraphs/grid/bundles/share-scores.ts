import { declareEvent, onEvent } from '../../../kit/events/declare-event.js';
import { emit } from '../../../kit/events/emit.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { bundledPeople } from './bundled-people.js';

/**
 * Whether an event was handled in time counts for all who are bundled with its grid, but for who handled it, for whom it counts
 * already (GR-11).
 */
export const responsibilityShared = declareEvent(
  'ResponsibilityShared',
  { zh: '网格责任捆绑共担', en: 'Responsibility for a grid is shared' },
  {
    eventNo: 'text',
    regionCode: 'text',
    gridCode: 'text',
    staffNumbers: 'texts',
    onTime: 'flag',
    handledAt: 'moment',
  },
);

/** GR-11: says for whom besides its handler a closed event counts, by the bundle of the day on which it was handled. */
export const shareScores = onEvent(
  'EventClosed',
  { zh: '把按时或逾期计给责任捆绑人员', en: 'being in time or late counts for all who are bundled' },
  {
    eventNo: 'text',
    regionCode: 'text',
    gridCode: 'text?',
    handlerNumber: 'text?',
    handledAt: 'moment',
    onTime: 'flag',
  },
  async ({ about, payload }, inside) => {
    const { eventNo, regionCode, gridCode, handlerNumber, handledAt, onTime } = payload;
    if (gridCode === null) return;
    const people = await bundledPeople(inside, gridCode, dayOf(new Date(handledAt)));
    const staffNumbers = people.filter((number) => number !== handlerNumber);
    if (staffNumbers.length === 0) return;
    await emit(inside, responsibilityShared, about, { eventNo, regionCode, gridCode, staffNumbers, onTime, handledAt });
  },
);
