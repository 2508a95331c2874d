import { Field, Float, Int, ObjectType } from 'type-graphql';
import { metresBetween } from '../../kit/files/photo-place.js';
import { DateTime, GeoJson } from '../../kit/module/scalars.js';
import type { PatrolTask } from './patrol-task.js';

@ObjectType({ description: '节点打卡。 A check-in at a node.' })
export class PatrolCheckIn {
  @Field(() => Int, { description: '节点序号。 The node.' })
  node!: number;

  @Field(() => DateTime, { description: '打卡时间。 When.' })
  at!: string;

  @Field(() => Float, { description: '经度(CGCS2000)。 Degrees east.' })
  longitude!: number;

  @Field(() => Float, { description: '纬度(CGCS2000)。 Degrees north.' })
  latitude!: number;

  @Field(() => Float, { description: '定位精度(米)。 Accuracy in metres.' })
  accuracyMetres!: number;

  @Field(() => Int, { nullable: true, description: '距节点(米);节点不限地点时为空。 Metres from the node.' })
  distanceMetres!: number | null;

  @Field(() => Boolean, { description: '设备称位置为模拟。 The device says that the position is made up.' })
  mockLocation!: boolean;

  @Field(() => Boolean, { description: '晚于节点须到时间。 Later than the node asks.' })
  late!: boolean;
}

@ObjectType({ description: '清单答复。 An answer to the checklist.' })
export class PatrolAnswer {
  @Field(() => String, { description: '清单项。 What to look at.' })
  entry!: string;

  @Field(() => String, { description: '答复。 What was found.' })
  answer!: string;
}

@ObjectType({ description: '巡查记录:打卡、答复、轨迹。 What was done: check-ins, answers, track.' })
export class PatrolRecord {
  @Field(() => DateTime, { description: '开始时间:首次打卡。 The first check-in.' })
  startedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '完成时间。 When it was finished.' })
  endedAt!: Date | null;

  @Field(() => [PatrolCheckIn], { description: '打卡,按时间。 Check-ins in their order.' })
  checkIns!: readonly PatrolCheckIn[];

  @Field(() => [PatrolAnswer], { description: '清单答复。 Answers to the checklist.' })
  answers!: PatrolAnswer[];

  @Field(() => GeoJson, { nullable: true, description: '轨迹(LineString);未上传时取各次打卡。 The way taken.' })
  track!: object | null;

  @Field(() => Int, { description: '轨迹长度(米)。 Length of the track in metres.' })
  distanceMetres!: number;
}

/** What a patrol has done so far; null before its first check-in. Without a track of its own the check-ins stand for it. */
export function recordOf(task: PatrolTask): PatrolRecord | null {
  const { startedAt, finishedAt: endedAt, checkIns, track } = task;
  if (startedAt === null) return null;
  const way = track.length > 1 ? track : checkIns;
  const distance = way.slice(1).reduce((sum, point, index) => sum + metresBetween(way[index] ?? point, point), 0);
  return Object.assign(new PatrolRecord(), {
    startedAt,
    endedAt,
    checkIns,
    answers: answersOf(task),
    // RFC 7946: a LineString has two positions at least.
    track:
      way.length > 1
        ? { type: 'LineString', coordinates: way.map(({ longitude, latitude }) => [longitude, latitude]) }
        : null,
    distanceMetres: Math.round(distance),
  });
}

/** What was found, entry by entry of the list. */
export function answersOf({ checklist, answers }: Pick<PatrolTask, 'checklist' | 'answers'>): PatrolAnswer[] {
  return answers.map((answer, index) => ({ entry: checklist[index] ?? '', answer }));
}
