import { createHash } from 'node:crypto';
import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime, Decimal } from '../../../kit/module/scalars.js';
import { canonicalJson } from '../../../kit/timeline/canonical-json.js';
import { Penalty } from '../proceedings/proceeding.js';
import type { PartyRecord } from './case-party.js';
import { PenaltyKind } from './penalty-kind.js';

/** The decision as it was sealed, in plain; it leaves by `PenaltyDecision` only. */
export interface DecisionRecord {
  /** Random, so that nobody can try out the personal values against the digest. */
  readonly salt: string;
  /** The number of the decision, which on the spot is the case's own. */
  readonly caseNo: string;
  readonly subject: { readonly code: string; readonly name: string };
  readonly organizationCode: string;
  readonly officers: readonly { readonly number: string; readonly certificate: string }[];
  readonly party: PartyRecord;
  readonly facts: string;
  readonly item: { readonly code: string; readonly name: string };
  readonly legalBasis: string;
  readonly occurredAt: string;
  readonly place: string;
  readonly penalties: readonly PenaltyKind[];
  readonly fine: string | null;
  readonly reasons: string;
  readonly lighter: string | null;
  readonly statement: string | null;
  readonly decidedAt: string;
  readonly paymentDays: number | null;
  readonly reconsiderationDays: number;
  readonly reconsiderationBody: string;
  readonly suitMonths: number;
  /** Of the general procedure: the penalties with their sums, and the tier of discretion. */
  readonly details?: readonly Penalty[];
  readonly tier?: string;
}

/** The seal of a decision: SM3 (GB/T 32905) of its canonical JSON, in hexadecimal. */
export function sealOf(decision: DecisionRecord): string {
  return createHash('sm3').update(canonicalJson(decision)).digest('hex');
}

@ObjectType({
  description: '处罚决定书(行政处罚法第五十二、五十九条)。 The decision, with all that the law wants in it.',
})
export class PenaltyDecision {
  @Field(() => String, { description: '决定书文号。 Number.' })
  caseNo!: string;

  @Field(() => String, { description: '行政机关名称。 Name of the authority in whose name it is made.' })
  authority!: string;

  @Field(() => [String], { description: '执法人员的执法证号。 The officers’ certificates.' })
  certificates!: string[];

  @Field(() => String, { description: '当事人(掩码)。 The party, masked.' })
  party!: string;

  @Field(() => String, { description: '违法事实。 The facts.' })
  facts!: string;

  @Field(() => String, { description: '处罚事项。 The power that is exercised.' })
  item!: string;

  @Field(() => String, { description: '法律依据。 Law and article.' })
  legalBasis!: string;

  @Field(() => DateTime, { description: '违法行为时间。 When the act was done.' })
  occurredAt!: Date;

  @Field(() => String, { description: '地点。 Where.' })
  place!: string;

  @Field(() => [PenaltyKind], { description: '处罚种类。 Kinds of penalty.' })
  penalties!: readonly PenaltyKind[];

  @Field(() => Decimal, { nullable: true, description: '罚款数额(元)。 Fine in yuan.' })
  fine!: string | null;

  @Field(() => [Penalty], { description: '普通程序各项处罚的内容。 Each penalty of the general procedure in full.' })
  details!: readonly Penalty[];

  @Field(() => String, { nullable: true, description: '裁量阶次;当场决定为空。 Tier of discretion; none on the spot.' })
  tier!: string | null;

  @Field(() => String, { description: '处罚理由。 Reasons.' })
  reasons!: string;

  @Field(() => String, { nullable: true, description: '从轻、减轻情节。 Why it is lighter.' })
  lighter!: string | null;

  @Field(() => String, { nullable: true, description: '陈述申辩;空为未提出。 What the party said for itself.' })
  statement!: string | null;

  @Field(() => DateTime, { description: '决定时间。 When it was decided.' })
  decidedAt!: Date;

  @Field(() => Int, { nullable: true, description: '缴款期限(日)。 Days to pay.' })
  paymentDays!: number | null;

  @Field(() => Int, { description: '申请行政复议的期限(日)。 Days to ask for reconsideration.' })
  reconsiderationDays!: number;

  @Field(() => String, { description: '行政复议机关。 Who reconsiders.' })
  reconsiderationBody!: string;

  @Field(() => Int, { description: '提起行政诉讼的期限(月)。 Months to sue.' })
  suitMonths!: number;

  @Field(() => String, { description: '封存摘要(SM3,十六进制)。 The seal: SM3 in hexadecimal.' })
  digest!: string;

  @Field(() => Boolean, { description: '与封存时一致。 Whether it is as it was sealed.' })
  intact!: boolean;
}
