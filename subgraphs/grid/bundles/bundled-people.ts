import type { Context } from '../../../kit/module/context.js';
import { Grid } from '../grid.js';
import { GridRoleAssignment, holdsOn } from '../grid-role-assignment.js';
import { readServingTeams } from '../teams/serving-team.js';
import { membersOn, ServiceTeam } from '../teams/service-team.js';
import { bundleOn, ResponsibilityBundle } from './responsibility-bundle.js';

/**
 * The staff numbers of all who were bundled with a grid on a day, each once whatever brings them in: village cadres, those who
 * serve in the grid, members of the village's team; none where no bundle held.
 */
export async function bundledPeople(
  { session }: Pick<Context, 'session'>,
  gridCode: string,
  day: string,
): Promise<string[]> {
  const bundles = await session.many(ResponsibilityBundle, 'gridCode', gridCode, ['startsOn']);
  const bundle = bundleOn(bundles, day);
  const grid = bundle ? await session.one(Grid, 'code', gridCode) : null;
  if (!bundle || !grid) return [];
  const assignments = await session.many(GridRoleAssignment, 'gridCode', gridCode, ['role', 'startsOn']);
  const officers = assignments.filter((each) => holdsOn(each, day)).map(({ staffNumber }) => staffNumber);
  const village = grid.parentCode;
  const number = village === null ? null : await session.batch('servingTeam', village, readServingTeams);
  const team = number === null ? null : await session.one(ServiceTeam, 'number', number);
  const members = team ? membersOn(team, day) : [];
  return [...new Set([...bundle.cadreNumbers, ...officers, ...members])].sort();
}
