import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate, Decimal } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';

export enum TeamServiceKind {
  VISIT = 'VISIT',
  HELP = 'HELP',
}
registerEnumType(TeamServiceKind, {
  name: 'TeamServiceKind',
  description: '组团服务的种类(GR-13)。 What a team did.',
  valuesConfig: {
    VISIT: { description: '走访。 A visit.' },
    HELP: { description: '办成一件实事。 A matter that it settled.' },
  },
});

export enum TeamServiceState {
  RECORDED = 'RECORDED',
  CONFIRMED = 'CONFIRMED',
  DECLINED = 'DECLINED',
}
registerEnumType(TeamServiceState, {
  name: 'TeamServiceState',
  description: '组团服务记录的状态。 State of what a team says it did.',
  valuesConfig: {
    RECORDED: { description: '待村社区确认。 Awaits the village.' },
    CONFIRMED: { description: '已确认,计分。 Confirmed, and credited.' },
    DECLINED: { description: '不予确认。 Not confirmed.' },
  },
});

/**
 * What a team did for a village, credited once the village confirms it (GR-13). `regionCode` is the town, `memberNumbers` are
 * those who were members on the day.
 */
@Entity({ schema: 'grid', tableName: 'team_services' })
@ObjectType({
  description: '组团服务记录:经村社区确认后计分(GR-13)。 What a team did, credited once the village confirms it.',
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "number")')
export class TeamService implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '编号:组团编号加年份和 4 位顺序号。 Number.' })
  number!: string;

  @Property({ type: 'text' })
  @Field(() => TeamServiceState, { description: '状态。 State.' })
  readonly state!: TeamServiceState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  teamNumber!: string;

  /** As it was called on the day. */
  @Property({ type: 'text' })
  teamName!: string;

  @Property({ type: 'text' })
  villageCode!: string;

  @Property({ type: 'text' })
  @Field(() => TeamServiceKind, { description: '种类。 Kind.' })
  kind!: TeamServiceKind;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '服务日期。 Day.' })
  servedOn!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '内容。 What was done.' })
  content!: string;

  @Property({ type: 'text[]' })
  memberNumbers!: string[];

  @Property({ type: 'boolean', nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: '村社区是否满意;未确认为空。 Whether the village is satisfied.',
  })
  satisfied!: boolean | null;

  @Property({ type: 'string', columnType: 'numeric', nullable: true })
  @Field(() => Decimal, { nullable: true, description: '每名成员的积分。 Credits of each member.' })
  credits!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '不予确认的理由。 Why it was not confirmed.' })
  declinedReason!: string | null;
}
