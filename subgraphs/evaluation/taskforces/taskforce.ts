import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { DateTime, Decimal } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import { TaskforceState } from './taskforce-vocabulary.js';

/** Points that a taskforce's leader gave a member. */
@ObjectType({ description: '专班计分:一次给分(EV-05)。 Points that a member was given.' })
export class TaskforceAward {
  @Field(() => ID, { description: '成员工号。 Staff number of the member.' })
  staffNumber!: string;

  @Field(() => Decimal, { description: '分值。 Points.' })
  points!: string;

  @Field(() => String, { description: '理由。 Why.' })
  reason!: string;

  @Field(() => DateTime, { description: '时间。 When.' })
  at!: string;
}

/** People who take on one hard task for a time (EV-05). Invariant: what is awarded never exceeds the budget. */
@Entity({ schema: 'evaluation', tableName: 'taskforces' })
@ObjectType({
  description: '专班:阶段性、攻坚性任务,计分不超过预算(EV-05)。 People who take on one hard task for a time.',
})
@Directive('@key(fields: "id")')
export class Taskforce implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => TaskforceState, { description: '状态。 State.' })
  readonly state!: TaskforceState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'text' })
  leaderNumber!: string;

  /** The leader among them. */
  @Property({ type: 'text[]' })
  memberNumbers!: string[];

  @Property({ type: 'string', columnType: 'numeric' })
  @Field(() => Decimal, { description: '计分预算。 Points that it may give in all.' })
  pointsBudget!: string;

  @Property({ type: 'json' })
  @Field(() => [TaskforceAward], { description: '已给的分,按时间。 Points given, in their order.' })
  awards!: readonly TaskforceAward[];

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '解散时的小结。 The summary with which it was dissolved.' })
  summary!: string | null;
}
