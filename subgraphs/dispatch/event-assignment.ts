import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';
import { DateTime } from '../../kit/module/scalars.js';

export enum AssignmentRole {
  LEAD = 'LEAD',
  CO_HANDLER = 'CO_HANDLER',
}
registerEnumType(AssignmentRole, {
  name: 'AssignmentRole',
  description: '承办角色。 The part that an organisation has.',
  valuesConfig: {
    LEAD: { description: '主办,仅一家。 Leads; there is exactly one.' },
    CO_HANDLER: { description: '协办。 Helps.' },
  },
});

export enum AssignmentState {
  PENDING = 'PENDING',
  ACCEPTED = 'ACCEPTED',
  RETURNED = 'RETURNED',
  RECALLED = 'RECALLED',
  DONE = 'DONE',
}
registerEnumType(AssignmentState, {
  name: 'AssignmentState',
  description: '承办状态。 State of an assignment.',
  valuesConfig: {
    PENDING: { description: '待接单。 Not taken on yet.' },
    ACCEPTED: { description: '已接单。 Taken on.' },
    RETURNED: { description: '已退回。 Returned.' },
    RECALLED: { description: '已撤回。 Recalled by the dispatcher.' },
    DONE: { description: '已办结。 Done.' },
  },
});

/** One organisation's part in an event. An event has one LEAD that is neither returned nor recalled. */
@Entity({ schema: 'dispatch', tableName: 'event_assignments' })
@ObjectType({ description: '事件的承办任务。 One organisation’s part in an event.' })
@Directive('@key(fields: "id")')
export class EventAssignment {
  @IdColumn()
  id!: string;

  @Property({ type: 'uuid' })
  eventId!: string;

  /** That of the event. */
  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  organizationCode!: string;

  @Property({ type: 'text' })
  @Field(() => AssignmentRole, { description: '主办或协办。 Leads or helps.' })
  role!: AssignmentRole;

  @Property({ type: 'text' })
  @Field(() => AssignmentState, { description: '状态。 State.' })
  state!: AssignmentState;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '派遣要求。 What was asked of it.' })
  instruction!: string | null;

  @Property({ type: 'text', nullable: true })
  handlerNumber!: string | null;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, { description: '派遣时间。 When it was dispatched.' })
  assignedAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: '接单、退回或撤回时间。 When it was taken on, returned or recalled.',
  })
  answeredAt!: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '退回或撤回理由。 Why it was returned or recalled.' })
  reason!: string | null;
}
