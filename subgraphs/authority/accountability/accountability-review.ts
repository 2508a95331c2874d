import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import { ResponsibilityRole } from '../duty-responsibility.js';
import { AccountabilityOutcome, AccountabilityState } from './accountability-vocabulary.js';

/**
 * A review of what an organisation answers for in one incident (AU-11). `regionCode` is where it stands; `listedRole` is the
 * part that the list in force on the day of the incident gave it, and null where the list gave it none.
 */
@Entity({ schema: 'authority', tableName: 'accountability_reviews' })
@ObjectType({
  description: '依单监管问责:对照清单认定责任,勤勉尽责可从轻、减轻或免责(AU-11)。 Accountability by the list.',
})
@Directive('@key(fields: "id")')
export class AccountabilityReview implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => AccountabilityState, { description: '状态。 State.' })
  readonly state!: AccountabilityState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  subjectCode!: string;

  @Property({ type: 'text', nullable: true })
  dutyCode!: string | null;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '事发日期。 Day of the incident.' })
  occurredOn!: string;

  @Property({ type: 'text' })
  incident!: string;

  @Property({ type: 'text' })
  consequence!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => ID, { nullable: true, description: '相关事件编号。 Number of an event that it is about.' })
  eventNo!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => ID, { nullable: true, description: '相关案号。 Number of a case that it is about.' })
  caseNo!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => ResponsibilityRole, {
    nullable: true,
    description:
      '事发当日施行的清单所定角色;清单未列的为空。 Part that the list of that day gave it; none where it is not listed.',
  })
  listedRole!: ResponsibilityRole | null;

  /** The version of the list that says so. */
  @Property({ type: 'text', nullable: true })
  listEdition!: string | null;

  @Property({ type: 'text', nullable: true })
  statement!: string | null;

  @Property({ type: 'boolean', nullable: true })
  @Field(() => Boolean, { nullable: true, description: '是否认定勤勉尽责。 Whether it was found to be diligent.' })
  diligent!: boolean | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => AccountabilityOutcome, { nullable: true, description: '结果。 Outcome.' })
  outcome!: AccountabilityOutcome | null;

  @Property({ type: 'text', nullable: true })
  reasoning!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '所引法律。 Law that the outcome rests on.' })
  lawCited!: string | null;

  @Property({ type: 'text', nullable: true })
  appeal!: string | null;
}
