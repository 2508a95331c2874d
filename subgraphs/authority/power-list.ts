import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';

export enum PowerListKind {
  TOWN_POWER_LIST = 'TOWN_POWER_LIST',
  DEVELOPMENT_ZONE_GRANT_LIST = 'DEVELOPMENT_ZONE_GRANT_LIST',
  TERRITORIAL_DUTY_LIST = 'TERRITORIAL_DUTY_LIST',
  SERVICE_ITEM_LIST = 'SERVICE_ITEM_LIST',
  SAME_POWER_DEMAND_LIST = 'SAME_POWER_DEMAND_LIST',
}
registerEnumType(PowerListKind, {
  name: 'PowerListKind',
  description: '清单类型。 Kind of a list.',
  valuesConfig: {
    TOWN_POWER_LIST: { description: '市镇权责清单。 Powers handed to towns.' },
    DEVELOPMENT_ZONE_GRANT_LIST: { description: '开发区赋权清单。 Powers handed to development zones.' },
    TERRITORIAL_DUTY_LIST: { description: '属地管理事项清单。 Territorial duties.' },
    SERVICE_ITEM_LIST: { description: '政务服务事项清单。 Public services that towns give.' },
    SAME_POWER_DEMAND_LIST: {
      description: '市县同权需求事项清单。 Powers of the levels above that the county asks for.',
    },
  },
});

/** A published list of powers or duties; what it holds is said by its versions. */
@Entity({ schema: 'authority', tableName: 'power_lists' })
@ObjectType({ description: '清单:权责、赋权、属地管理。 A published list; each publication is a version.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class PowerList {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '清单编码。 Code of the list.' })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => PowerListKind, { description: '类型。 Kind.' })
  kind!: PowerListKind;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;
}
