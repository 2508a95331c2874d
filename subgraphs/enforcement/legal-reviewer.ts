import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';
import { CalendarDate } from '../../kit/module/scalars.js';

/** Whoever began to review before this day needs no qualification: the law's demand of 2017 is about beginners. */
const demandedSince = '2018-01-01';

/** A person who reviews the legality of decisions (EN-07; Administrative Penalty Law § 58). */
@Entity({ schema: 'enforcement', tableName: 'legal_reviewers' })
@ObjectType({ description: '法制审核人员(EN-07)。 A person who reviews the legality of decisions.' })
@Directive('@key(fields: "id")')
export class LegalReviewer {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '工号。 Staff number.' })
  staffNumber!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '国家统一法律职业资格证书号;未取得为空。 Number of the legal qualification; none without one.',
  })
  qualificationNumber!: string | null;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '从事法制审核之日。 Day on which the person began to review.' })
  reviewsSince!: string;
}

/** Whether a person may review: qualified, or doing so since before the law demanded it. */
export function isQualified({ qualificationNumber, reviewsSince }: LegalReviewer): boolean {
  return qualificationNumber !== null || reviewsSince < demandedSince;
}
