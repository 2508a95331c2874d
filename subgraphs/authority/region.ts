import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';

export enum RegionLevel {
  PROVINCE = 'PROVINCE',
  CITY = 'CITY',
  COUNTY = 'COUNTY',
  TOWN = 'TOWN',
  VILLAGE = 'VILLAGE',
}
registerEnumType(RegionLevel, {
  name: 'RegionLevel',
  description: '区划层级。 Level of a region.',
  valuesConfig: {
    PROVINCE: { description: '省级。 Province.' },
    CITY: { description: '地级。 Prefecture-level city.' },
    COUNTY: { description: '县级。 County.' },
    TOWN: { description: '乡级。 Town.' },
    VILLAGE: { description: '村级。 Village or community.' },
  },
});

export enum RegionKind {
  PROVINCE = 'PROVINCE',
  CITY = 'CITY',
  COUNTY_CITY = 'COUNTY_CITY',
  DISTRICT = 'DISTRICT',
  COUNTY = 'COUNTY',
  TOWN = 'TOWN',
  SUBDISTRICT = 'SUBDISTRICT',
  DEVELOPMENT_ZONE = 'DEVELOPMENT_ZONE',
  COMMUNITY = 'COMMUNITY',
  VILLAGE = 'VILLAGE',
}
registerEnumType(RegionKind, {
  name: 'RegionKind',
  description: '区划类型。 Kind of a region.',
  valuesConfig: {
    PROVINCE: { description: '省。 Province.' },
    CITY: { description: '设区的市。 City with districts.' },
    COUNTY_CITY: { description: '县级市。 County-level city.' },
    DISTRICT: { description: '市辖区。 District of a city.' },
    COUNTY: { description: '县。 County.' },
    TOWN: { description: '镇。 Town.' },
    SUBDISTRICT: { description: '街道。 Subdistrict.' },
    DEVELOPMENT_ZONE: { description: '开发区、园区。 Development zone.' },
    COMMUNITY: { description: '社区。 Urban community.' },
    VILLAGE: { description: '村。 Village.' },
  },
});

/** A division of territory. Invariant: a region's code begins with its parent's, so a code contains what it begins. */
@Entity({ schema: 'authority', tableName: 'regions' })
@ObjectType({ description: '行政区划:省、市、县、乡、村。 A division of territory.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class Region {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '区划代码:县级以上 GB/T 2260,乡级 9 位,村级 12 位统计用代码。 Region code.' })
  code!: string;

  @Property({ type: 'text', nullable: true })
  parentCode!: string | null;

  @Property({ type: 'text' })
  @Field(() => RegionLevel, { description: '层级。 Level.' })
  level!: RegionLevel;

  @Property({ type: 'text' })
  @Field(() => RegionKind, { description: '类型。 Kind.' })
  kind!: RegionKind;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;
}

/** Code of the county that a region is or lies in (six digits, GB/T 2260); null above the county. */
export function countyOf(code: string): string | null {
  return code.length < 6 ? null : code.slice(0, 6);
}

/** Code of the town that a region is or lies in (nine digits); null above the town. */
export function townOf(code: string): string | null {
  return code.length < 9 ? null : code.slice(0, 9);
}
