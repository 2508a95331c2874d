import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import { RightsActionState, StationGrade, StationMatter, TownRight } from './station-vocabulary.js';

/** One use of one of a town's four rights over those whom a department stations there (EV-13). `regionCode` is where they stand. */
@Entity({ schema: 'evaluation', tableName: 'rights_actions' })
@ObjectType({
  description: '四权行使:指挥协调、考核管理、推荐提名、反向否决(EV-13)。 One use of one of a town’s four rights.',
})
@Directive('@key(fields: "id")')
export class RightsAction implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => RightsActionState, { description: '状态。 State.' })
  readonly state!: RightsActionState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => TownRight, { description: '权力。 The right.' })
  townRight!: TownRight;

  @Property({ type: 'text' })
  @Field(() => StationMatter, { description: '事项。 What it is about.' })
  matter!: StationMatter;

  @Property({ type: 'text' })
  agencyCode!: string;

  @Property({ type: 'text' })
  townCode!: string;

  @Property({ type: 'text' })
  departmentCode!: string;

  /** Town and department: they see it wherever they stand. */
  @Property({ type: 'text[]' })
  partyCodes!: string[];

  /** Null where it is about posts and not about somebody. */
  @Property({ type: 'text', nullable: true })
  staffNumber!: string | null;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: '拟核减至的编制数。 Established posts that would be left.' })
  headcount!: number | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => StationGrade, {
    nullable: true,
    description: '考核等次,以乡镇所定为准。 The grade; the town’s is final.',
  })
  grade!: StationGrade | null;

  /** Of a grade: the period that it is for, once for each person. */
  @Property({ type: 'text', nullable: true })
  @Field(() => ID, { nullable: true, description: '考核年度或季度,如 2026、2026-Q3。 The period of a grade.' })
  period!: string | null;

  @Property({ type: 'text' })
  @Field(() => String, { description: '内容:任务、理由或拟任职务。 The task, the grounds or the position.' })
  content!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '意见:同意、否决或决定的理由。 What was answered or decided, in words.',
  })
  answer!: string | null;
}
