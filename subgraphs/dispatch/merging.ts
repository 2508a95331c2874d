import type { Guard } from '../../kit/workflow/workflow.js';
import { Event } from './event.js';
import type { EventInputs } from './event-inputs.js';
import { openStates } from './event-vocabulary.js';

const source = { zh: '重复上报合并(DI-19)', en: 'Several reports of one thing become one event (DI-19)' };

/** An event is no duplicate of itself. */
export const notIntoItself: Guard<Event, EventInputs['mergeEvent']> = {
  reason: 'MERGE_INTO_ITSELF',
  code: 'INVALID',
  source,
  sentence: ({ eventNo }) => ({ zh: `${eventNo} 不能并入自身。`, en: `${eventNo} cannot be merged into itself.` }),
  holds: ({ id }, { input }) => input.intoId !== id,
};

/** The other event still has its reporters to answer; the verb's lock keeps it from being closed meanwhile. */
export const intoOpenEvent: Guard<Event, EventInputs['mergeEvent']> = {
  reason: 'MERGE_TARGET_CLOSED',
  code: 'CONFLICT',
  source,
  sentence: (_event, { input }) => ({
    zh: `${input.intoNo} 已结案、不予受理或已合并,不能再并入。`,
    en: `${input.intoNo} is closed, rejected or merged itself; nothing is merged into it.`,
  }),
  holds: async (_event, { input, context }) => {
    const into = await context.session.locked(Event, input.intoId);
    return into !== null && openStates.includes(into.state);
  },
};
