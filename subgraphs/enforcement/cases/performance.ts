import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDate, DateTime, Decimal } from '../../../kit/module/scalars.js';
import { ServiceMethod } from './service-method.js';

export enum CollectionReason {
  AT_MOST_100 = 'AT_MOST_100',
  HARD_TO_COLLECT_LATER = 'HARD_TO_COLLECT_LATER',
  REMOTE = 'REMOTE',
}
registerEnumType(CollectionReason, {
  name: 'CollectionReason',
  description: '当场收缴罚款的情形(行政处罚法第六十八、六十九条)。 Why a fine is collected on the spot.',
  valuesConfig: {
    AT_MOST_100: { description: '一百元以下罚款。 A fine of at most 100 yuan (§ 68).' },
    HARD_TO_COLLECT_LATER: { description: '不当场收缴事后难以执行。 It could hardly be collected later (§ 68).' },
    REMOTE: { description: '边远、水上、交通不便地区,当事人提出。 A remote place, and the party asks (§ 69).' },
  },
});

/** How the decision came to the party (Administrative Penalty Law § 52). */
@ObjectType({ description: '送达:方式、时间,签收或注明拒签。 Service: how, when, signed or the refusal noted.' })
export class DecisionService {
  @Field(() => ServiceMethod, { description: '方式。 How.' })
  method!: ServiceMethod;

  @Field(() => DateTime, { description: '送达时间。 When it was handed over.' })
  at!: Date;

  @Field(() => Boolean, { description: '当事人拒绝签收,已注明。 The party refused to sign, and this is noted.' })
  refused!: boolean;
}

/** The service as the case keeps it; the witness's name never leaves. */
export interface ServiceRecord {
  /** ISO 8601. */
  readonly at: string;
  readonly refused: boolean;
  readonly witness: string | null;
  /** Absent in records from before there were other ways than handing over. */
  readonly method?: ServiceMethod;
  /** SM3 of the consent to electronic service. */
  readonly consent?: string | null;
}

/** How the fine was paid, as the case keeps it. */
export interface PaymentRecord {
  readonly onTheSpot: boolean;
  readonly paidOn: string;
  readonly amount: string;
  readonly surcharge: string;
  readonly receipt: string;
  readonly reason: CollectionReason | null;
  readonly explanation: string | null;
  readonly handedInOn: string | null;
  readonly handInReceipt: string | null;
}

@ObjectType({ description: '罚款缴纳(行政处罚法第六十七至七十一条)。 How the fine was paid.' })
export class FinePayment {
  @Field(() => Boolean, { description: '当场收缴。 Collected on the spot.' })
  onTheSpot!: boolean;

  @Field(() => CalendarDate, { description: '缴款日期。 Day of payment.' })
  paidOn!: string;

  @Field(() => Decimal, { description: '实缴金额(元),含加处罚款。 Sum paid in yuan, the surcharge included.' })
  amount!: string;

  @Field(() => Decimal, { description: '其中加处罚款(元)。 Of it the surcharge.' })
  surcharge!: string;

  @Field(() => String, { description: '票据号。 Number of the receipt.' })
  receipt!: string;

  @Field(() => CollectionReason, { nullable: true, description: '当场收缴的情形。 Why it was collected on the spot.' })
  reason!: CollectionReason | null;

  @Field(() => String, { nullable: true, description: '情形说明。 What made it necessary.' })
  explanation!: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '当场收缴的罚款交至行政机关的日期。 Day on which the money was handed in.',
  })
  handedInOn!: string | null;

  @Field(() => String, { nullable: true, description: '交款票据号。 Receipt of the handing in.' })
  handInReceipt!: string | null;
}
