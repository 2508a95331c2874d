import { Field, ObjectType } from 'type-graphql';
import {
  CollectiveDiscussion,
  Compulsion,
  EvidenceItem,
  Hearing,
  LegalReview,
  NoPenaltyDecision,
  PartyStatement,
  PenaltyNotice,
  type Proceeding,
  PenaltyProposal,
  RightsWaiver,
} from './proceeding.js';

@ObjectType({ description: '普通程序的各环节;未发生的为空(EN-06)。 What happened in the general procedure.' })
export class CaseProceeding {
  @Field(() => [EvidenceItem], { description: '证据,按序。 The evidence in its order.' })
  evidence!: readonly EvidenceItem[];

  @Field(() => PenaltyProposal, {
    nullable: true,
    description: '调查终结的处理意见。 What the investigation proposes.',
  })
  proposal!: PenaltyProposal | null;

  @Field(() => [LegalReview], { description: '法制审核,按先后。 Legal reviews in their order.' })
  reviews!: readonly LegalReview[];

  @Field(() => PenaltyNotice, { nullable: true, description: '事先告知。 What the party was told.' })
  notice!: PenaltyNotice | null;

  @Field(() => PartyStatement, { nullable: true, description: '陈述、申辩。 What the party said.' })
  statement!: PartyStatement | null;

  @Field(() => RightsWaiver, { nullable: true, description: '放弃权利。 What the party gave up.' })
  waiver!: RightsWaiver | null;

  @Field(() => Hearing, { nullable: true, description: '听证。 The hearing.' })
  hearing!: Hearing | null;

  @Field(() => CollectiveDiscussion, { nullable: true, description: '集体讨论。 The discussion.' })
  discussion!: CollectiveDiscussion | null;

  @Field(() => NoPenaltyDecision, { nullable: true, description: '不予处罚决定。 The decision not to punish.' })
  noPenalty!: NoPenaltyDecision | null;

  @Field(() => Compulsion, { nullable: true, description: '强制执行。 Compulsion.' })
  compulsion!: Compulsion | null;

  @Field(() => String, {
    nullable: true,
    description: '金钱以外处罚的执行情况。 How what is no money was carried out.',
  })
  performed!: string | null;
}

/** The records of a case as the graph shows them. */
export function shownProceeding(proceeding: Proceeding): CaseProceeding {
  const { evidence = [], reviews = [], proposal = null, notice = null, statement = null, waiver = null } = proceeding;
  const { hearing = null, discussion = null, noPenalty = null, compulsion = null, performed = null } = proceeding;
  return Object.assign(new CaseProceeding(), {
    evidence,
    reviews,
    proposal,
    notice,
    statement,
    waiver,
    hearing,
    discussion,
    noPenalty,
    compulsion,
    performed,
  });
}
