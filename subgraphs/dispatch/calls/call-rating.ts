import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { IdColumn } from '../../../kit/data/identity-columns.js';
import { DateTime } from '../../../kit/module/scalars.js';
import { RatingDirection } from './call-vocabulary.js';

/** What one side of a call says of the other (DI-10): one for each direction and time that it was handled. */
@Entity({ schema: 'dispatch', tableName: 'call_ratings' })
@ObjectType({ description: '一呼一评:一方对另一方的评价(DI-10)。 What one side says of the other.' })
@Directive('@key(fields: "id")')
export class CallRating {
  @IdColumn()
  id!: string;

  @Property({ type: 'uuid' })
  callId!: string;

  /** That of the call, as are the parties. */
  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text[]' })
  partyCodes!: string[];

  @Property({ type: 'text' })
  @Field(() => RatingDirection, { description: '方向。 Who rates whom.' })
  direction!: RatingDirection;

  @Property({ type: 'text' })
  raterCode!: string;

  @Property({ type: 'text' })
  rateeCode!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '满意度,1—5。 Satisfaction, 1 to 5.' })
  satisfaction!: number;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '意见。 Comment.' })
  comment!: string | null;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '对第几次办理的评价。 Which time that it was handled.' })
  round!: number;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, { description: '评价时间。 When it was given.' })
  ratedAt!: Date;
}
