import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';
import { DateTime, Decimal } from '../../kit/module/scalars.js';

/** What one dimension adds to a score. */
@ObjectType({ description: '一个维度的得分。 The points of one dimension.' })
export class DimensionPoints {
  @Field(() => String, { description: '维度编码。 Code of the dimension.' })
  dimension!: string;

  @Field(() => Decimal, { description: '得分。 Points.' })
  points!: string;
}

/** The score of one event, put on file once. */
@Entity({ schema: 'evaluation', tableName: 'posted_scores' })
@ObjectType({ description: '事件考核得分,入档后不变(EV-19)。 The score of an event; it stays as it was put on file.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "eventNo")')
export class PostedScore {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '事件编号。 Number of the event.' })
  eventNo!: string;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text', nullable: true })
  schemeCode!: string | null;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: '方案版本。 Edition of the scheme.' })
  schemeVersion!: number | null;

  @Property({ type: 'string', columnType: 'numeric' })
  @Field(() => Decimal, { description: '各维度得分之和。 Sum over its dimensions.' })
  points!: string;

  @Property({ type: 'json' })
  @Field(() => [DimensionPoints], { description: '各维度得分。 Points by dimension.' })
  dimensions!: DimensionPoints[];

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '依据条数。 How many pieces of evidence it rests on.' })
  evidence!: number;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTime, { description: '入档时间。 When it was put on file.' })
  postedAt!: Date;
}
