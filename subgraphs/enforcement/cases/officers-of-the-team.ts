import type { CountyRules } from '../../../kit/county/county-rules.js';
import { Fault } from '../../../kit/module/fault.js';
import type { Context } from '../../../kit/module/context.js';
import { EnforcementTeam } from '../enforcement-team.js';
import { certificateDomains, coversItem } from '../rules/certificate-domains.js';
import { TeamMembership } from '../team-membership.js';
import type { Case } from './case.js';

/** In which team officers must serve: on which day, for an item of which domain. */
export interface TeamQuestion {
  readonly day: string;
  readonly itemDomain: string;
}

/**
 * EN-01: one team enforces, so the officers of a case serve that day in a team of the organisation that acts or of the
 * power's holder; EN-02: a specialised team within its domain alone. Faults CONFLICT, reasons OFFICER_OF_ANOTHER_TEAM, naming
 * the first who does not, and TEAM_OF_ANOTHER_DOMAIN.
 */
export async function requireTeam(
  { organizationCode, subjectCode, officerNumbers }: Case,
  { day, itemDomain }: TeamQuestion,
  context: Context,
  rules: CountyRules,
): Promise<void> {
  const { manager } = context.session;
  const teams = await manager.find(EnforcementTeam, { organizationCode: { $in: [organizationCode, subjectCode] } });
  const pairs = rules.read(certificateDomains);
  const fitting = teams.filter(({ domains }) => coversItem(domains, itemDomain, pairs));
  const serving = await servingIn(teams, officerNumbers, day, context);
  const stranger = officerNumbers.find((officer) => !serving.has(officer));
  if (stranger !== undefined) throw officerOfAnother(stranger, day, organizationCode);
  const within = await servingIn(fitting, officerNumbers, day, context);
  const outside = officerNumbers.find((officer) => !within.has(officer));
  if (outside !== undefined) throw teamOfAnotherDomain(outside, teams, itemDomain);
}

/** Those of the officers who serve that day in one of the teams. */
async function servingIn(
  teams: readonly EnforcementTeam[],
  officers: readonly string[],
  day: string,
  { session }: Context,
): Promise<ReadonlySet<string>> {
  const memberships = await session.manager.find(TeamMembership, {
    teamCode: { $in: teams.map(({ code }) => code) },
    staffNumber: { $in: [...officers] },
    startsOn: { $lte: day },
    $or: [{ endsOn: null }, { endsOn: { $gte: day } }],
  });
  return new Set(memberships.map(({ staffNumber }) => staffNumber));
}

function officerOfAnother(staffNumber: string, day: string, organizationCode: string): Fault {
  const shown = staffNumber.slice(0, 50);
  return new Fault(
    'CONFLICT',
    {
      zh: `${shown} 在 ${day} 不在「${organizationCode}」的执法队伍内。`,
      en: `On ${day} ${shown} serves in no team of "${organizationCode}".`,
    },
    { reason: 'OFFICER_OF_ANOTHER_TEAM', details: { staffNumber, day, organizationCode } },
  );
}

function teamOfAnotherDomain(staffNumber: string, teams: readonly EnforcementTeam[], itemDomain: string): Fault {
  const domains = [...new Set(teams.flatMap((team) => team.domains))];
  return new Fault(
    'CONFLICT',
    {
      zh: `${staffNumber.slice(0, 50)} 所在队伍的领域为「${domains.join('、')}」,不办理「${itemDomain}」领域的案件。`,
      en: `The team of ${staffNumber.slice(0, 50)} enforces in "${domains.join('、')}", not in "${itemDomain}".`,
    },
    { reason: 'TEAM_OF_ANOTHER_DOMAIN', details: { staffNumber, domains, itemDomain } },
  );
}
