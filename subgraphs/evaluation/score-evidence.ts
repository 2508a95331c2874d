import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';
import { DateTime, Decimal } from '../../kit/module/scalars.js';
import { ScoreIndicator } from './score-indicator.js';

/** One fact of one event that counts for somebody. Invariant: one for each event, subject and indicator. */
@Entity({ schema: 'evaluation', tableName: 'score_evidence' })
@ObjectType({
  description:
    '评分依据:一件事件对一个主体的一项事实,可凭事件编号追溯(EV-19)。 A fact of an event that counts for somebody.',
})
@Directive('@key(fields: "id")')
export class ScoreEvidence {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '事件编号。 Number of the event.' })
  eventNo!: string;

  /** Staff number, or the organisation's code where nobody is named. */
  @Property({ type: 'text' })
  subject!: string;

  @Property({ type: 'text' })
  @Field(() => ScoreIndicator, { description: '指标。 What is scored.' })
  indicator!: ScoreIndicator;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text', nullable: true })
  gridCode!: string | null;

  @Property({ type: 'text', nullable: true })
  staffNumber!: string | null;

  @Property({ type: 'text', nullable: true })
  organizationCode!: string | null;

  @Property({ type: 'text', nullable: true })
  schemeCode!: string | null;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: '当时的方案版本。 Edition of the scheme on that day.' })
  schemeVersion!: number | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      '计入的维度编码;方案没有相应维度时为空。 The dimension that it counts in; none where the scheme has none.',
  })
  dimension!: string | null;

  @Property({ type: 'string', columnType: 'numeric', nullable: true })
  @Field(() => Decimal, { nullable: true, description: '指标值;未评价为空。 The value; none where nobody answered.' })
  value!: string | null;

  @Property({ type: 'string', columnType: 'numeric', nullable: true })
  @Field(() => Decimal, {
    nullable: true,
    description: '得分:优劣(0—1)× 维度权重 × 100;不计分的为空。 Merit × weight × 100; none where it is not counted.',
  })
  points!: string | null;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTime, { description: '事实发生时间。 When it happened.' })
  occurredAt!: Date;

  /** The message that brought it. */
  @Property({ type: 'uuid' })
  sourceEventId!: string;
}
