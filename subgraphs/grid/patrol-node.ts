import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../kit/module/scalars.js';

/** A node of a patrol: a place to be at, a time by which to be there, or both. */
@ObjectType({
  description:
    '巡查节点:到点打卡的地点、须到的时间,或两者。 A place to check in at, a time by which to check in, or both.',
})
export class PatrolNode {
  @Field(() => Int, { description: '序号,从 1 起。 Its number, from 1.' })
  sequence!: number;

  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Field(() => Float, { nullable: true, description: '经度(CGCS2000);不限地点为空。 Degrees east.' })
  longitude!: number | null;

  @Field(() => Float, { nullable: true, description: '纬度(CGCS2000);不限地点为空。 Degrees north.' })
  latitude!: number | null;

  @Field(() => Int, { description: '打卡半径(米)。 How near one must be, in metres.' })
  radiusMetres!: number;

  @Field(() => DateTime, { nullable: true, description: '须到时间;不限时间为空。 By when.' })
  dueAt!: string | null;

  @Field(() => Boolean, { description: '是否必到。 Whether the patrol cannot be finished without it.' })
  required!: boolean;
}
