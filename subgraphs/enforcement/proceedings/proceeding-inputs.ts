import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { DateTime, Decimal } from '../../../kit/module/scalars.js';
import { PenaltyKind } from '../cases/penalty-kind.js';
import { EvidenceKind, HearingOutcome, NoPenaltyGround, ReviewReason, ReviewResult } from './proceeding-vocabulary.js';

@InputType({ description: '一项拟作出或者作出的处罚。 One penalty.' })
export class PenaltyInput {
  @Field(() => PenaltyKind, { description: '种类。 Kind.' })
  kind!: PenaltyKind;

  @Field(() => Decimal, {
    nullable: true,
    description: '金额或价值(元):罚款、没收违法所得必填。 Yuan; needed for a fine and for income.',
  })
  amount?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      '内容,1—500 字;警告、通报批评、罚款、没收违法所得以外必填。 What exactly; needed for all but words and money.',
  })
  detail?: string | null;
}

@InputType({ description: '调查终结的处理意见。 What an investigation proposes.' })
export class PenaltyProposalInput {
  @Field(() => String, { description: '查明的事实,1—2000 字。 The facts as they were found.' })
  facts!: string;

  @Field(() => [PenaltyInput], { description: '建议的处罚,1—12 项。 Penalties.' })
  penalties!: PenaltyInput[];

  @Field(() => String, { description: '理由,1—1000 字。 Reasons.' })
  reasons!: string;

  @Field(() => String, { description: '裁量阶次,1—100 字。 Tier of discretion.' })
  tier!: string;

  @Field(() => [ReviewReason], {
    defaultValue: [],
    description: '须经法制审核的情形;听证后的由系统判定。 Why it needs a legal review; after a hearing it does anyway.',
  })
  reviewReasons!: ReviewReason[];
}

@InputType({ description: '普通程序处罚决定(行政处罚法第五十七、五十九条)。 A decision by the general procedure.' })
export class CaseDecisionInput {
  @Field(() => [PenaltyInput], { description: '处罚,不得重于告知。 Penalties, none heavier than was told.' })
  penalties!: PenaltyInput[];

  @Field(() => String, { description: '理由,1—1000 字。 Reasons.' })
  reasons!: string;

  @Field(() => String, { description: '裁量阶次,1—100 字。 Tier of discretion.' })
  tier!: string;

  @Field(() => String, {
    nullable: true,
    description:
      '从轻、减轻情节;当事人已满十四不满十八周岁时必填。 What makes it lighter; needed for a party of 14 to 17.',
  })
  lighter?: string | null;
}

@ArgsType()
export class EvidenceArguments {
  @Field(() => EvidenceKind, { description: '种类。 Kind.' })
  kind!: EvidenceKind;

  @Field(() => String, { description: '名称,1—200 字。 Name.' })
  name!: string;

  @Field(() => [ID], { description: '文件的标识,先行上传,至少一个。 Ids of uploaded files, one at least.' })
  files!: string[];
}

@ArgsType()
export class ReviewArguments {
  @Field(() => ReviewResult, { description: '结论。 What is found.' })
  result!: ReviewResult;

  @Field(() => String, { description: '意见,1—1000 字。 The opinion.' })
  opinion!: string;
}

@ArgsType()
export class StatementArguments {
  @Field(() => String, { description: '陈述、申辩内容,1—2000 字。 What the party says.' })
  words!: string;

  @Field(() => Boolean, { description: '是否采纳。 Whether it is followed.' })
  adopted!: boolean;

  @Field(() => String, { description: '复核意见,1—1000 字。 The answer to it.' })
  reviewNote!: string;
}

@ArgsType()
export class WaiverArguments {
  @Field(() => Boolean, { description: '同时放弃听证。 The hearing is given up too.' })
  hearing!: boolean;

  @Field(() => ID, { description: '书面凭证的标识,先行上传。 Id of the uploaded writing.' })
  writing!: string;
}

@ArgsType()
export class HearingArguments {
  @Field(() => DateTime, { description: '举行时间:通知后满七个工作日。 When: seven working days after the notice.' })
  at!: Date;

  @Field(() => ID, { description: '主持人工号,非本案调查人员。 Who presides; none of the investigators.' })
  host!: string;

  @Field(() => Boolean, { defaultValue: true, description: '公开举行。 Whether it is public.' })
  public!: boolean;
}

@ArgsType()
export class HearingEndArguments {
  @Field(() => HearingOutcome, { description: '结果。 How it ended.' })
  outcome!: HearingOutcome;

  @Field(() => ID, { description: '笔录文件的标识,先行上传。 Id of the uploaded record.' })
  record!: string;
}

@ArgsType()
export class DiscussionArguments {
  @Field(() => [ID], { description: '参加人员工号。 Staff numbers of who takes part.' })
  participants!: string[];

  @Field(() => String, { description: '结论,1—1000 字。 Conclusion.' })
  conclusion!: string;
}

@ArgsType()
export class NoPenaltyArguments {
  @Field(() => NoPenaltyGround, { description: '情形。 Ground.' })
  ground!: NoPenaltyGround;

  @Field(() => String, { description: '理由和教育内容,1—1000 字。 Reasons, and what the party is told.' })
  reasons!: string;
}
