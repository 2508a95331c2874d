import { Field, ID, InputType } from 'type-graphql';
import { TransferKind } from './transfer-vocabulary.js';

@InputType({ description: '提出移送(EN-09、EN-10)。 What is passed on, to whom and why.' })
export class TransferInput {
  @Field(() => ID, { description: '案号。 Number of the case.' })
  caseNo!: string;

  @Field(() => TransferKind, { description: '种类:重大、其他镇街、主管部门、公安。 Kind.' })
  kind!: TransferKind;

  @Field(() => ID, { description: '接收机构编码。 Code of the receiver.' })
  to!: string;

  @Field(() => String, { description: '理由,1—1000 字。 Reason.' })
  reason!: string;
}
