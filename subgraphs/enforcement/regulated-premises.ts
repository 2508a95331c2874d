import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';

export enum PremisesKind {
  SHOP = 'SHOP',
  FACTORY = 'FACTORY',
  SITE = 'SITE',
  SCHOOL = 'SCHOOL',
  RESTAURANT = 'RESTAURANT',
  GAS_STATION = 'GAS_STATION',
}
registerEnumType(PremisesKind, {
  name: 'PremisesKind',
  description: '监管场所类型。 Kind of premises.',
  valuesConfig: {
    SHOP: { description: '商店。 Shop.' },
    FACTORY: { description: '工厂。 Factory.' },
    SITE: { description: '工地。 Building site.' },
    SCHOOL: { description: '学校、幼儿园。 School.' },
    RESTAURANT: { description: '餐饮。 Restaurant.' },
    GAS_STATION: { description: '加油站、液化气站。 Filling station.' },
  },
});

/** A place that is inspected, in one third-level grid. */
@Entity({ schema: 'enforcement', tableName: 'regulated_premises' })
@ObjectType({
  description: '监管场所:位于一个三级网格内的被检查对象。 A place that is inspected, in one third-level grid.',
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class RegulatedPremises {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '场所编码。 Code of the premises.' })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '统一社会信用代码(GB 32100)。 Unified social credit code.' })
  uscc!: string | null;

  @Property({ type: 'text' })
  @Field(() => PremisesKind, { description: '类型。 Kind.' })
  kind!: PremisesKind;

  @Property({ type: 'text' })
  gridCode!: string;

  /**
   * Town or zone of the community that the grid's code begins with; decides who may see the row. For a zone's community
   * it is the zone, although the grid is run by a neighbouring town: only the grid subgraph knows that town.
   */
  @Property({ type: 'text' })
  townCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '地址。 Address.' })
  address!: string;

  @Property({ type: 'double' })
  @Field(() => Float, { description: '经度(CGCS2000,度)。 Longitude in degrees.' })
  longitude!: number;

  @Property({ type: 'double' })
  @Field(() => Float, { description: '纬度(CGCS2000,度)。 Latitude in degrees.' })
  latitude!: number;
}
