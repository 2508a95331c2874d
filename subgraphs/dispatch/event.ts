import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../kit/data/identity-columns.js';
import { DateTime } from '../../kit/module/scalars.js';
import { SearchVector } from '../../kit/search/search-text.js';
import type { Course, Instance } from '../../kit/workflow/workflow.js';
import { LimitUnit } from './category-limits.js';
import { EventLevel, EventPriority, EventSource, EventState, Satisfaction } from './event-vocabulary.js';

/**
 * Something that happened in a grid and is to be dealt with, from the report to the archive (DI-01). `regionCode` is the
 * town that runs the grid; the county's own code until a grid is known.
 */
@Entity({ schema: 'dispatch', tableName: 'events' })
@ObjectType({ description: '事件:从上报到归档,九步闭环(DI-01)。 An event, from its report to the archive.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "eventNo")')
export class Event implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, {
    description:
      '事件编号:E、9 位镇街代码、日期、6 位当日顺序号,连续不断号。 Number, without a gap in its town and day.',
  })
  eventNo!: string;

  @Property({ type: 'text' })
  @Field(() => EventState, { description: '状态。 State.' })
  readonly state!: EventState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => EventLevel, { description: '目前由哪一级负责。 The level that answers for it now.' })
  level!: EventLevel;

  @Property({ type: 'text' })
  @Field(() => EventSource, { description: '来源。 Where it came from.' })
  source!: EventSource;

  @Property({ type: 'text' })
  @Field(() => EventPriority, { description: '紧急程度。 How pressing it is.' })
  priority!: EventPriority;

  @Property({ type: 'text' })
  @Field(() => String, { description: '情况描述。 What happened.' })
  description!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '地点描述。 Where, in words.' })
  address!: string | null;

  @Property({ type: 'double precision', nullable: true })
  @Field(() => Float, { nullable: true, description: '经度(CGCS2000)。 Degrees east.' })
  longitude!: number | null;

  @Property({ type: 'double precision', nullable: true })
  @Field(() => Float, { nullable: true, description: '纬度(CGCS2000)。 Degrees north.' })
  latitude!: number | null;

  @Property({ type: 'text', nullable: true })
  gridCode!: string | null;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, { description: '发生时间。 When it happened.' })
  occurredAt!: Date;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, { description: '上报时间。 When it was reported.' })
  reportedAt!: Date;

  @Property({ type: 'text', nullable: true })
  reporterNumber!: string | null;

  /** Keycloak's `sub` of who sent the report. */
  @Property({ type: 'text', nullable: true })
  reporterSubject!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '巡查任务。 The patrol task that found it.' })
  patrolTaskId!: string | null;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, {
    description: '照片均未带拍摄位置,未能核对地点。 No photo says where it was taken, so none could be compared.',
  })
  photoPlaceUnknown!: boolean;

  @Property({ type: 'text', nullable: true })
  categoryCode!: string | null;

  @Property({ type: 'text', nullable: true })
  dutyCode!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '流转平台(镇街模块)。 The town’s platform that it runs on.' })
  platform!: string | null;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, {
    description: '简易事件:镇街就地办结(DI-25)。 A simple event, which the town settles on the spot.',
  })
  simple!: boolean;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: '处置时限,单位见 limitUnit。 Limit for handling, in limitUnit.' })
  handleLimit!: number | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => LimitUnit, { nullable: true, description: '处置时限的单位。 Unit of handleLimit.' })
  limitUnit!: LimitUnit | null;

  /** The organisation that the duty, or the town's own order, names; dispatching anybody else needs a reason. */
  @Property({ type: 'text', nullable: true })
  namedLeadCode!: string | null;

  /** The government of the town, where the county answers calls and the duty is first a department's: who should call. */
  @Property({ type: 'text', nullable: true })
  townCode!: string | null;

  @Property({ type: 'text', nullable: true })
  roadCode!: string | null;

  @Property({ type: 'text', nullable: true })
  leadOrganizationCode!: string | null;

  @Property({ type: 'text[]' })
  coOrganizationCodes!: string[];

  @Property({ type: 'text', nullable: true })
  handlerNumber!: string | null;

  @Property({ type: 'text', nullable: true })
  verifierNumber!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '处置结果。 What was done about it.' })
  result!: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '办结时间。 When it was last handled.' })
  handledAt!: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '结案时间。 When it was closed.' })
  closedAt!: Date | null;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: '处置或返工超过时限。 Handling or rework took longer than its limit.' })
  late!: boolean;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, {
    description: '上报县级或派给镇街以外的单位。 It was passed up to the county or given to somebody outside the town.',
  })
  leftTown!: boolean;

  @Property({ type: 'text', nullable: true })
  @Field(() => Satisfaction, {
    nullable: true,
    description: '满意度;未评价为空。 What the reporter thought; none without feedback.',
  })
  satisfaction!: Satisfaction | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '反馈意见。 The reporter’s comment.' })
  feedback!: string | null;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: '虚假上报。 The report was false.' })
  falseReport!: boolean;

  @Property({ type: 'uuid', nullable: true })
  mergedIntoId!: string | null;

  /** `course.since` of the state in which the county itself let the deadline pass: from then on it is only overdue. */
  @Property({ type: 'text', nullable: true })
  overdueSince!: string | null;

  @Property({ type: SearchVector, lazy: true })
  search!: string;
}
