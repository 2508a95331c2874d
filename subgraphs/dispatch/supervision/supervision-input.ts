import { Field, ID, InputType } from 'type-graphql';
import { SupervisionLevel } from './supervision-vocabulary.js';

@InputType({ description: '签发督办单(DI-12)。 A supervision order to be issued.' })
export class SupervisionInput {
  @Field(() => SupervisionLevel, { description: '级别:提醒、黄牌或红牌。 REMIND, YELLOW or RED.' })
  level!: SupervisionLevel;

  @Field(() => ID, { description: '被督办单位编码。 Code of the organisation.' })
  target!: string;

  @Field(() => String, { description: '要求,1—2000 字。 What is demanded.' })
  requirement!: string;

  @Field(() => ID, { nullable: true, description: '呼叫编号。 Number of a call.' })
  callNo?: string | null;

  @Field(() => ID, { nullable: true, description: '事件编号。 Number of an event.' })
  eventNo?: string | null;

  @Field(() => ID, { nullable: true, description: '督查发现的标识。 Identifier of a finding.' })
  finding?: string | null;
}
