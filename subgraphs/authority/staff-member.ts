import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';

export enum StaffIdentity {
  ADMINISTRATIVE = 'ADMINISTRATIVE',
  PUBLIC_INSTITUTION = 'PUBLIC_INSTITUTION',
  CONTRACT = 'CONTRACT',
}
registerEnumType(StaffIdentity, {
  name: 'StaffIdentity',
  description: '人员身份。 Kind of employment.',
  valuesConfig: {
    ADMINISTRATIVE: { description: '行政编制。 Administrative establishment.' },
    PUBLIC_INSTITUTION: { description: '事业编制。 Establishment of a public institution.' },
    CONTRACT: { description: '编外用工。 By contract.' },
  },
});

export enum StaffStatus {
  ACTIVE = 'ACTIVE',
  SECONDED_OUT = 'SECONDED_OUT',
  SUSPENDED = 'SUSPENDED',
  LEFT = 'LEFT',
}
registerEnumType(StaffStatus, {
  name: 'StaffStatus',
  description: '人员状态。 State of employment.',
  valuesConfig: {
    ACTIVE: { description: '在岗。 At work.' },
    SECONDED_OUT: { description: '借调在外。 Seconded to another organisation.' },
    SUSPENDED: { description: '停职。 Suspended.' },
    LEFT: { description: '离职。 Left.' },
  },
});

/** Employment facts of one person; the account, if there is one, is Keycloak's. */
@Entity({ schema: 'authority', tableName: 'staff_members' })
@ObjectType({ description: '工作人员。 A member of staff.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "number")')
export class StaffMember {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '工号。 Staff number.' })
  number!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '姓名。 Name.' })
  name!: string;

  @Property({ type: 'text' })
  @Field(() => StaffIdentity, { description: '身份。 Kind of employment.' })
  identity!: StaffIdentity;

  @Property({ type: 'text' })
  @Field(() => StaffStatus, { description: '状态。 State of employment.' })
  status!: StaffStatus;

  @Property({ type: 'text' })
  establishmentOrganizationCode!: string;

  @Property({ type: 'text' })
  workingOrganizationCode!: string;

  /** Where the working organisation stands, from the digits of its code; decides who may see the row. */
  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: '是否派驻。 Whether stationed in a town by a department.' })
  stationed!: boolean;

  @Property({ type: 'text' })
  phoneNumber!: string;

  @Property({ type: 'text' })
  identityNumber!: string;
}
