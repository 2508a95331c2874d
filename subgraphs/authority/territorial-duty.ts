import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';
import { CalendarDate } from '../../kit/module/scalars.js';

export enum DutySide {
  COUNTY = 'COUNTY',
  TOWN = 'TOWN',
}
registerEnumType(DutySide, {
  name: 'DutySide',
  description: '责任方。 Which side of county and town.',
  valuesConfig: {
    COUNTY: { description: '县级部门。 County departments.' },
    TOWN: { description: '镇、街道。 The town.' },
  },
});

/** A matter that lies in a town's territory, with the side that answers for it first (AU-06). */
@Entity({ schema: 'authority', tableName: 'territorial_duties' })
@ObjectType({ description: '属地管理事项:主体责任和配合责任。 A territorial duty, and who answers for it first.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class TerritorialDuty {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '事项编码。 Code of the duty.' })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '领域,按本县清单。 Domain, as the county’s list names it.' })
  domain!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'text' })
  @Field(() => DutySide, { description: '主体责任方。 The side that answers for it first.' })
  primarySide!: DutySide;

  @Property({ type: 'text' })
  leadOrganizationCode!: string;

  /** The county whose list names the duty, from the digits of the leading organisation's code. */
  @Property({ type: 'text' })
  countyCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '法律依据。 Law and article.' })
  legalBasis!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, {
    nullable: true,
    description: '终止日期(含当日);由职责下沉形成的才有(AU-10)。 Last day of a duty that was sunk; others have none.',
  })
  endedOn!: string | null;
}
