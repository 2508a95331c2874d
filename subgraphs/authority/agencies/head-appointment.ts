import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';

export enum HeadAppointmentState {
  PROPOSED = 'PROPOSED',
  HEARING = 'HEARING',
  HEARD = 'HEARD',
  APPOINTED = 'APPOINTED',
  DECLINED = 'DECLINED',
}
registerEnumType(HeadAppointmentState, {
  name: 'HeadAppointmentState',
  description: '驻镇机构负责人任免的状态(AU-20)。 State of an appointment.',
  valuesConfig: {
    PROPOSED: { description: '镇街已提名。 Proposed by the town.' },
    HEARING: { description: '听取镇街意见。 The town is heard.' },
    HEARD: { description: '已听取意见。 The town was heard.' },
    APPOINTED: { description: '已任免。 Decided and in force.' },
    DECLINED: { description: '未采纳。 Not taken on.' },
  },
});

/** Who shall head an agency in a town (AU-20); without a person, that its head is dismissed. `regionCode` is where it stands. */
@Entity({ schema: 'authority', tableName: 'head_appointments' })
@ObjectType({
  description:
    '驻镇机构负责人任免:属地管理的由镇街提名,派驻的须听取镇街意见(AU-20)。 Appointment or dismissal of an agency’s head.',
})
@Directive('@key(fields: "id")')
export class HeadAppointment implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => HeadAppointmentState, { description: '状态。 State.' })
  readonly state!: HeadAppointmentState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  agencyCode!: string;

  @Property({ type: 'text' })
  townCode!: string;

  @Property({ type: 'text' })
  departmentCode!: string;

  /** Town and department: they see it wherever they stand. */
  @Property({ type: 'text[]' })
  partyCodes!: string[];

  /** Null where the head is dismissed. */
  @Property({ type: 'text', nullable: true })
  personNumber!: string | null;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: '由镇街提名。 Whether the town proposed it.' })
  proposedByTown!: boolean;

  @Property({ type: 'text' })
  @Field(() => String, { description: '提名或任免理由。 Why.' })
  grounds!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '镇街意见;逾期未答的为空。 What the town says; none if silent.' })
  opinion!: string | null;

  @Property({ type: 'boolean', nullable: true })
  @Field(() => Boolean, { nullable: true, description: '镇街是否同意。 Whether the town agrees.' })
  agrees!: boolean | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '决定。 The decision in words.' })
  decision!: string | null;
}
