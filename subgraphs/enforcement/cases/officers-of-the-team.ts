import { Fault } from '../../../kit/module/fault.js';
import type { Context } from '../../../kit/module/context.js';
import { EnforcementTeam } from '../enforcement-team.js';
import { TeamMembership } from '../team-membership.js';
import type { Case } from './case.js';

/**
 * EN-01: one team enforces, so the officers of a case serve that day in a team of the organisation that acts or of the
 * power's holder. Fault CONFLICT, reason OFFICER_OF_ANOTHER_TEAM, naming the first who does not.
 */
export async function requireTeam(
  { organizationCode, subjectCode, officerNumbers }: Case,
  day: string,
  context: Context,
): Promise<void> {
  const serving = await servingIn([organizationCode, subjectCode], officerNumbers, day, context);
  const stranger = officerNumbers.find((officer) => !serving.has(officer));
  if (stranger === undefined) return;
  const shown = stranger.slice(0, 50);
  throw new Fault(
    'CONFLICT',
    {
      zh: `${shown} 在 ${day} 不在「${organizationCode}」的执法队伍内。`,
      en: `On ${day} ${shown} serves in no team of "${organizationCode}".`,
    },
    { reason: 'OFFICER_OF_ANOTHER_TEAM', details: { staffNumber: stranger, day, organizationCode } },
  );
}

/** Those of the officers who serve that day in a team of one of the organisations. */
async function servingIn(
  organizations: readonly string[],
  officers: readonly string[],
  day: string,
  { session }: Context,
): Promise<ReadonlySet<string>> {
  const teams = await session.manager.find(EnforcementTeam, { organizationCode: { $in: [...organizations] } });
  const memberships = await session.manager.find(TeamMembership, {
    teamCode: { $in: teams.map(({ code }) => code) },
    staffNumber: { $in: [...officers] },
    startsOn: { $lte: day },
    $or: [{ endsOn: null }, { endsOn: { $gte: day } }],
  });
  return new Set(memberships.map(({ staffNumber }) => staffNumber));
}
