import { declareEvent } from '../../../kit/events/declare-event.js';

/**
 * A village confirmed what a team did: each who was a member on that day gets the same points, a decimal number (GR-13,
 * EV-04). `reason` says what was done; `creditedAt` is when the village confirmed it.
 */
export const teamCredited = declareEvent(
  'TeamCredited',
  { zh: '组团积分已确认', en: 'A team was credited' },
  {
    teamCode: 'text',
    teamName: 'text',
    regionCode: 'text',
    memberNumbers: 'texts',
    reason: 'text',
    points: 'text',
    creditedAt: 'moment',
    serviceNumber: 'text',
    villageCode: 'text',
    servedOn: 'text',
  },
);
