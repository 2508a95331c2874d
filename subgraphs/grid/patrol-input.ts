import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { CalendarDate, DateTime } from '../../kit/module/scalars.js';

@InputType({ description: '巡查节点:须给出地点或时间。 A node; give a place, a time, or both.' })
export class PatrolNodeInput {
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Field(() => Float, { nullable: true, description: '经度(CGCS2000),须在网格内。 Degrees east, within the grid.' })
  longitude?: number | null;

  @Field(() => Float, { nullable: true, description: '纬度(CGCS2000),须在网格内。 Degrees north, within the grid.' })
  latitude?: number | null;

  @Field(() => Int, { defaultValue: 50, description: '打卡半径,10—1000 米。 Radius in metres, 10 to 1,000.' })
  radiusMetres!: number;

  @Field(() => DateTime, { nullable: true, description: '须到时间。 By when.' })
  dueAt?: Date | null;

  @Field(() => Boolean, { defaultValue: true, description: '是否必到。 Whether it is required.' })
  required!: boolean;
}

@InputType({ description: '巡查计划。 What is planned.' })
export class PatrolPlanInput {
  @Field(() => ID, { description: '三级网格编码。 Code of the grid.' })
  grid!: string;

  @Field(() => ID, { description: '巡查人员工号,须在该网格任职。 Staff number of who is to go.' })
  assignee!: string;

  @Field(() => CalendarDate, { description: '计划日期。 The day.' })
  plannedFor!: string;

  @Field(() => [String], { description: '巡查清单,1—50 项。 What to look at, 1 to 50 entries.' })
  checklist!: string[];

  @Field(() => [PatrolNodeInput], { description: '巡查节点,1—50 个。 Nodes, 1 to 50.' })
  nodes!: PatrolNodeInput[];
}

@InputType({ description: '设备报告的位置。 The position that the device reports.' })
export class PatrolPositionInput {
  @Field(() => Float, { description: '经度(CGCS2000)。 Degrees east.' })
  longitude!: number;

  @Field(() => Float, { description: '纬度(CGCS2000)。 Degrees north.' })
  latitude!: number;

  @Field(() => Float, { description: '定位精度(米)。 Accuracy in metres.' })
  accuracyMetres!: number;

  @Field(() => Boolean, {
    defaultValue: false,
    description: '设备称位置为模拟。 Whether the device says that it is made up.',
  })
  mockLocation!: boolean;
}

@InputType({ description: '轨迹点。 A point of the track.' })
export class TrackPointInput {
  @Field(() => Float, { description: '经度(CGCS2000)。 Degrees east.' })
  longitude!: number;

  @Field(() => Float, { description: '纬度(CGCS2000)。 Degrees north.' })
  latitude!: number;

  @Field(() => DateTime, { description: '时间。 When.' })
  at!: Date;
}
