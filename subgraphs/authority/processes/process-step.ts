import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { IdColumn } from '../../../kit/data/identity-columns.js';
import { DutySide } from '../territorial-duty.js';

/** One step of a duty's process drawing. Invariant: a duty's steps are numbered from 1 without a gap. */
@Entity({ schema: 'authority', tableName: 'process_steps' })
@ObjectType({ description: '「施工图」的一个环节:谁、做什么、多久(AU-07)。 A step: who, what, within what time.' })
@Directive('@key(fields: "id")')
export class ProcessStep {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  dutyCode!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '序号,自 1 起。 Its number, from 1.' })
  sequence!: number;

  @Property({ type: 'text' })
  @Field(() => String, { description: '环节。 Name.' })
  name!: string;

  @Property({ type: 'text' })
  @Field(() => DutySide, { description: '责任方。 Side.' })
  side!: DutySide;

  @Property({ type: 'text' })
  @Field(() => String, { description: '承办。 Who does it.' })
  actor!: string;

  /** As a county's profile writes periods: `4wh`, `5wd`, `15d`. */
  @Property({ type: 'text' })
  periodText!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '操作要求。 What is to be done.' })
  instruction!: string;
}
