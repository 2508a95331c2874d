import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../kit/data/identity-columns.js';
import { LimitUnit } from './category-limits.js';

/**
 * A kind of event, numbered in the manner of GB/T 30428: a major class, and below it the kinds that events are filed
 * under. Invariant: a category with none below it has a duty and both limits.
 */
@Entity({ schema: 'dispatch', tableName: 'event_categories' })
@ObjectType({
  description: '事件类别:大类及其下的小类,小类定受理和处置时限。 A kind of event; the lowest ones carry the limits.',
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class EventCategory {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '类别编码,每级两位数字。 Code, two digits a level.' })
  code!: string;

  @Property({ type: 'text', nullable: true })
  parentCode!: string | null;

  @Property({ type: 'text' })
  @Field(() => String, { description: '大类。 Major class.' })
  majorClass!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'text', nullable: true })
  dutyCode!: string | null;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: '受理时限(分钟)。 Minutes within which a centre accepts or refuses.',
  })
  acceptMinutes!: number | null;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: '处置时限,单位见 limitUnit。 Limit for handling, in limitUnit.' })
  handleLimit!: number | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => LimitUnit, { nullable: true, description: '处置时限的单位。 Unit of handleLimit.' })
  limitUnit!: LimitUnit | null;
}
