import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { DateTime } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import { SupervisionLevel, SupervisionOrderState } from './supervision-vocabulary.js';

/** What the supervision office demands of an organisation, by when (DI-12). `regionCode` is where the organisation stands. */
@Entity({ schema: 'dispatch', tableName: 'supervision_orders' })
@ObjectType({ description: '督办单:限期答复,逾期升级(DI-12)。 A demand that is answered in time, or rises a level.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "orderNo")')
export class SupervisionOrder implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '督办单号:DB、县级代码、日期、4 位顺序号。 Number, without a gap in its day.' })
  orderNo!: string;

  @Property({ type: 'text' })
  @Field(() => SupervisionOrderState, { description: '状态。 State.' })
  readonly state!: SupervisionOrderState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => SupervisionLevel, { description: '级别。 The level that it has reached.' })
  level!: SupervisionLevel;

  @Property({ type: 'text' })
  targetCode!: string;

  /** The territorial duty that it is about, by which who is accountable is found. */
  @Property({ type: 'text', nullable: true })
  dutyCode!: string | null;

  @Property({ type: 'uuid', nullable: true })
  callId!: string | null;

  @Property({ type: 'uuid', nullable: true })
  eventId!: string | null;

  @Property({ type: 'uuid', nullable: true })
  findingId!: string | null;

  @Property({ type: 'text' })
  @Field(() => String, { description: '要求。 What is demanded.' })
  requirement!: string;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, { description: '签发时间。 When it was issued.' })
  issuedAt!: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '答复。 The reply.' })
  reply!: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '答复时间。 When it was replied to.' })
  repliedAt!: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '造成的不良后果;移送问责的才有。 The bad consequence, if referred.',
  })
  consequence!: string | null;
}
