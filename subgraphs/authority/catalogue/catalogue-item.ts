import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn } from '../../../kit/data/identity-columns.js';
import { PowerCategory } from '../power-item.js';

export enum CatalogueLevel {
  NATION = 'NATION',
  PROVINCE = 'PROVINCE',
  CITY = 'CITY',
}
registerEnumType(CatalogueLevel, {
  name: 'CatalogueLevel',
  description: '目录层级:四级四同中县级以上的三级。 Level above the county that states an item.',
  valuesConfig: {
    NATION: { description: '国家。 Nation.' },
    PROVINCE: { description: '省。 Province.' },
    CITY: { description: '设区的市。 City with districts.' },
  },
});

/**
 * One item as a level above the county states it in a catalogue: the base of what is handed down (AU-01, AU-04).
 * `regionCode` is the region in which the catalogue holds.
 */
@Entity({ schema: 'authority', tableName: 'catalogue_items' })
@ObjectType({
  description: '上级目录中的事项:赋权指导目录、经济发达镇权限清单等。 An item of a catalogue above the county.',
})
@Directive('@key(fields: "id")')
export class CatalogueItem {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '目录编码。 Code of the catalogue.' })
  catalogue!: string;

  @Property({ type: 'text' })
  @Field(() => CatalogueLevel, { description: '层级。 Level that states it so.' })
  level!: CatalogueLevel;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '事项编码。 Code of the item.' })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'text' })
  @Field(() => PowerCategory, { description: '类别。 Category.' })
  category!: PowerCategory;

  @Property({ type: 'text' })
  @Field(() => String, { description: '法律依据。 Law and article.' })
  legalBasis!: string;
}
