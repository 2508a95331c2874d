import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../../kit/module/scalars.js';
import { CallMeasureKind } from './call-vocabulary.js';

/** One measure of a plan, as the call keeps it (DI-15). */
@ObjectType({ description: '方案的一项措施:有责任单位,有期限(DI-15)。 A measure, with its owner and day.' })
export class CallMeasure {
  @Field(() => Int, { description: '序号,自 1 起。 Its number, from 1.' })
  number!: number;

  @Field(() => CallMeasureKind, { description: '疏或堵。 Eases or curbs.' })
  kind!: CallMeasureKind;

  @Field(() => String, { description: '内容。 What is done.' })
  content!: string;

  ownerCode!: string;

  @Field(() => CalendarDate, { description: '完成期限(含当日)。 Its last day.' })
  dueOn!: string;

  @Field(() => DateTime, { nullable: true, description: '完成时间;未完成为空。 When it was done; none before.' })
  doneAt!: string | null;

  @Field(() => String, { nullable: true, description: '完成情况。 What came of it.' })
  result!: string | null;
}

@InputType({ description: '方案的一项措施。 A measure of a plan.' })
export class CallMeasureInput {
  @Field(() => CallMeasureKind, { description: '疏或堵。 Eases or curbs.' })
  kind!: CallMeasureKind;

  @Field(() => String, { description: '内容,1—1000 字。 What is done.' })
  content!: string;

  @Field(() => ID, { description: '责任单位:主办、协办部门或该镇街。 Its owner: lead, helper or the town.' })
  owner!: string;

  @Field(() => CalendarDate, { description: '完成期限(含当日)。 Its last day.' })
  dueOn!: string;
}
