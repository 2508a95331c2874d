import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType } from 'type-graphql';
import { IdColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate } from '../../../kit/module/scalars.js';

/** Somebody on a post for a time (EV-02). Invariant: a post has one holder at a time. */
@Entity({ schema: 'evaluation', tableName: 'post_holdings' })
@ObjectType({ description: '任岗:一人在一个岗位的起止(EV-02)。 Somebody on a post for a time.' })
@Directive('@key(fields: "id")')
export class PostHolding {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  postCode!: string;

  @Property({ type: 'text' })
  staffNumber!: string;

  @Property({ type: 'text' })
  organizationCode!: string;

  /** Where the post stands; decides who may see the row. */
  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: '主岗;否则为兼岗。 The main post; otherwise one held beside it.' })
  isPrimary!: boolean;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '任岗日期。 First day.' })
  startsOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, {
    nullable: true,
    description: '离岗日期(含当日);在岗为空。 Last day; none while it lasts.',
  })
  endsOn!: string | null;
}

/** Whether a holding covers any day of a period, both days included. */
export function holdsWithin({ startsOn, endsOn }: PostHolding, from: string, to: string): boolean {
  return startsOn <= to && (endsOn === null || endsOn >= from);
}
