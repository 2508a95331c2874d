import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate, DateTime } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import { type DisputeParty, type MediationSession, Recusal } from './dispute-parts.js';
import { DisputeState, ReferralForum } from './dispute-vocabulary.js';

/**
 * A dispute that is mediated (DI-23): it ends performed, or referred to where it can be settled; that somebody is satisfied is
 * never its outcome. `regionCode` is the event's.
 */
@Entity({ schema: 'dispatch', tableName: 'dispute_cases' })
@ObjectType({ description: '矛盾纠纷调处:受理、调解、协议、履行,不成的告知移转(DI-23)。 A dispute that is mediated.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "disputeNo")')
export class DisputeCase implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, {
    description: '纠纷编号:JF、镇街代码、日期、4 位顺序号。 Number, without a gap in its town and day.',
  })
  disputeNo!: string;

  @Property({ type: 'text' })
  @Field(() => DisputeState, { description: '状态。 State.' })
  readonly state!: DisputeState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'uuid' })
  eventId!: string;

  @Property({ type: 'text' })
  subject!: string;

  @Property({ type: 'json' })
  parties!: readonly DisputeParty[];

  @Property({ type: 'text', nullable: true })
  mediatorNumber!: string | null;

  @Property({ type: 'json' })
  @Field(() => [Recusal], { description: '回避,按时间。 Mediators who stood back, in order.' })
  recusals!: readonly Recusal[];

  @Property({ type: 'json' })
  sessions!: readonly MediationSession[];

  @Property({ type: 'text', nullable: true })
  agreement!: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '履行期限(含当日)。 Last day for performing it.' })
  performBy!: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '认定履行的时间。 When it was found to be performed.' })
  performedAt!: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => ReferralForum, { nullable: true, description: '移转去处。 Where it was referred.' })
  forum!: ReferralForum | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => ID, { nullable: true, description: '移转文书号。 Number of the referral document.' })
  referralNo!: string | null;

  @Property({ type: 'text', nullable: true })
  referral!: string | null;
}
