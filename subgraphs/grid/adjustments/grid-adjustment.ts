import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import { AdjustmentKind, AdjustmentState } from './adjustment-vocabulary.js';
import { ProposedGrid } from './proposed-grid.js';

/**
 * A change of basic grids of one village, from the proposal until it is in force. Invariant: a grid is in one at a time.
 * `regionCode` is the town that runs them.
 */
@Entity({ schema: 'grid', tableName: 'adjustments' })
@ObjectType({
  description: '网格调整:拆分、合并、调整边界、更名,经镇街、县级审核后按日生效。 A change of basic grids.',
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "number")')
export class GridAdjustment implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '编号:G、9 位镇街代码、年份、3 位顺序号。 Number.' })
  number!: string;

  @Property({ type: 'text' })
  @Field(() => AdjustmentState, { description: '状态。 State.' })
  readonly state!: AdjustmentState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => AdjustmentKind, { description: '种类。 Kind.' })
  kind!: AdjustmentKind;

  @Property({ type: 'text' })
  villageCode!: string;

  @Property({ type: 'text[]' })
  gridCodes!: string[];

  @Property({ type: 'json' })
  @Field(() => [ProposedGrid], { description: '调整后的网格。 The grids as they shall be.' })
  proposed!: readonly ProposedGrid[];

  @Property({ type: 'text' })
  @Field(() => String, { description: '理由。 Why.' })
  reason!: string;

  @Property({ type: 'text' })
  proposedBy!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '最近一次审核意见。 What the last review says.' })
  opinion!: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '生效日期。 Day on which it comes into force.' })
  effectiveOn!: string | null;

  /** Codes that grids got when it came into force. */
  @Property({ type: 'text[]' })
  newCodes!: string[];
}
