import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { CallState, RejectionGround } from './call-vocabulary.js';

/** The call that a verb is done to, as the caller saw it. */
@ArgsType()
export class CallTarget {
  @Field(() => ID, { description: '呼叫的标识。 Identifier of the call.' })
  id!: string;

  @Field(() => Int, { description: '所见版本。 The version that you saw.' })
  version!: number;
}

@InputType({ description: '呼叫的内容(DI-08)。 What a town calls for.' })
export class TownCallInput {
  @Field(() => String, { description: '事由,1—100 字。 What it is about.' })
  subject!: string;

  @Field(() => String, { description: '情况,1—4000 字。 What the matter is.' })
  content!: string;

  @Field(() => String, {
    nullable: true,
    description: '镇街已采取的措施,1—2000 字;呼叫前须写明。 What the town did itself; needed before it calls.',
  })
  ownEfforts?: string | null;

  @Field(() => ID, { nullable: true, description: '来源事件编号。 Number of the event that it arose from.' })
  eventNo?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: '属地管理事项编码;缺省为来源事件的。 Code of the duty; the event’s unless told.',
  })
  duty?: string | null;

  @Field(() => [ID], { defaultValue: [], description: '附件的标识。 Files uploaded before.' })
  files!: string[];
}

/** Arguments of an assignment. */
@ArgsType()
export class AcceptCallArguments extends CallTarget {
  @Field(() => String, { description: '研判意见,1—1000 字。 The judgement.' })
  judgement!: string;

  @Field(() => ID, {
    nullable: true,
    description: '牵头部门;缺省为清单所定,改派须说明理由。 Who leads; whom the list names unless told.',
  })
  leadDepartment?: string | null;

  @Field(() => [ID], { defaultValue: [], description: '协同部门。 Who helps.' })
  coDepartments!: string[];

  @Field(() => String, { nullable: true, description: '改派的理由。 Why somebody else leads.' })
  reason?: string | null;
}

/** Arguments of a rejection. */
@ArgsType()
export class RejectCallArguments extends CallTarget {
  @Field(() => RejectionGround, { description: '情形。 Why.' })
  ground!: RejectionGround;

  @Field(() => String, { description: '理由,1—1000 字。 The reason in words.' })
  reason!: string;

  @Field(() => ID, {
    nullable: true,
    description: '镇街自身行使的权力事项,WITHIN_TOWN_POWER 须给出。 The power item that the town exercises itself.',
  })
  item?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: '所重复的呼叫编号,DUPLICATE 须给出。 Number of the call that it repeats.',
  })
  duplicateOf?: string | null;
}

@InputType({ description: '呼叫的筛选条件。 Which calls.' })
export class CallFilter {
  @Field(() => [CallState], { nullable: true, description: '状态之一。 One of these states.' })
  states?: CallState[] | null;

  @Field(() => ID, { nullable: true, description: '镇街区划编码。 Code of a town.' })
  town?: string | null;

  @Field(() => ID, { nullable: true, description: '牵头部门编码。 Code of the department that leads.' })
  department?: string | null;
}
