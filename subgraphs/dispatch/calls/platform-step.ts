import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IdColumn } from '../../../kit/data/identity-columns.js';
import { DateTime } from '../../../kit/module/scalars.js';
import { RejectionGround } from './call-vocabulary.js';

/** What a county's own platform told of a call (DI-13). The same `externalRef` of a county is one step. */
@Entity({ schema: 'dispatch', tableName: 'platform_steps' })
@ObjectType({ description: '“响应”平台转来的一步(DI-13)。 What the county’s own platform told of a call.' })
@Directive('@key(fields: "id")')
export class PlatformStep {
  @IdColumn()
  id!: string;

  @Property({ type: 'uuid' })
  callId!: string;

  /** The county. */
  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '平台种类:OWN、HOTLINE、GOVERNANCE、CITY_MANAGEMENT。 Kind of the platform.' })
  platform!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '平台的流水号。 The platform’s own number.' })
  externalRef!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '平台的用语。 The word in which it told.' })
  word!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '对应的动作。 The verb that the word stands for.' })
  verb!: string;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, { description: '转来时间。 When it came.' })
  receivedAt!: Date;
}

@InputType({ description: '“响应”平台转来的一步(DI-13)。 A step as the county’s platform tells it.' })
export class PlatformStepInput {
  @Field(() => ID, { description: '呼叫编号。 Number of the call.' })
  callNo!: string;

  @Field(() => ID, { description: '平台的流水号;同号只办一次。 The platform’s number; the same is done once.' })
  externalRef!: string;

  @Field(() => String, { description: '平台的用语,按本县平台的种类对应动作。 Its word for what it did.' })
  word!: string;

  @Field(() => String, { nullable: true, description: '意见或理由。 Judgement or reason.' })
  note?: string | null;

  @Field(() => ID, { nullable: true, description: '派发的牵头部门。 Who leads.' })
  leadDepartment?: string | null;

  @Field(() => [ID], { defaultValue: [], description: '派发的协同部门。 Who helps.' })
  coDepartments!: string[];

  @Field(() => RejectionGround, { nullable: true, description: '不予受理的情形;缺省为其他。 Why it is rejected.' })
  ground?: RejectionGround | null;

  @Field(() => ID, { nullable: true, description: '镇街自身行使的权力事项。 The power item of the town’s own.' })
  item?: string | null;

  @Field(() => ID, { nullable: true, description: '所重复的呼叫编号。 Number of the call that it repeats.' })
  duplicateOf?: string | null;

  @Field(() => Int, { nullable: true, description: '延期的工作日数。 Working days of an extension.' })
  days?: number | null;
}
