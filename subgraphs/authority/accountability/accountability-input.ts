import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { AccountabilityOutcome } from './accountability-vocabulary.js';

@InputType({ description: '启动问责的情况(AU-11)。 What a review is about.' })
export class AccountabilityInput {
  @Field(() => ID, { description: '被问责单位编码。 Code of the organisation under review.' })
  subject!: string;

  @Field(() => ID, { nullable: true, description: '属地管理事项编码。 Code of the territorial duty.' })
  duty?: string | null;

  @Field(() => CalendarDate, { description: '事发日期。 Day of the incident.' })
  occurredOn!: string;

  @Field(() => String, { description: '情况,1—4000 字。 What happened.' })
  incident!: string;

  @Field(() => String, { description: '造成的不良后果,1—2000 字。 What came of it.' })
  consequence!: string;

  @Field(() => ID, { nullable: true, description: '相关事件编号。 Number of an event.' })
  eventNo?: string | null;

  @Field(() => ID, { nullable: true, description: '相关案号。 Number of a case.' })
  caseNo?: string | null;
}

@InputType({ description: '问责决定(AU-11)。 What is decided.' })
export class AccountabilityDecisionInput {
  @Field(() => AccountabilityOutcome, { description: '结果。 Outcome.' })
  outcome!: AccountabilityOutcome;

  @Field(() => Boolean, { description: '是否认定勤勉尽责。 Whether it was diligent.' })
  diligent!: boolean;

  @Field(() => String, { nullable: true, description: '理由,1—2000 字。 Reasons.' })
  reasoning?: string | null;

  @Field(() => String, { nullable: true, description: '所引法律,1—200 字。 Law.' })
  lawCited?: string | null;
}
