import { Field, ObjectType } from 'type-graphql';
import type { Context } from '../../kit/module/context.js';
import { EnforcementCertificate, isValidOn } from './enforcement-certificate.js';
import type { EnforcementTeam } from './enforcement-team.js';
import { StaffMember } from './foreign.js';
import { holdsOn, TeamMembership } from './team-membership.js';

@ObjectType({
  description: '某日的队伍成员及其持证情况。 A member of a team on a day, and the certificate that counts.',
})
export class TeamMember {
  @Field(() => TeamMembership, { description: '成员关系。 The membership.' })
  membership!: TeamMembership;

  @Field(() => StaffMember, { nullable: true, description: '人员。 The person.' })
  staff!: StaffMember;

  @Field(() => EnforcementCertificate, {
    nullable: true,
    description:
      '执法证件:优先取当日有效且领域相符者,否则取最近到期者。 The one that counts on the day, else the last to expire.',
  })
  certificate!: EnforcementCertificate | null;

  @Field(() => Boolean, {
    description:
      '是否持有当日有效且含本队领域的证件(EN-19)。 Holds a certificate valid that day for a domain of the team.',
  })
  certified!: boolean;
}

/** Whether a certificate lets its holder enforce with a team: it covers at least one of the team's domains. */
export function coversTeam(certificate: EnforcementCertificate, team: EnforcementTeam): boolean {
  return team.domains.some((domain) => certificate.domains.includes(domain));
}

/** The certificates of a person, the first to expire first. */
export function certificatesOf(staffNumber: string, { session }: Context): Promise<EnforcementCertificate[]> {
  return session.many(EnforcementCertificate, 'staffNumber', staffNumber, ['validTo', 'number']);
}

/** A certificate with which a person may enforce with the team on a day, the last to expire; null when there is none. */
export async function certificateFor(
  team: EnforcementTeam,
  staffNumber: string,
  day: string,
  context: Context,
): Promise<EnforcementCertificate | null> {
  const held = await certificatesOf(staffNumber, context);
  return held.findLast((each) => isValidOn(each, day) && coversTeam(each, team)) ?? null;
}

/** Who belongs to a team on a day, in the order of staff numbers. Two statements for any number of teams. */
export async function membersOn(team: EnforcementTeam, day: string, context: Context): Promise<TeamMember[]> {
  const memberships = await context.session.many(TeamMembership, 'teamCode', team.code, ['staffNumber', 'startsOn']);
  const present = memberships.filter((each) => holdsOn(each, day));
  return Promise.all(
    present.map(async (membership) => {
      const counting = await certificateFor(team, membership.staffNumber, day, context);
      const held = await certificatesOf(membership.staffNumber, context);
      return Object.assign(new TeamMember(), {
        membership,
        staff: Object.assign(new StaffMember(), { number: membership.staffNumber }),
        certificate: counting ?? held.at(-1) ?? null,
        certified: counting !== null,
      });
    }),
  );
}
