import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate } from '../../../kit/module/scalars.js';

/**
 * A line of work that a grid officer was trained in (GR-09). Invariant: one row for each person and line; `regionCode` is the
 * town in whose grids the person served when it was recorded last.
 */
@Entity({ schema: 'grid', tableName: 'skills' })
@ObjectType({
  description: '网格员能力:经培训合格的业务条线,一员多能(GR-09)。 A line of work that a grid officer was trained in.',
})
@Directive('@key(fields: "id")')
export class GridSkill {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  staffNumber!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '业务条线。 Line of work.' })
  line!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '培训内容和考核方式。 What was taught, and how it was tried.' })
  training!: string;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '合格日期。 Day on which it was passed.' })
  passedOn!: string;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '有效期至(含当日)。 Last day on which it counts.' })
  validUntil!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '撤回理由;空为有效。 Why it was taken back; none while it holds.',
  })
  withdrawnReason!: string | null;
}

/** Whether the training counts on a day. */
export function countsOn({ passedOn, validUntil, withdrawnReason }: GridSkill, day: string): boolean {
  return withdrawnReason === null && passedOn <= day && day <= validUntil;
}
