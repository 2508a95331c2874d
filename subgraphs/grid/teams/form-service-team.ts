import { Field, ID, InputType } from 'type-graphql';
import { v7 as uuid } from 'uuid';
import { requireRole } from '../../../kit/identity/policy.js';
import { requireStaffNumber } from '../../../kit/identity/staff-number.js';
import type { Context } from '../../../kit/module/context.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { fieldInvalid } from '../field-invalid.js';
import { Grid, GridLevel } from '../grid.js';
import type { ServiceTeam } from './service-team.js';
import { teamWorkflow } from './team-workflow.js';

const mostVillages = 20;
const mostMembers = 30;

@InputType({ description: '组建组团(GR-13)。 Who serves which villages.' })
export class ServiceTeamInput {
  @Field(() => String, { description: '名称,1—100 字。 Name.' })
  name!: string;

  @Field(() => [ID], { description: '服务的村社区(二级网格编码),同一镇街,1—20 个。 Villages of one town, 1 to 20.' })
  villages!: string[];

  @Field(() => ID, { description: '组长工号,须为成员。 Staff number of the leader, a member.' })
  leader!: string;

  @Field(() => [ID], { description: '成员工号,1—30 人,含组长。 Staff numbers of the members, 1 to 30.' })
  members!: string[];
}

/**
 * Forms a team that serves villages of one town, from today on. Faults: INVALID, reasons TEXT_LENGTH, STAFF_NUMBER and
 * FIELD_INVALID, with the field in the details; those of the workflow's table.
 */
export async function formServiceTeam(context: Context, input: ServiceTeamInput): Promise<ServiceTeam> {
  requireRole(policyOf(teamWorkflow, 'formServiceTeam'), context);
  const { name, villages, leader, members } = input;
  requireWritten({ zh: '名称', en: 'The name' }, name, 100);
  if (members.length > mostMembers || new Set(members).size < members.length) {
    throw fieldInvalid('members', `至多 ${mostMembers} 人且不重复`, `take up to ${mostMembers} people, each once`);
  }
  for (const member of members) requireStaffNumber(member);
  if (!members.includes(leader)) throw fieldInvalid('leader', '须为成员', 'must be a member');
  const startsOn = dayOf(context.clock.now());
  const team = {
    id: uuid(),
    number: '',
    regionCode: await townOf(context, villages),
    name: name.trim(),
    leaderNumber: leader,
    villageCodes: [...villages].sort(),
    members: members.map((staffNumber) => ({ staffNumber, startsOn, endsOn: null })),
    dissolvedReason: null,
  };
  return begin(teamWorkflow, 'formServiceTeam', team, context, {});
}

/** The town that runs all of the villages. */
async function townOf({ session }: Context, villages: readonly string[]): Promise<string> {
  const unfit = fieldInvalid(
    'villages',
    `须为同一镇街的 1—${mostVillages} 个二级网格,不重复`,
    `take 1 to ${mostVillages} second-level grids of one town, each once`,
  );
  if (villages.length === 0 || villages.length > mostVillages || new Set(villages).size < villages.length) throw unfit;
  const grids = await Promise.all(villages.map((code) => session.one(Grid, 'code', code)));
  const [town, ...others] = new Set(grids.map((grid) => (grid?.level === GridLevel.L2_VILLAGE ? grid.townCode : '')));
  if (!town || others.length > 0) throw unfit;
  return town;
}
