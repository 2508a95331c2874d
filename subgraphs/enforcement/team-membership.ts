import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';
import { CalendarDate } from '../../kit/module/scalars.js';

/** One person in one team, for a time; auxiliaries without a certificate belong too. */
@Entity({ schema: 'enforcement', tableName: 'team_memberships' })
@ObjectType({
  description: '队伍成员关系:某人在某执法队伍,含无证的辅助人员。 One person in one team, auxiliaries included.',
})
@Directive('@key(fields: "id")')
export class TeamMembership {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  teamCode!: string;

  @Property({ type: 'text' })
  staffNumber!: string;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '开始日期。 First day.' })
  startsOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '结束日期(含当日)。 Last day.' })
  endsOn!: string | null;
}

/** Whether the membership holds on a day. */
export function holdsOn(membership: TeamMembership, day: string): boolean {
  return membership.startsOn <= day && !hasEndedBefore(membership, day);
}

/** Whether the membership's last day is before a day. */
export function hasEndedBefore(membership: TeamMembership, day: string): boolean {
  return membership.endsOn !== null && membership.endsOn < day;
}
