import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { IdColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate, DateTime } from '../../../kit/module/scalars.js';
import { InspectionResult } from './inspection-vocabulary.js';

/** What is published of a visit (一公开): everybody sees it. */
@Entity({ schema: 'enforcement', tableName: 'inspection_disclosures' })
@ObjectType({ description: '检查结果公示(EN-13)。 The published result of a visit.' })
@Directive('@key(fields: "id")')
export class InspectionDisclosure {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '检查任务标识。 Id of the visit.' })
  taskId!: string;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '场所编码。 Code of the premises.' })
  premisesCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '场所名称。 Name of the premises.' })
  premisesName!: string;

  @Property({ type: 'text[]' })
  @Field(() => [ID], { description: '检查机构编码。 Who inspected.' })
  departmentCodes!: string[];

  @Property({ type: 'text' })
  @Field(() => InspectionResult, { description: '结果。 What was found.' })
  result!: InspectionResult;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '检查日期。 Day of the visit.' })
  visitedOn!: string;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, { description: '公示时间。 When it was published.' })
  publishedAt!: Date;
}
