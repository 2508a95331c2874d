import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { DateTime } from '../../../kit/module/scalars.js';
import type { TownCall } from './town-call.js';

/** The team that departments form for one call, until that is closed (DI-15). */
@ObjectType({ description: '专门治理小组:由牵头和协同部门为一件呼叫成立(DI-15)。 A team for one call.' })
export class GovernanceTeam {
  readonly leaderNumber!: string;

  /** The departments that lead and help. */
  readonly memberCodes!: readonly string[];

  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Field(() => DateTime, { description: '成立时间。 When it was formed.' })
  formedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '解散时间;未解散为空。 When it was dissolved; none before.' })
  dissolvedAt!: Date | null;
}

@InputType({ description: '成立专门治理小组。 A team to be formed.' })
export class GovernanceTeamInput {
  @Field(() => String, { description: '名称,1—100 字。 Name.' })
  name!: string;

  @Field(() => ID, { description: '组长工号。 Staff number of who leads it.' })
  leader!: string;
}

/** The team of a call; null where none was formed. */
export function teamOf(call: TownCall): GovernanceTeam | null {
  const { teamName, teamLeaderNumber, respondedAt } = call;
  if (teamName === null || teamLeaderNumber === null || respondedAt === null) return null;
  return Object.assign(new GovernanceTeam(), {
    name: teamName,
    leaderNumber: teamLeaderNumber,
    memberCodes: [call.leadDepartmentCode ?? '', ...call.coDepartmentCodes],
    formedAt: respondedAt,
    dissolvedAt: call.closedAt,
  });
}
