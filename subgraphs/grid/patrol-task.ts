import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../kit/data/identity-columns.js';
import { CalendarDate } from '../../kit/module/scalars.js';
import type { Course, Instance } from '../../kit/workflow/workflow.js';
import { PatrolNode } from './patrol-node.js';
import { PatrolState } from './patrol-state.js';

/** Where and when the officer was at a node, as the device says it. */
export interface CheckIn {
  readonly node: number;
  /** ISO 8601. */
  readonly at: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly accuracyMetres: number;
  /** Distance from the node's place; null where the node is a time only. */
  readonly distanceMetres: number | null;
  readonly mockLocation: boolean;
  readonly late: boolean;
}

/** A place on the way and when it was passed, ISO 8601. */
export interface TrackPoint {
  readonly longitude: number;
  readonly latitude: number;
  readonly at: string;
}

/**
 * A round through one grid that one person is to make on one day (GR-07): a list to work off, nodes to check in at, and
 * the way that was taken. `regionCode` is the town that runs the grid.
 */
@Entity({ schema: 'grid', tableName: 'patrol_tasks' })
@ObjectType({
  description:
    '巡查任务:清单到人、节点打卡、轨迹定位(GR-07)。 A patrol: a list for one person, nodes to check in at, a track.',
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "number")')
export class PatrolTask implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '任务编号:X、9 位镇街代码、日期、4 位当日顺序号。 Number.' })
  number!: string;

  @Property({ type: 'text' })
  @Field(() => PatrolState, { description: '状态。 State.' })
  readonly state!: PatrolState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  gridCode!: string;

  @Property({ type: 'text' })
  assigneeNumber!: string;

  /** The department's duty that it is for; none for a patrol of the town's own. */
  @Property({ type: 'text', nullable: true })
  dutyItemNumber!: string | null;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '计划日期。 The day it is planned for.' })
  plannedFor!: string;

  @Property({ type: 'text[]' })
  @Field(() => [String], { description: '巡查清单。 What to look at.' })
  checklist!: string[];

  @Property({ type: 'json' })
  @Field(() => [PatrolNode], { description: '巡查节点。 Nodes to check in at.' })
  nodes!: readonly PatrolNode[];

  @Property({ type: 'json' })
  checkIns!: readonly CheckIn[];

  @Property({ type: 'json' })
  track!: readonly TrackPoint[];

  /** One for each entry of the checklist, once it is done. */
  @Property({ type: 'text[]' })
  answers!: string[];

  @Property({ type: 'datetime', nullable: true })
  issuedAt!: Date | null;

  @Property({ type: 'datetime', nullable: true })
  startedAt!: Date | null;

  @Property({ type: 'datetime', nullable: true })
  finishedAt!: Date | null;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: '逾期后才完成。 Was finished after it was overdue.' })
  late!: boolean;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '取消理由。 Why it was cancelled.' })
  cancelReason!: string | null;
}
