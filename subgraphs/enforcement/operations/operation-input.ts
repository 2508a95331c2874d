import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate } from '../../../kit/module/scalars.js';

@InputType({ description: '联合执法方案(EN-12)。 What an operation is about.' })
export class OperationInput {
  @Field(() => ID, { description: '区划代码:本县或其中的镇街。 Where: the county, or a town of it.' })
  region!: string;

  @Field(() => String, { description: '名称,1—100 字。 Name.' })
  name!: string;

  @Field(() => String, { description: '方案,1—4000 字。 What is to be done, and how.' })
  plan!: string;

  @Field(() => [ID], {
    description: '参加机构编码,发起机构除外,1—30 个。 Who takes part beside the initiator, 1 to 30.',
  })
  participants!: string[];

  @Field(() => Boolean, {
    defaultValue: false,
    description: '请求公安保障(EN-11)。 The police are asked to support it.',
  })
  policeSupport!: boolean;

  @Field(() => CalendarDate, { description: '首日,不早于今日。 First day, today or later.' })
  startsOn!: string;

  @Field(() => CalendarDate, { description: '末日(含当日)。 Last day.' })
  endsOn!: string;
}
