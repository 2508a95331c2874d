import { answersFor } from '../../../kit/identity/caller.js';
import type { Condition } from '../../../kit/identity/policy.js';
import { source } from './command-guards.js';
import type { CommandOrder } from './command-order.js';

/** Only the county's centre calls the county's departments out. */
export const withinCounty: Condition<CommandOrder> = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  sentence: { zh: '该事件不在您负责的县内。', en: 'The event lies outside the county that you answer for.' },
  source,
  holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode.slice(0, 6)),
};
