import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';

/** One line of a list's version: a power item, or on the list of territorial duties a duty. */
@Entity({ schema: 'authority', tableName: 'power_list_entries' })
@ObjectType({ description: '清单条目:权力事项或属地管理事项。 One line of a list: a power item or a duty.' })
@Directive('@key(fields: "id")')
export class PowerListEntry {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  listCode!: string;

  @Property({ type: 'integer' })
  number!: number;

  @Property({ type: 'text' })
  edition!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '事项编码。 Code of the item or duty.' })
  code!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '备注。 Note.' })
  note!: string | null;

  /** Towns for which the entry does not hold, though it stands on the list (AU-09). */
  @Property({ type: 'text[]' })
  exceptTowns!: string[];
}
