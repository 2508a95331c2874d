import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import { LockState } from './station-vocabulary.js';

/**
 * The established posts and the people of an agency that its department may not take out of a town (EV-12). Invariant: while it
 * is locked, only the town's use of a right takes somebody or a post out of it. `regionCode` is where the agency stands.
 */
@Entity({ schema: 'evaluation', tableName: 'station_locks' })
@ObjectType({
  description:
    '双锁定:派驻机构锁编制、锁人员,非经乡镇不得调减(EV-12)。 Posts and people that a department may not take out of a town.',
})
@Directive('@key(fields: "id")')
export class StationLock implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => LockState, { description: '状态。 State.' })
  readonly state!: LockState;

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

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '锁定的编制数。 Established posts.' })
  headcount!: number;

  @Property({ type: 'text[]' })
  @Field(() => [ID], { description: '锁定人员的工号。 Staff numbers of those who are locked.' })
  staffNumbers!: string[];

  /** Those whom the town has let go and who have not left yet. */
  @Property({ type: 'text[]' })
  @Field(() => [ID], { description: '经乡镇同意可以调离的工号。 Staff numbers of those whom the town lets go.' })
  releasedNumbers!: string[];

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '锁定起始日期。 First day.' })
  lockedOn!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '最低服务期(月)。 Least term in months.' })
  termMonths!: number;
}
