import { declareEvent } from '../../../kit/events/declare-event.js';

/** What grid says when a village has confirmed a team’s service (GR-13), as far as evaluation reads it. */
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
  },
);
