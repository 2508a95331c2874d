import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../kit/module/scalars.js';

/** A party of a dispute, as the dispute keeps it: name and telephone are personal. */
@ObjectType({ description: '纠纷当事人(DI-23);姓名、电话默认隐去。 A party; name and telephone are masked.' })
export class DisputeParty {
  @Field(() => Int, { description: '序号,自 1 起。 Its number, from 1.' })
  number!: number;

  /** Under which a disclosure is noted. */
  disputeId!: string;

  name!: string;

  phone!: string;

  /** Members of staff who are related to the party, or are the party: they do not mediate. */
  @Field(() => [ID], { description: '有利害关系的工作人员工号,须回避。 Staff who are related to the party.' })
  relatedStaff!: readonly string[];

  @Field(() => DateTime, { nullable: true, description: '签署协议的时间。 When it signed the agreement.' })
  signedAt!: string | null;
}

@InputType({ description: '纠纷当事人。 A party of a dispute.' })
export class DisputePartyInput {
  @Field(() => String, { description: '姓名或名称,1—50 字(个人信息)。 Name; personal.' })
  name!: string;

  @Field(() => String, { description: '电话,1—30 字(个人信息)。 Telephone; personal.' })
  phone!: string;

  @Field(() => [ID], {
    defaultValue: [],
    description: '本人或有利害关系的工作人员工号。 Staff numbers of the party, or of who is related to it.',
  })
  relatedStaff!: string[];
}

/** One sitting of a mediation. */
@ObjectType({ description: '一次调解(DI-23)。 One sitting.' })
export class MediationSession {
  @Field(() => Int, { description: '第几次。 Its number, from 1.' })
  number!: number;

  @Field(() => DateTime, { description: '时间。 When.' })
  heldAt!: string;

  @Field(() => String, { description: '记录。 The record.' })
  record!: string;
}

/** A mediator who stood back, or was refused. */
@ObjectType({ description: '回避(DI-23)。 A mediator who stood back, or was refused.' })
export class Recusal {
  mediatorNumber!: string;

  @Field(() => DateTime, { description: '时间。 When.' })
  at!: string;

  @Field(() => String, { description: '理由。 Why.' })
  reason!: string;
}
