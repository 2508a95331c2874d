import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import { GrantMode } from '../power-grant.js';
import { BatchState } from './batch-vocabulary.js';
import { ItemDemand } from './item-demand.js';

/**
 * Items that are handed down to towns on one day (AU-28). Invariant: once published, there is exactly one grant of it for each
 * item and town. `regionCode` is the county.
 */
@Entity({ schema: 'authority', tableName: 'delegation_batches' })
@ObjectType({
  description:
    '分批下放计划:事项 × 镇街 × 日期,按需求选、按承接能力定(AU-28)。 Items times towns on one day, by demand and capacity.',
})
@Directive('@key(fields: "id")')
export class DelegationBatch implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => BatchState, { description: '状态。 State.' })
  readonly state!: BatchState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '批次名称。 Name of the batch.' })
  name!: string;

  @Property({ type: 'text' })
  @Field(() => GrantMode, { description: '方式。 How they are handed down.' })
  mode!: GrantMode;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '需求所据年度。 The year that the demand is of.' })
  year!: number;

  /** In the order of their demand. */
  @Property({ type: 'text[]' })
  @Field(() => [ID], { description: '事项编码,按需求排序。 Codes of the items, the most wanted first.' })
  itemCodes!: string[];

  @Property({ type: 'text[]' })
  granteeCodes!: string[];

  @Property({ type: 'json' })
  @Field(() => [ItemDemand], {
    description: '制定时的需求,由高到低。 The demand when it was planned, the highest first.',
  })
  demands!: readonly ItemDemand[];

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '批准意见或撤回理由。 The decision, or why it was withdrawn.' })
  decision!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '公布文号。 Number of the document that publishes it.' })
  documentNumber!: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '公布日期。 Day of publication.' })
  publishedOn!: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '生效日期,一批同日。 First day in force, one for all.' })
  effectiveFrom!: string | null;
}
