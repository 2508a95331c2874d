import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { DateTime } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import { CallMeasure } from './call-measure.js';
import { CallState, RejectionGround } from './call-vocabulary.js';

/**
 * What a town cannot settle alone and calls the county for (DI-08). `regionCode` is the town; `namedLeadCode` the department
 * that the list of duties names. Invariant: a rating that nobody gave is null, whatever time has passed.
 */
@Entity({ schema: 'dispatch', tableName: 'town_calls' })
@ObjectType({
  description: '乡呼县应:乡镇无法独立解决的事项,呼叫县级部门联动解决(DI-08)。 A town’s call for the county.',
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "callNo")')
export class TownCall implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, {
    description: '呼叫编号:C、镇街代码、日期、6 位顺序号。 Number, without a gap in its town and day.',
  })
  callNo!: string;

  @Property({ type: 'text' })
  @Field(() => CallState, { description: '状态。 State.' })
  readonly state!: CallState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  townCode!: string;

  /** The town, and the departments that it was assigned to: they see it wherever they stand. */
  @Property({ type: 'text[]' })
  partyCodes!: string[];

  @Property({ type: 'text' })
  @Field(() => String, { description: '事由。 What it is about.' })
  subject!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '情况。 What the matter is.' })
  content!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '镇街已采取的措施;未写明的不得呼叫。 What the town did itself; nothing is called for before.',
  })
  ownEfforts!: string | null;

  @Property({ type: 'uuid', nullable: true })
  eventId!: string | null;

  @Property({ type: 'text', nullable: true })
  dutyCode!: string | null;

  @Property({ type: 'text', nullable: true })
  namedLeadCode!: string | null;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, {
    description: '计入乱呼叫:简易事件的呼叫,或因属自身权限、重复而不予受理(DI-11)。 Counts as reckless.',
  })
  reckless!: boolean;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '呼叫时间。 When it was called.' })
  calledAt!: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => RejectionGround, { nullable: true, description: '不予受理的情形。 Why it was rejected.' })
  ground!: RejectionGround | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '研判意见。 What the county judged.' })
  judgement!: string | null;

  @Property({ type: 'text', nullable: true })
  leadDepartmentCode!: string | null;

  @Property({ type: 'text[]' })
  coDepartmentCodes!: string[];

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '派发时间。 When it was assigned.' })
  assignedAt!: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '响应时间。 When the department responded.' })
  respondedAt!: Date | null;

  @Property({ type: 'json' })
  @Field(() => [CallMeasure], { description: '方案措施,按序(DI-15)。 The plan’s measures in their order.' })
  measures!: readonly CallMeasure[];

  @Property({ type: 'text', nullable: true })
  teamName!: string | null;

  @Property({ type: 'text', nullable: true })
  teamLeaderNumber!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '办理结果。 What came of it.' })
  result!: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '办结时间。 When it was last resolved.' })
  resolvedAt!: Date | null;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '第几次办理:镇街评价过低退回的为 2。 2 once the town had it handled again.' })
  round!: number;

  /** What the town gave after it was resolved for the first time. */
  @Property({ type: 'integer', nullable: true })
  firstTownRating!: number | null;

  @Property({ type: 'integer', nullable: true })
  townRating!: number | null;

  @Property({ type: 'integer', nullable: true })
  departmentRating!: number | null;

  /** When both had rated, or the time for it was over. */
  @Property({ type: 'datetime', nullable: true })
  ratingsEndedAt!: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '归档时间。 When it was closed.' })
  closedAt!: Date | null;
}
