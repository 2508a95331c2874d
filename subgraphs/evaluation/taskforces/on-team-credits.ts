import { onEvent } from '../../../kit/events/declare-event.js';
import { TeamCredit } from './team-credit.js';

/** EV-04: a service team's credit counts for each of its members alike, once for each message. */
export const onTeamCredited = onEvent(
  'TeamCredited',
  { zh: '组团积分计入每名成员', en: 'a service team’s credit counts for each member' },
  {
    teamCode: 'text',
    teamName: 'text',
    regionCode: 'text',
    memberNumbers: 'texts',
    reason: 'text',
    points: 'text',
    creditedAt: 'moment',
  },
  async ({ id, payload }, { session: { manager } }) => {
    if ((await manager.findOne(TeamCredit, { id })) !== null) return;
    const { memberNumbers, creditedAt, ...rest } = payload;
    const credit = { id, ...rest, memberNumbers: [...memberNumbers], creditedAt: new Date(creditedAt) };
    manager.persist(Object.assign(new TeamCredit(), credit));
    await manager.flush();
  },
);
