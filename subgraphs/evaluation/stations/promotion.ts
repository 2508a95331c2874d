import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType } from 'type-graphql';
import { IdColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate } from '../../../kit/module/scalars.js';

/** A promotion that a town's nomination led to (EV-13). */
@Entity({ schema: 'evaluation', tableName: 'promotions' })
@ObjectType({ description: '提拔:经乡镇推荐提名(EV-13)。 A promotion that a town’s nomination led to.' })
@Directive('@key(fields: "id")')
export class Promotion {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  staffNumber!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '职务。 The position.' })
  position!: string;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '日期。 Day.' })
  promotedOn!: string;

  /** Government of the town that nominated. */
  @Property({ type: 'text' })
  townCode!: string;
}
