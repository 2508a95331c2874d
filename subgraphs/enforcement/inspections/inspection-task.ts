import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import { InspectionKind, InspectionResult, InspectionState } from './inspection-vocabulary.js';

@ObjectType({ description: '检查清单的一项。 One line of what was looked at.' })
export class CheckedItem {
  @Field(() => String, { description: '检查内容。 What was looked at.' })
  item!: string;

  @Field(() => Boolean, { description: '符合要求。 Whether it is as it should be.' })
  fine!: boolean;

  @Field(() => String, { nullable: true, description: '情况说明。 What was found.' })
  note!: string | null;
}

/** One visit to one object, by one department or by several together (EN-13, EN-14). `regionCode` is the object's town. */
@Entity({ schema: 'enforcement', tableName: 'inspection_tasks' })
@ObjectType({ description: '检查任务:对一个对象的一次检查(EN-13、EN-14)。 One visit to one object.' })
@Directive('@key(fields: "id")')
export class InspectionTask implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => InspectionState, { description: '状态。 State.' })
  readonly state!: InspectionState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text', nullable: true })
  planId!: string | null;

  @Property({ type: 'text' })
  @Field(() => InspectionKind, { description: '种类。 Kind.' })
  kind!: InspectionKind;

  @Property({ type: 'text' })
  premisesCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '检查事项。 What is inspected.' })
  subject!: string;

  /** Whose visit it is first. */
  @Property({ type: 'text' })
  organizationCode!: string;

  /** All whose visit it is: the lead, and those merged into it. */
  @Property({ type: 'text[]' })
  departmentCodes!: string[];

  @Property({ type: 'text[]' })
  officerNumbers!: string[];

  /** The month in which it is to be, `yyyy-MM`. */
  @Property({ type: 'text' })
  @Field(() => String, { description: '计划月份(yyyy-MM)。 The month in which it is to be.' })
  month!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '检查日期;未安排为空。 Day of the visit; none before.' })
  visitOn!: string | null;

  /** Shown by the officers at the door; whoever has it may look the visit up. */
  @Property({ type: 'text', nullable: true })
  visitCode!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => ID, { nullable: true, description: '并入的检查任务。 The visit that it was merged into.' })
  mergedIntoId!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => InspectionResult, { nullable: true, description: '结果。 What was found.' })
  result!: InspectionResult | null;

  @Property({ type: 'json' })
  @Field(() => [CheckedItem], { description: '检查清单。 What was looked at.' })
  checklist!: CheckedItem[];

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '整改期限。 By when it is to be put right.' })
  rectifyBy!: string | null;
}
