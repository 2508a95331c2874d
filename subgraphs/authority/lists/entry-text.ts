import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType } from 'type-graphql';
import { IdColumn } from '../../../kit/data/identity-columns.js';

/**
 * What one entry of a list's version asks of county and town: 依单考核、依单监管、依单问责 rest on it (AU-05). Invariant:
 * an entry has all four or none. A version that files bring has them for all entries or for none; where the county's profile
 * names the kind of list, no entry comes onto one without them.
 */
@Entity({ schema: 'authority', tableName: 'entry_texts' })
@ObjectType({
  description:
    '清单条目的四项内容:县级职责、镇街职责、协同机制、履职流程(AU-05)。 What an entry asks of each side, and how.',
})
@Directive('@key(fields: "id")')
export class EntryText {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  listCode!: string;

  @Property({ type: 'integer' })
  number!: number;

  @Property({ type: 'text' })
  edition!: string;

  @Property({ type: 'text' })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '县级部门职责。 What the county’s departments do.' })
  countyDuty!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '镇(街)职责。 What the town does.' })
  townDuty!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '协同机制。 How they work together.' })
  coordination!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '履职流程。 In which steps.' })
  procedure!: string;
}
