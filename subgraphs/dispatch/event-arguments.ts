import { ArgsType, Field, Float, ID, InputType, Int } from 'type-graphql';
import { DateTime } from '../../kit/module/scalars.js';
import { EventLevel, EventPriority, EventSource, EventState } from './event-vocabulary.js';

/** The event that a verb is done to, as the caller saw it. */
@ArgsType()
export class EventTarget {
  @Field(() => ID, { description: '事件的标识。 Identifier of the event.' })
  id!: string;

  @Field(() => Int, { description: '所见版本。 The version that you saw.' })
  version!: number;
}

@InputType({ description: '上报一个事件。 What a reporter sends.' })
export class ReportEventInput {
  @Field(() => String, { description: '情况描述,1—2000 字。 What happened, 1 to 2000 characters.' })
  description!: string;

  @Field(() => Float, { description: '经度(CGCS2000)。 Degrees east.' })
  longitude!: number;

  @Field(() => Float, { description: '纬度(CGCS2000)。 Degrees north.' })
  latitude!: number;

  @Field(() => String, { nullable: true, description: '地点描述。 Where, in words.' })
  address?: string | null;

  @Field(() => DateTime, { nullable: true, description: '发生时间;缺省为现在。 When it happened; now unless told.' })
  occurredAt?: Date | null;

  @Field(() => EventPriority, { defaultValue: EventPriority.NORMAL, description: '紧急程度。 How pressing it is.' })
  priority!: EventPriority;

  @Field(() => [ID], {
    defaultValue: [],
    description:
      '照片等附件的标识,先经 POST /files 上传;网格巡查至少一张照片。 Files uploaded before; a patrol sends a photo.',
  })
  files!: string[];

  @Field(() => ID, { nullable: true, description: '巡查任务。 The patrol task that found it.' })
  patrolTaskId?: string | null;
}

@InputType({ description: '接入一张外部工单。 A ticket of another system.' })
export class IngestEventInput {
  @Field(() => EventSource, {
    description: '来源:HOTLINE_12345、POLICE_110 或 PLATFORM。 HOTLINE_12345, POLICE_110 or PLATFORM.',
  })
  source!: EventSource;

  @Field(() => String, {
    description:
      '来源系统的工单号;同一来源同一工单号只成一个事件。 The source’s own number: the same twice is one event.',
  })
  externalRef!: string;

  @Field(() => String, { description: '情况描述,1—2000 字。 What happened, 1 to 2000 characters.' })
  description!: string;

  @Field(() => Float, { nullable: true, description: '经度(CGCS2000)。 Degrees east.' })
  longitude?: number | null;

  @Field(() => Float, { nullable: true, description: '纬度(CGCS2000)。 Degrees north.' })
  latitude?: number | null;

  @Field(() => String, { nullable: true, description: '地点描述。 Where, in words.' })
  address?: string | null;

  @Field(() => DateTime, { nullable: true, description: '发生时间;缺省为现在。 When it happened; now unless told.' })
  occurredAt?: Date | null;

  @Field(() => EventPriority, { defaultValue: EventPriority.NORMAL, description: '紧急程度。 How pressing it is.' })
  priority!: EventPriority;

  @Field(() => String, { nullable: true, description: '诉求人姓名(个人信息)。 Name of who called; personal.' })
  reporterName?: string | null;

  @Field(() => String, { nullable: true, description: '诉求人电话(个人信息)。 Telephone of who called; personal.' })
  reporterPhone?: string | null;
}

/** Arguments of an order. */
@ArgsType()
export class DispatchArguments extends EventTarget {
  @Field(() => ID, {
    nullable: true,
    description: '主办单位编码;缺省为清单所定单位,改派须说明理由。 Who leads; whom the list names unless told.',
  })
  leadOrganization?: string | null;

  @Field(() => [ID], { defaultValue: [], description: '协办单位编码。 Codes of those that help.' })
  coOrganizations!: string[];

  @Field(() => String, { nullable: true, description: '派遣要求。 What is asked of them.' })
  instruction?: string | null;

  @Field(() => String, {
    nullable: true,
    description: '改派或派出镇街的理由。 Why somebody else, or outside the town.',
  })
  reason?: string | null;
}

/** What a handler hands in. */
@ArgsType()
export class HandlingArguments extends EventTarget {
  @Field(() => String, { description: '处置结果,1—2000 字。 What was done, 1 to 2000 characters.' })
  result!: string;

  @Field(() => [ID], { description: '附件的标识,至少一张照片。 Files uploaded before, a photo among them.' })
  files!: string[];
}

@InputType({ description: '事件的筛选条件。 Which events.' })
export class EventFilter {
  @Field(() => [EventState], { nullable: true, description: '状态之一。 One of these states.' })
  states?: EventState[] | null;

  @Field(() => EventSource, { nullable: true, description: '来源。 Source.' })
  source?: EventSource | null;

  @Field(() => EventPriority, { nullable: true, description: '紧急程度。 How pressing.' })
  priority?: EventPriority | null;

  @Field(() => EventLevel, { nullable: true, description: '目前由哪一级负责。 The level that answers for it.' })
  level?: EventLevel | null;

  @Field(() => ID, { nullable: true, description: '区划编码,含其下。 Code of a region, and what lies in it.' })
  region?: string | null;

  @Field(() => ID, { nullable: true, description: '网格编码。 Code of a grid.' })
  grid?: string | null;

  @Field(() => ID, { nullable: true, description: '类别编码。 Code of a category.' })
  category?: string | null;

  @Field(() => Boolean, { nullable: true, description: '处置是否超时。 Whether it was late.' })
  late?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: '上报时间自此起。 Reported from this moment on.' })
  reportedFrom?: Date | null;

  @Field(() => DateTime, { nullable: true, description: '上报时间早于此。 Reported before this moment.' })
  reportedBefore?: Date | null;
}
