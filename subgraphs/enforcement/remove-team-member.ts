import { perform, type Target } from '../../kit/data/perform.js';
import type { Policy } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { dayOf } from '../../kit/time/calendar.js';
import { withinTerritory } from './conditions.js';
import { EnforcementTeam } from './enforcement-team.js';
import { holdsOn, TeamMembership } from './team-membership.js';

/** EN-01: who may take somebody out of a team. */
export const removeTeamMemberPolicy: Policy<EnforcementTeam> = {
  verb: 'removeTeamMember',
  entity: EnforcementTeam,
  title: { zh: '移出执法队员', en: 'Remove a team member' },
  roles: ['bureau_head'],
  source: { zh: '一支队伍管执法(EN-01)', en: 'One team enforces (EN-01)' },
  conditions: [withinTerritory],
};

const dayLength = 86_400_000;

/** Ends a membership with yesterday; one that began today is undone. Fault NOT_FOUND for none in force. */
export function removeTeamMember(context: Context, target: Target, membershipId: string): Promise<EnforcementTeam> {
  return perform(removeTeamMemberPolicy, target, context, async (team, inside) => {
    const now = inside.clock.now();
    const memberships = await inside.session.many(TeamMembership, 'teamCode', team.code, ['staffNumber', 'startsOn']);
    const ending = memberships.find((each) => each.id === membershipId && holdsOn(each, dayOf(now)));
    if (!ending) {
      const shown = membershipId.slice(0, 50);
      throw new Fault('NOT_FOUND', {
        zh: `队伍「${team.code}」没有在册的成员关系「${shown}」。`,
        en: `The team "${team.code}" has no membership "${shown}" in force.`,
      });
    }
    if (ending.startsOn === dayOf(now)) inside.session.manager.remove(ending);
    else ending.endsOn = dayOf(new Date(now.getTime() - dayLength));
  });
}
