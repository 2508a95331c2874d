import type { Guard } from '../../../kit/workflow/workflow.js';
import type { Event } from '../event.js';
import type { EventInputs } from '../event-inputs.js';
import { Satisfaction } from '../event-vocabulary.js';
import { DisputeCase } from './dispute-case.js';
import { DisputeState } from './dispute-vocabulary.js';

/** Nobody is recorded as satisfied with a dispute that was not settled, but referred (DI-23). */
export const notOfUnsettledDispute: Guard<Event, EventInputs['recordFeedback']> = {
  reason: 'DISPUTE_REFERRED',
  code: 'CONFLICT',
  source: { zh: '调解不成的不作满意(DI-23)', en: 'A mediation that failed satisfied nobody (DI-23)' },
  sentence: ({ eventNo }) => ({
    zh: `${eventNo} 的纠纷调解不成、已告知移转,不得记为满意。`,
    en: `The dispute of ${eventNo} was not settled but referred; nobody is recorded as satisfied.`,
  }),
  holds: async ({ id }, { input: { satisfaction }, context }) => {
    if (satisfaction === Satisfaction.UNSATISFIED) return true;
    const referred = { eventId: id, state: DisputeState.REFERRED };
    return (await context.session.manager.count(DisputeCase, referred, { filters: { visible: false } })) === 0;
  },
};
