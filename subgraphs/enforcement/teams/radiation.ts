import { countyRules } from '../../../kit/county/county-rules-of.js';
import type { Context } from '../../../kit/module/context.js';
import { EnforcementTeam } from '../enforcement-team.js';
import { RadiatedTown } from './radiated-town.js';
import { teamSettings } from './team-settings.js';

const townLength = 9;

/**
 * Which of these organisations have a team that radiates to the town that a region is or lies in (EN-03); none where the
 * county's profile knows no such teams.
 */
export async function radiatingTo(
  { session, clock }: Pick<Context, 'session' | 'clock'>,
  organizations: readonly string[],
  region: string,
): Promise<ReadonlySet<string>> {
  const rules = await countyRules(session, region, clock);
  if (!rules.read(teamSettings.hubRadiation)) return new Set();
  const towns = await session.many(RadiatedTown, 'townCode', region.slice(0, townLength), ['teamCode']);
  const teams = await Promise.all(towns.map(({ teamCode }) => session.one(EnforcementTeam, 'code', teamCode)));
  const owners = teams.flatMap((team) => (team === null ? [] : [team.organizationCode]));
  return new Set(organizations.filter((each) => owners.includes(each)));
}
