import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';

export enum PowerCategory {
  LICENSING = 'LICENSING',
  PUBLIC_SERVICE = 'PUBLIC_SERVICE',
  PENALTY = 'PENALTY',
  COMPULSION = 'COMPULSION',
  INSPECTION = 'INSPECTION',
  OTHER_POWER = 'OTHER_POWER',
}
registerEnumType(PowerCategory, {
  name: 'PowerCategory',
  description: '职权类别。 Category of a power.',
  valuesConfig: {
    LICENSING: { description: '行政许可。 Licensing.' },
    PUBLIC_SERVICE: { description: '公共服务。 Public service.' },
    PENALTY: { description: '行政处罚。 Penalty.' },
    COMPULSION: { description: '行政强制。 Compulsion.' },
    INSPECTION: { description: '行政检查。 Inspection.' },
    OTHER_POWER: { description: '其他职权。 Other power.' },
  },
});

export enum ReservedScope {
  TERRITORIAL = 'TERRITORIAL',
  CROSS_TOWN = 'CROSS_TOWN',
  URGENT = 'URGENT',
  SPECIAL_TECHNIQUE = 'SPECIAL_TECHNIQUE',
}
registerEnumType(ReservedScope, {
  name: 'ReservedScope',
  description: '专属范围:除跨镇街、急难险重、特种技术外均由属地行使(AU-25)。 What stays with the county.',
  valuesConfig: {
    TERRITORIAL: { description: '属地:可由镇街行使。 The town may exercise it.' },
    CROSS_TOWN: { description: '跨镇街,由县级行使。 Crosses towns; the county’s.' },
    URGENT: { description: '急难险重,由县级行使。 Urgent and dangerous; the county’s.' },
    SPECIAL_TECHNIQUE: { description: '特种技术,由县级行使。 Needs special technique; the county’s.' },
  },
});

export enum PowerStatus {
  ACTIVE = 'ACTIVE',
  SUSPENDED = 'SUSPENDED',
  WITHDRAWN = 'WITHDRAWN',
  REPEALED = 'REPEALED',
}
registerEnumType(PowerStatus, {
  name: 'PowerStatus',
  description: '职权事项或赋权的状态。 State of a power or of its grant.',
  valuesConfig: {
    ACTIVE: { description: '有效。 In force.' },
    SUSPENDED: { description: '暂停行使。 Suspended.' },
    WITHDRAWN: { description: '已收回。 Withdrawn.' },
    REPEALED: { description: '依据已废止。 Its legal basis was repealed.' },
  },
});

/** A power or public service that the law gives to a county department and the county may hand down. */
@Entity({ schema: 'authority', tableName: 'power_items' })
@ObjectType({ description: '权力与公共服务事项。 A power or a public service.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class PowerItem {
  @IdColumn()
  id!: string;

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
  @Field(() => String, { description: '领域,按本县清单。 Domain, as the county’s list names it.' })
  domain!: string;

  @Property({ type: 'text' })
  sourceOrganizationCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '法律依据。 Law and article.' })
  legalBasis!: string;

  @Property({ type: 'text' })
  @Field(() => ReservedScope, { description: '专属范围。 Whether it stays with the county, and why.' })
  reservedScope!: ReservedScope;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, {
    description: '可否适用简易程序(行政处罚法第五十一条)。 Whether the simple procedure may be used.',
  })
  simpleProcedure!: boolean;

  @Property({ type: 'text' })
  @Field(() => PowerStatus, { description: '状态。 State.' })
  status!: PowerStatus;
}
