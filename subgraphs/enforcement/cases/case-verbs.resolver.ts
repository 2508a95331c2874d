import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate, Decimal } from '../../../kit/module/scalars.js';
import { move } from '../../../kit/workflow/move.js';
import { Case } from './case.js';
import { SimpleCaseInput, SpotDecisionInput } from './case-inputs.js';
import { CaseTarget } from './case-target.js';
import { caseWorkflow } from './case-workflow.js';
import { decideOnTheSpot } from './decide-on-the-spot.js';
import { openSimpleCase } from './open-simple-case.js';
import { CollectionReason } from './performance.js';
import { ReliefKind } from './relief.js';
import { ServiceArguments } from './service-arguments.js';

@Resolver(() => Case)
export class CaseVerbsResolver {
  @Mutation(() => Case, { nullable: true, description: '当场立案(EN-05)。 Opens a case by the simple procedure.' })
  openSimpleCase(
    @Ctx() context: Context,
    @Arg('input', () => SimpleCaseInput, { description: '案情。 The case.' }) input: SimpleCaseInput,
  ): Promise<Case> {
    return openSimpleCase(context, input);
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '当场决定:对公民二百元以下、对单位三千元以下罚款或者警告。 Decides on the spot, within § 51.',
  })
  decideOnTheSpot(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('decision', () => SpotDecisionInput, { description: '决定。 The decision.' }) decision: SpotDecisionInput,
  ): Promise<Case> {
    return decideOnTheSpot(context, target, decision);
  }

  @Mutation(() => Case, {
    nullable: true,
    description:
      '送达决定书:当场决定的当场交付,其余七个工作日内;拒绝签收的注明并记见证人。 Serves the decision; a refusal to sign is witnessed.',
  })
  serveDecision(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('refused', () => Boolean, { description: '当事人拒绝签收。 The party refuses to sign.' }) refused: boolean,
    @Args(() => ServiceArguments) { method, witness = null, consent = null, noticedOn = null }: ServiceArguments,
  ): Promise<Case> {
    return move(caseWorkflow, 'serveDecision', target, context, { refused, witness, method, consent, noticedOn });
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '报所属行政机关备案(第五十二条)。 Records the decision with the agency.',
  })
  recordWithAgency(@Ctx() context: Context, @Args(() => CaseTarget) target: CaseTarget): Promise<Case> {
    return move(caseWorkflow, 'recordWithAgency', target, context, {});
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '登记缴款:罚款加应加处的罚款,一次缴清。 Enters the payment of the fine and its surcharge.',
  })
  payFine(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('amount', () => Decimal, { description: '实缴金额(元)。 Sum paid in yuan.' }) amount: string,
    @Arg('paidOn', () => CalendarDate, { description: '缴款日期。 Day of payment.' }) paidOn: string,
    @Arg('receipt', () => String, { description: '票据号。 Number of the receipt.' }) receipt: string,
  ): Promise<Case> {
    return move(caseWorkflow, 'payFine', target, context, { amount, paidOn, receipt });
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '当场收缴罚款,须出具财政票据(第六十八至七十条)。 Collects the fine on the spot.',
  })
  collectOnTheSpot(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('reason', () => CollectionReason, { description: '情形。 Reason.' }) reason: CollectionReason,
    @Arg('receipt', () => String, { description: '财政票据号。 Number of the fiscal receipt.' }) receipt: string,
    @Arg('explanation', () => String, {
      nullable: true,
      description: '情形说明;一百元以下的可不填。 What made it necessary; not needed up to 100 yuan.',
    })
    explanation?: string | null,
  ): Promise<Case> {
    return move(caseWorkflow, 'collectOnTheSpot', target, context, {
      reason,
      receipt,
      explanation: explanation ?? null,
    });
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '将当场收缴的罚款交至行政机关(第七十一条)。 Hands in what was collected on the spot.',
  })
  handInCollectedFine(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('receipt', () => String, { description: '交款票据号。 Number of the receipt.' }) receipt: string,
  ): Promise<Case> {
    return move(caseWorkflow, 'handInCollectedFine', target, context, { receipt });
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '登记行政复议、行政诉讼已受理;其间不计加处罚款(第七十三条)。 Enters a contest of the decision.',
  })
  noteRelief(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('kind', () => ReliefKind, { description: '途径。 Which way.' }) kind: ReliefKind,
    @Arg('day', () => CalendarDate, { description: '受理日期。 Day on which it was accepted.' }) day: string,
  ): Promise<Case> {
    return move(caseWorkflow, 'noteRelief', target, context, { kind, day });
  }

  @Mutation(() => Case, { nullable: true, description: '登记复议、诉讼终结。 Enters the end of the contest.' })
  endRelief(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('day', () => CalendarDate, { description: '终结日期。 Its last day.' }) day: string,
  ): Promise<Case> {
    return move(caseWorkflow, 'endRelief', target, context, { day });
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '结案:已备案、罚款已缴清并交回。 Closes a case that is recorded, paid and handed in.',
  })
  closeCase(@Ctx() context: Context, @Args(() => CaseTarget) target: CaseTarget): Promise<Case> {
    return move(caseWorkflow, 'closeCase', target, context, {});
  }

  @Mutation(() => Case, { nullable: true, description: '决定前撤销案件。 Withdraws a case before its decision.' })
  withdrawCase(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('reason', () => String, { description: '理由。 Reason.' }) reason: string,
  ): Promise<Case> {
    return move(caseWorkflow, 'withdrawCase', target, context, { reason });
  }
}
