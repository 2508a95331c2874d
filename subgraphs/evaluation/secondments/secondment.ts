import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';

export enum SecondmentState {
  APPLIED = 'APPLIED',
  TOWN_CONSENTED = 'TOWN_CONSENTED',
  REFUSED = 'REFUSED',
  APPROVED = 'APPROVED',
  ACTIVE = 'ACTIVE',
  RENEWED = 'RENEWED',
  OVERDUE = 'OVERDUE',
  RETURNED = 'RETURNED',
}
registerEnumType(SecondmentState, {
  name: 'SecondmentState',
  description: '借调的状态(EV-15)。 State of a secondment.',
  valuesConfig: {
    APPLIED: { description: '已申请,征求镇街意见。 Applied for; the town is asked.' },
    TOWN_CONSENTED: { description: '镇街已同意,待审批。 The town consents; to be approved.' },
    REFUSED: { description: '镇街不同意。 Refused by the town.' },
    APPROVED: { description: '已批准,未到起始日。 Approved; not begun.' },
    ACTIVE: { description: '借调中。 Seconded.' },
    RENEWED: { description: '续借中,仅一次。 Seconded longer, once.' },
    OVERDUE: { description: '逾期未归。 Not back in time.' },
    RETURNED: { description: '已归队。 Back.' },
  },
});

/** Somebody of a town lent to another organisation for a time (EV-15). `regionCode` is where the person works. */
@Entity({ schema: 'evaluation', tableName: 'secondments' })
@ObjectType({
  description: '借调:须经镇街同意、限期、到期归队(EV-15)。 Somebody of a town lent to another organisation for a time.',
})
@Directive('@key(fields: "id")')
export class Secondment implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => SecondmentState, { description: '状态。 State.' })
  readonly state!: SecondmentState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  staffNumber!: string;

  @Property({ type: 'text' })
  fromCode!: string;

  @Property({ type: 'text' })
  toCode!: string;

  /** Government of the town that is asked. */
  @Property({ type: 'text' })
  townCode!: string;

  /** Town and borrower: they see it wherever they stand. */
  @Property({ type: 'text[]' })
  partyCodes!: string[];

  @Property({ type: 'text' })
  @Field(() => String, { description: '事由。 What for.' })
  purpose!: string;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '起始日期。 First day.' })
  startsOn!: string;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '截止日期(含当日)。 Last day.' })
  endsOn!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '意见。 The last answer or decision in words.' })
  answer!: string | null;
}

/** The states in which somebody is rightly away. */
export const awayStates: readonly SecondmentState[] = [SecondmentState.ACTIVE, SecondmentState.RENEWED];
