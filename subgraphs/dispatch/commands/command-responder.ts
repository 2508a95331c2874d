import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, Float, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { DateTime } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import { CommandLevel, DeliveryChannel, ResponderState } from './command-vocabulary.js';

/**
 * One organisation that a command order calls out (DI-16), an aggregate of its own: several set out at the same moment, and
 * none makes another's version old.
 */
@Entity({ schema: 'dispatch', tableName: 'command_responders' })
@ObjectType({ description: '掌上指挥的应召单位:送达、应答、出动、到场逐一盖时(DI-16)。 One organisation called out.' })
@Directive('@key(fields: "id")')
export class CommandResponder implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ResponderState, { description: '状态。 State.' })
  readonly state!: ResponderState;

  @Property({ type: 'json' })
  readonly course!: Course;

  /** That of the order. */
  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'uuid' })
  orderId!: string;

  @Property({ type: 'text' })
  organizationCode!: string;

  @Property({ type: 'text' })
  contactNumber!: string;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: '是否牵头。 Whether it leads.' })
  isLead!: boolean;

  @Property({ type: 'text' })
  @Field(() => CommandLevel, { description: '区、乡、村、格的哪一级(DI-17)。 Its level.' })
  level!: CommandLevel;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, { description: '发送时间。 When it was sent.' })
  issuedAt!: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => DeliveryChannel, { nullable: true, description: '送达渠道。 How it reached them.' })
  channel!: DeliveryChannel | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '手机回执时间;转短信的为空。 Receipt; none by message.' })
  deliveredAt!: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '应答时间。 When it was acknowledged.' })
  acknowledgedAt!: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '出动时间。 When they set out.' })
  departedAt!: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '到场时间。 When they arrived.' })
  arrivedAt!: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: '逾时未出动的告警时间。 When the alarm was raised, if it was.',
  })
  alarmedAt!: Date | null;

  @Property({ type: 'double precision', nullable: true })
  @Field(() => Float, { nullable: true, description: '最近位置的经度(CGCS2000)。 Last position, degrees east.' })
  longitude!: number | null;

  @Property({ type: 'double precision', nullable: true })
  @Field(() => Float, { nullable: true, description: '最近位置的纬度(CGCS2000)。 Last position, degrees north.' })
  latitude!: number | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '最近位置的时间。 When they were there.' })
  positionAt!: Date | null;
}
