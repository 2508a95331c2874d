import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { DateTime } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import { DetectionMethod, FailureKind, FindingState } from './finding-vocabulary.js';

/** One of the four failures of calling and responding, of one organisation (DI-11). `regionCode` is where that stands. */
@Entity({ schema: 'dispatch', tableName: 'supervision_findings' })
@ObjectType({
  description:
    '督查发现:不呼叫、乱呼叫、呼叫不响应、响应不作为(DI-11)。 One of the four failures, of one organisation.',
})
@Directive('@key(fields: "id")')
export class SupervisionFinding implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => FindingState, { description: '状态。 State.' })
  readonly state!: FindingState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => FailureKind, { description: '情形。 Which of the four.' })
  kind!: FailureKind;

  @Property({ type: 'text' })
  subjectCode!: string;

  /** The territorial duty that it is about, by which who is accountable is found. */
  @Property({ type: 'text', nullable: true })
  dutyCode!: string | null;

  @Property({ type: 'uuid', nullable: true })
  callId!: string | null;

  @Property({ type: 'uuid', nullable: true })
  eventId!: string | null;

  @Property({ type: 'text' })
  @Field(() => DetectionMethod, { description: '发现方式。 How it came about.' })
  detectedBy!: DetectionMethod;

  @Property({ type: 'text' })
  @Field(() => String, { description: '情况。 What was found.' })
  detail!: string;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, { description: '发现时间。 When.' })
  foundAt!: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '整改措施和结果。 What the organisation does about it.' })
  answer!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '督查结论:不成立的理由、整改的认定或造成的不良后果。 What the office concluded.',
  })
  conclusion!: string | null;
}
