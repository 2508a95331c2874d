import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';

export enum CentreLevel {
  COUNTY = 'COUNTY',
  TOWN = 'TOWN',
}
registerEnumType(CentreLevel, {
  name: 'CentreLevel',
  description: '指挥中心层级。 Level of a command centre.',
  valuesConfig: {
    COUNTY: { description: '县级:综合管理服务指挥中心。 The county’s.' },
    TOWN: { description: '镇街级:管理服务指挥中心。 A town’s.' },
  },
});

/**
 * Where events of a territory are received and handed out (DI-03, DI-04). Invariant: a region has one centre, and a
 * town's stands under its county's.
 */
@Entity({ schema: 'dispatch', tableName: 'command_centres' })
@ObjectType({
  description: '指挥中心:县、镇两级联动,每个镇街一个。 A command centre: one for a county and one for each town.',
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class CommandCentre {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '中心编码。 Code of the centre.' })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'text' })
  @Field(() => CentreLevel, { description: '层级。 Level.' })
  level!: CentreLevel;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  organizationCode!: string;

  @Property({ type: 'text', nullable: true })
  parentCode!: string | null;

  @Property({ type: 'text' })
  directorNumber!: string;
}
