import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';
import { DateTime } from '../../kit/module/scalars.js';

export enum InboxKind {
  ACCEPTANCE = 'ACCEPTANCE',
  FILING = 'FILING',
  DISPATCHING = 'DISPATCHING',
  ASSIGNMENT = 'ASSIGNMENT',
  COUNTY_DISPATCHING = 'COUNTY_DISPATCHING',
  CHOOSING_VERIFIER = 'CHOOSING_VERIFIER',
  VERIFICATION = 'VERIFICATION',
  REWORK = 'REWORK',
  FEEDBACK = 'FEEDBACK',
  SUPERVISION = 'SUPERVISION',
}
registerEnumType(InboxKind, {
  name: 'InboxKind',
  description: '待办的种类。 What is to be done.',
  valuesConfig: {
    ACCEPTANCE: { description: '待受理。 Accept it.' },
    FILING: { description: '待立案。 File it.' },
    DISPATCHING: { description: '待派遣。 Dispatch it.' },
    ASSIGNMENT: { description: '待接单。 Take it on.' },
    COUNTY_DISPATCHING: { description: '待县级派遣。 Dispatch it from the county.' },
    CHOOSING_VERIFIER: { description: '待指派核查人。 Choose a verifier.' },
    VERIFICATION: { description: '待核查。 Verify it.' },
    REWORK: { description: '待返工。 Do it again.' },
    FEEDBACK: { description: '待回访。 Ask the reporter.' },
    SUPERVISION: { description: '超时督促。 See to it: its deadline has passed below.' },
  },
});

/** Something that awaits an organisation or one of its staff: one of the two is set. */
@Entity({ schema: 'dispatch', tableName: 'inbox_entries' })
@ObjectType({ description: '待办:交给一个机构或一个人。 Something that awaits an organisation or a person.' })
@Directive('@key(fields: "id")')
export class InboxEntry {
  @IdColumn()
  id!: string;

  @Property({ type: 'uuid' })
  eventId!: string;

  /** That of the event. */
  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => InboxKind, { description: '种类。 What is to be done.' })
  kind!: InboxKind;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      '缘由代码:DEADLINE 为下级超时,ROAD_CHIEF 为所任路段。 Why it came: DEADLINE when it climbed, ROAD_CHIEF on one’s road.',
  })
  reason!: string | null;

  @Property({ type: 'text', nullable: true })
  organizationCode!: string | null;

  @Property({ type: 'text', nullable: true })
  staffNumber!: string | null;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, { description: '产生时间。 When it came.' })
  createdAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '办完时间;空为未办。 When it was done; none while it waits.' })
  doneAt!: Date | null;
}
