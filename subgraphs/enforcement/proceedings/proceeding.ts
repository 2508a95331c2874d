import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime, Decimal } from '../../../kit/module/scalars.js';
import { PenaltyKind } from '../cases/penalty-kind.js';
import { EvidenceKind, HearingOutcome, NoPenaltyGround, ReviewReason, ReviewResult } from './proceeding-vocabulary.js';

@ObjectType({ description: '一项处罚及其数额。 One penalty and its sum.' })
export class Penalty {
  @Field(() => PenaltyKind, { description: '种类。 Kind.' })
  kind!: PenaltyKind;

  @Field(() => Decimal, { nullable: true, description: '金额或价值(元)。 Sum or value in yuan.' })
  amount!: string | null;

  @Field(() => String, { nullable: true, description: '内容,如停业的起止、没收的物品。 What exactly.' })
  detail!: string | null;
}

@ObjectType({
  description: '一份证据,入卷即封存(行政处罚法第四十六、四十七条)。 A piece of evidence, sealed as it came in.',
})
export class EvidenceItem {
  @Field(() => Int, { description: '序号,自 1 起。 Its number, from 1.' })
  number!: number;

  @Field(() => EvidenceKind, { description: '种类。 Kind.' })
  kind!: EvidenceKind;

  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Field(() => [String], { description: '文件的 SM3 摘要。 SM3 of its files.' })
  digests!: readonly string[];

  @Field(() => ID, { description: '收集人工号。 Staff number of who obtained it.' })
  obtainedBy!: string;

  @Field(() => DateTime, { description: '入卷时间。 When it came in.' })
  at!: string;
}

@ObjectType({
  description: '处理意见或者告知的内容:事实、理由、拟作出的处罚。 What is proposed, or was told to the party.',
})
export class PenaltyProposal {
  @Field(() => [Penalty], { description: '拟作出的处罚。 Penalties that are meant.' })
  penalties!: readonly Penalty[];

  @Field(() => String, { description: '理由。 Reasons.' })
  reasons!: string;

  @Field(() => String, { description: '裁量阶次。 Tier of discretion.' })
  tier!: string;

  @Field(() => [ReviewReason], {
    description: '须经法制审核的情形。 Why it needs a legal review; none where it does not.',
  })
  reviewReasons!: readonly ReviewReason[];

  @Field(() => DateTime, { description: '时间。 When.' })
  at!: string;
}

@ObjectType({
  description: '行政处罚事先告知(行政处罚法第四十四、六十三、六十四条)。 What the party was told beforehand.',
})
export class PenaltyNotice {
  @Field(() => [Penalty], { description: '拟作出的处罚。 Penalties that are meant.' })
  penalties!: readonly Penalty[];

  @Field(() => String, { description: '理由。 Reasons.' })
  reasons!: string;

  @Field(() => String, { description: '依据。 Law and article.' })
  legalBasis!: string;

  @Field(() => Boolean, { description: '告知了听证权利。 Whether the party may ask for a hearing.' })
  hearingRight!: boolean;

  @Field(() => DateTime, { description: '告知时间。 When.' })
  at!: string;

  @Field(() => DateTime, {
    description: '答复期限:此前不得作出决定。 By when the party may answer; nothing is decided before.',
  })
  answerDueAt!: string;
}

@ObjectType({
  description: '当事人陈述、申辩,及复核意见(行政处罚法第四十五条)。 What the party said, and what became of it.',
})
export class PartyStatement {
  @Field(() => String, { description: '陈述、申辩内容。 What it said.' })
  words!: string;

  @Field(() => Boolean, { description: '是否采纳。 Whether it was followed.' })
  adopted!: boolean;

  @Field(() => String, { description: '复核意见。 The answer to it.' })
  reviewNote!: string;

  @Field(() => DateTime, { description: '时间。 When.' })
  at!: string;
}

@ObjectType({ description: '放弃陈述申辩、听证,须有书面凭证。 The party gave its rights up, in writing.' })
export class RightsWaiver {
  @Field(() => Boolean, { description: '放弃听证。 It gave the hearing up too.' })
  hearing!: boolean;

  @Field(() => String, { description: '书面凭证的 SM3 摘要。 SM3 of the writing.' })
  digest!: string;

  @Field(() => DateTime, { description: '时间。 When.' })
  at!: string;
}

@ObjectType({ description: '法制审核(行政处罚法第五十八条)。 A legal review.' })
export class LegalReview {
  @Field(() => ID, { description: '审核人工号。 Staff number of the reviewer.' })
  reviewer!: string;

  @Field(() => [ReviewReason], { description: '审核的情形。 Why it was needed.' })
  reasons!: readonly ReviewReason[];

  @Field(() => ReviewResult, { description: '结论。 What was found.' })
  result!: ReviewResult;

  @Field(() => String, { description: '意见。 The opinion.' })
  opinion!: string;

  @Field(() => DateTime, { description: '时间。 When.' })
  at!: string;
}

@ObjectType({ description: '听证(行政处罚法第六十三至六十五条)。 A hearing.' })
export class Hearing {
  @Field(() => DateTime, { description: '申请时间。 When it was asked for.' })
  requestedAt!: string;

  @Field(() => DateTime, { nullable: true, description: '通知时间。 When the party was told of place and time.' })
  noticedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: '举行时间。 When it is held.' })
  heldAt!: string | null;

  @Field(() => ID, { nullable: true, description: '主持人工号。 Staff number of who presides.' })
  host!: string | null;

  @Field(() => Boolean, { description: '公开举行。 Whether it is public.' })
  public!: boolean;

  @Field(() => HearingOutcome, { nullable: true, description: '结果。 How it ended.' })
  outcome!: HearingOutcome | null;

  @Field(() => String, { nullable: true, description: '笔录的 SM3 摘要。 SM3 of its record.' })
  digest!: string | null;

  @Field(() => DateTime, { nullable: true, description: '终结时间。 When it ended.' })
  endedAt!: string | null;
}

@ObjectType({ description: '负责人集体讨论(行政处罚法第五十七条)。 What the heads agreed on together.' })
export class CollectiveDiscussion {
  @Field(() => [ID], { description: '参加人员工号。 Staff numbers of who took part.' })
  participants!: readonly string[];

  @Field(() => String, { description: '结论。 Conclusion.' })
  conclusion!: string;

  @Field(() => DateTime, { description: '时间。 When.' })
  at!: string;
}

@ObjectType({
  description: '不予行政处罚决定,并予教育(行政处罚法第三十三条)。 A decision not to punish, with what was taught.',
})
export class NoPenaltyDecision {
  @Field(() => NoPenaltyGround, { description: '情形。 Ground.' })
  ground!: NoPenaltyGround;

  @Field(() => String, { description: '理由和教育内容。 Reasons, and what the party was told.' })
  reasons!: string;

  @Field(() => DateTime, { description: '时间。 When.' })
  at!: string;
}

@ObjectType({ description: '催告与申请强制执行(行政强制法第五十三、五十四条)。 Urging, and the court.' })
export class Compulsion {
  @Field(() => DateTime, { description: '催告时间。 When the party was urged.' })
  urgedAt!: string;

  @Field(() => DateTime, { nullable: true, description: '申请人民法院强制执行的时间。 When the court was asked.' })
  appliedAt!: string | null;
}

/** What the general procedure wrote down, as the case keeps it; what did not happen is absent. */
export interface Proceeding {
  readonly evidence?: readonly EvidenceItem[];
  readonly proposal?: PenaltyProposal;
  readonly reviews?: readonly LegalReview[];
  readonly notice?: PenaltyNotice;
  /** What was told before the investigation was opened again. */
  readonly toldBefore?: readonly Penalty[];
  readonly statement?: PartyStatement;
  readonly waiver?: RightsWaiver;
  readonly hearing?: Hearing;
  readonly discussion?: CollectiveDiscussion;
  readonly noPenalty?: NoPenaltyDecision;
  readonly compulsion?: Compulsion;
  /** That what is no sum of money was carried out. */
  readonly performed?: string;
  /** When a department’s clue was taken on. */
  readonly clueAcceptedAt?: string;
  /** Number of the case that was passed on to become this one; its evidence stays with it. */
  readonly predecessorNo?: string;
}
