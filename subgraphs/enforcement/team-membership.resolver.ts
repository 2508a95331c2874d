import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../kit/module/context.js';
import { EnforcementTeam } from './enforcement-team.js';
import { StaffMember } from './foreign.js';
import { TeamMembership } from './team-membership.js';

@Resolver(() => TeamMembership)
export class TeamMembershipResolver {
  @FieldResolver(() => EnforcementTeam, { nullable: true, description: '队伍。 The team.' })
  team(@Root() membership: TeamMembership, @Ctx() { session }: Context): Promise<EnforcementTeam | null> {
    return session.one(EnforcementTeam, 'code', membership.teamCode);
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '人员。 The person.' })
  staff(@Root() membership: TeamMembership): StaffMember {
    return Object.assign(new StaffMember(), { number: membership.staffNumber });
  }
}
