import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';

export enum ServiceTeamState {
  FORMED = 'FORMED',
  DISSOLVED = 'DISSOLVED',
}
registerEnumType(ServiceTeamState, {
  name: 'ServiceTeamState',
  description: '组团的状态(GR-13)。 State of a service team.',
  valuesConfig: {
    FORMED: { description: '在服务。 At work.' },
    DISSOLVED: { description: '已解散。 Dissolved.' },
  },
});

/** One person's time in a team. */
@ObjectType({ description: '组团成员。 A member of a team.' })
export class ServiceTeamMember {
  @Field(() => ID, { description: '工号。 Staff number.' })
  staffNumber!: string;

  @Field(() => CalendarDate, { description: '加入日期。 First day.' })
  startsOn!: string;

  @Field(() => CalendarDate, { nullable: true, description: '退出日期(含当日)。 Last day.' })
  endsOn!: string | null;
}

/**
 * A team of a town's people that serves some of its villages (GR-13). Invariants: one team a village at a time; the leader is
 * a member. `regionCode` is the town.
 */
@Entity({ schema: 'grid', tableName: 'service_teams' })
@ObjectType({
  description: '组团联村:镇街干部组团服务若干村社区(GR-13)。 A team that serves some of a town’s villages.',
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "number")')
export class ServiceTeam implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '组团编号:T、9 位镇街代码、3 位顺序号。 Number.' })
  number!: string;

  @Property({ type: 'text' })
  @Field(() => ServiceTeamState, { description: '状态。 State.' })
  readonly state!: ServiceTeamState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'text' })
  leaderNumber!: string;

  /** Codes of second-level grids. */
  @Property({ type: 'text[]' })
  villageCodes!: string[];

  @Property({ type: 'json' })
  @Field(() => [ServiceTeamMember], { description: '成员,按加入先后。 Members in the order of joining.' })
  members!: readonly ServiceTeamMember[];

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '解散理由。 Why it was dissolved.' })
  dissolvedReason!: string | null;
}

/** The staff numbers of a team's members on a day. */
export function membersOn({ members }: Pick<ServiceTeam, 'members'>, day: string): string[] {
  return members
    .filter(({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || day <= endsOn))
    .map(({ staffNumber }) => staffNumber);
}
