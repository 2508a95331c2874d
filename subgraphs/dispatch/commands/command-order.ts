import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { DateTime } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import { CommandOrderState } from './command-vocabulary.js';

/**
 * 掌上指挥: one commander, one organisation that leads and those that help, called out by one mutation (DI-16). Invariant: an
 * event has one order that is not cancelled. `regionCode` is the event's.
 */
@Entity({ schema: 'dispatch', tableName: 'command_orders' })
@ObjectType({
  description: '掌上指挥:1 名指挥长、1 个牵头单位、X 个协同单位的线上专班(DI-16)。 A command order: 1 + 1 + X.',
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "orderNo")')
export class CommandOrder implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '指令编号:ZH、县级代码、日期、4 位顺序号。 Number, without a gap in its day.' })
  orderNo!: string;

  @Property({ type: 'text' })
  @Field(() => CommandOrderState, { description: '状态。 State.' })
  readonly state!: CommandOrderState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'uuid' })
  eventId!: string;

  @Property({ type: 'text' })
  commanderNumber!: string;

  /** The organisations that are called out, and who answers for them: they see the order wherever they stand. */
  @Property({ type: 'text[]' })
  partyCodes!: string[];

  @Property({ type: 'text' })
  @Field(() => String, { description: '指令。 What is ordered.' })
  instruction!: string;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, { description: '下达时间,自此计时。 When it was issued: the clock starts.' })
  issuedAt!: Date;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, { description: '全部出动的最后时刻。 By when all have set out.' })
  mobiliseDueAt!: Date;

  @Property({ type: 'boolean', nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: '是否按时全部出动;尚不能断定时为空。 Whether all set out in time; none before it is known.',
  })
  allMobilisedWithinLimit!: boolean | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '办结小结或撤销理由。 How it ended.' })
  summary!: string | null;
}
