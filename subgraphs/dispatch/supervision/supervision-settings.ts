import { period } from '../settings.js';

/** How long an organisation has to answer at each level, before the next one. The lengths are ours. */
export const supervisionSettings = {
  remind: period('supervision.remind', '提醒后答复时限', 'Time to answer a reminder', 2, 'WORKING_DAY'),
  yellow: period('supervision.yellow', '黄牌后答复时限', 'Time to answer a yellow card', 2, 'WORKING_DAY'),
  red: period('supervision.red', '红牌后答复时限', 'Time to answer a red card', 1, 'WORKING_DAY'),
} as const;
