import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';
import { DutySide } from './territorial-duty.js';

export enum ResponsibilityRole {
  PRIMARY = 'PRIMARY',
  COOPERATING = 'COOPERATING',
}
registerEnumType(ResponsibilityRole, {
  name: 'ResponsibilityRole',
  description: '责任角色。 Part that a side plays in a duty.',
  valuesConfig: {
    PRIMARY: { description: '主体责任。 Answers for it first.' },
    COOPERATING: { description: '配合责任。 Helps.' },
  },
});

/** What one side does for one duty. Invariant: each duty has exactly one primary responsibility. */
@Entity({ schema: 'authority', tableName: 'duty_responsibilities' })
@ObjectType({ description: '属地管理事项中一方的责任。 What one side does for a duty.' })
@Directive('@key(fields: "id")')
export class DutyResponsibility {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  dutyCode!: string;

  @Property({ type: 'text' })
  @Field(() => DutySide, { description: '责任方。 Side.' })
  side!: DutySide;

  @Property({ type: 'text' })
  @Field(() => ResponsibilityRole, { description: '角色。 Part.' })
  role!: ResponsibilityRole;

  @Property({ type: 'text' })
  @Field(() => String, { description: '职责内容。 What is to be done.' })
  text!: string;
}
