import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';
import { CalendarDate } from '../../kit/module/scalars.js';

export enum GridRole {
  GRID_CHIEF = 'GRID_CHIEF',
  GRID_OFFICER = 'GRID_OFFICER',
  INSPECTOR = 'INSPECTOR',
  INFORMATION_OFFICER = 'INFORMATION_OFFICER',
  PATROLLER = 'PATROLLER',
  LIAISON = 'LIAISON',
}
registerEnumType(GridRole, {
  name: 'GridRole',
  description: '一长五员。 One chief and five officers.',
  valuesConfig: {
    GRID_CHIEF: { description: '网格长。 Chief.' },
    GRID_OFFICER: { description: '网格员。 Grid officer.' },
    INSPECTOR: { description: '督察员。 Inspector.' },
    INFORMATION_OFFICER: { description: '信息员。 Information officer.' },
    PATROLLER: { description: '巡查员。 Patroller.' },
    LIAISON: { description: '联络员。 Liaison.' },
  },
});

/** One person in one of a grid's six roles, for a time. Invariant: one person a role at a time. */
@Entity({ schema: 'grid', tableName: 'role_assignments' })
@ObjectType({ description: '网格岗位任用:某人在某网格担任一长五员之一。 One person in one of a grid’s six roles.' })
@Directive('@key(fields: "id")')
export class GridRoleAssignment {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  gridCode!: string;

  @Property({ type: 'text' })
  @Field(() => GridRole, { description: '角色。 Role.' })
  role!: GridRole;

  @Property({ type: 'text' })
  staffNumber!: string;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: '是否专职。 Whether full-time.' })
  fullTime!: boolean;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '开始日期。 First day.' })
  startsOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '结束日期(含当日)。 Last day.' })
  endsOn!: string | null;

  /** The town's body that surplus staff came from (GR-15); none for who serves in the grid anyway. */
  @Property({ type: 'text', nullable: true })
  sourceOrganizationCode!: string | null;
}

/** Whether the assignment holds on a day. */
export function holdsOn(assignment: GridRoleAssignment, day: string): boolean {
  return assignment.startsOn <= day && (assignment.endsOn === null || day <= assignment.endsOn);
}
