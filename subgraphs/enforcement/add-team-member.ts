import { v7 as uuid } from 'uuid';
import { perform, type Target } from '../../kit/data/perform.js';
import type { Policy } from '../../kit/identity/policy.js';
import { requireStaffNumber } from '../../kit/identity/staff-number.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { dayOf } from '../../kit/time/calendar.js';
import { certificateFor, certificatesOf } from './certified-members.js';
import { withinTerritory } from './conditions.js';
import { EnforcementTeam } from './enforcement-team.js';
import { hasEndedBefore, TeamMembership } from './team-membership.js';

/** EN-19: who may bring somebody into a team. */
export const addTeamMemberPolicy: Policy<EnforcementTeam> = {
  verb: 'addTeamMember',
  entity: EnforcementTeam,
  title: { zh: '增加执法队员', en: 'Add a team member' },
  roles: ['bureau_head'],
  source: { zh: '一支队伍管执法(EN-01)', en: 'One team enforces (EN-01)' },
  conditions: [withinTerritory],
};

/**
 * Brings a person into the team from today on.
 * Faults: INVALID, reason STAFF_NUMBER, for a malformed number; CONFLICT, reason MEMBER_ALREADY, for a member, and
 * CERTIFICATE_INVALID without a certificate that is valid today for a domain of the team (EN-19).
 */
export function addTeamMember(context: Context, target: Target, staffNumber: string): Promise<EnforcementTeam> {
  return perform(addTeamMemberPolicy, target, context, async (team, inside) => {
    requireStaffNumber(staffNumber);
    const today = dayOf(inside.clock.now());
    const memberships = await inside.session.many(TeamMembership, 'teamCode', team.code, ['staffNumber', 'startsOn']);
    const present = memberships.find((each) => each.staffNumber === staffNumber && !hasEndedBefore(each, today));
    if (present) throw memberAlready(team, present);
    const certificate = await certificateFor(team, staffNumber, today, inside);
    if (certificate === null) throw await certificateInvalid(team, staffNumber, inside);
    const membership = Object.assign(new TeamMembership(), {
      id: uuid(),
      teamCode: team.code,
      staffNumber,
      startsOn: today,
      endsOn: null,
    });
    inside.session.manager.persist(membership);
  });
}

function memberAlready(team: EnforcementTeam, { staffNumber, startsOn }: TeamMembership): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `${staffNumber} 自 ${startsOn} 起已是队伍「${team.code}」的成员。`,
      en: `${staffNumber} has belonged to the team "${team.code}" since ${startsOn}.`,
    },
    { reason: 'MEMBER_ALREADY', details: { staffNumber, startsOn } },
  );
}

async function certificateInvalid(team: EnforcementTeam, staffNumber: string, context: Context): Promise<Fault> {
  const last = (await certificatesOf(staffNumber, context)).at(-1);
  const domains = team.domains.join('、');
  return new Fault(
    'CONFLICT',
    {
      zh: `${staffNumber} 没有今日有效且领域含「${domains}」的执法证件${last ? `;最近一证有效期至 ${last.validTo},领域「${last.domains.join('、')}」` : ''}。`,
      en: `${staffNumber} holds no certificate that is valid today for "${domains}"${last ? `; the last one runs to ${last.validTo}, for "${last.domains.join('、')}"` : ''}.`,
    },
    { reason: 'CERTIFICATE_INVALID', details: { staffNumber, validTo: last?.validTo ?? null, domains: team.domains } },
  );
}
