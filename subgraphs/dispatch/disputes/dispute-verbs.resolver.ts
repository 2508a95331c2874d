import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { move } from '../../../kit/workflow/move.js';
import { assignMediator } from './assign-mediator.js';
import { DisputeCase } from './dispute-case.js';
import { DisputePartyInput } from './dispute-parts.js';
import { ReferralForum } from './dispute-vocabulary.js';
import { disputeWorkflow } from './dispute-workflow.js';
import { openDispute } from './open-dispute.js';

/** The dispute that a verb is done to, as the caller saw it. */
@ArgsType()
export class DisputeTarget {
  @Field(() => ID, { description: '纠纷的标识。 Identifier of the dispute.' })
  id!: string;

  @Field(() => Int, { description: '所见版本。 The version that you saw.' })
  version!: number;
}

const forumText = { description: '去处。 Where it goes.' };
const reasonText = { description: '理由,1—1000 字。 Why.' };

@Resolver(() => DisputeCase)
export class DisputeVerbsResolver {
  @Mutation(() => DisputeCase, { nullable: true, description: '受理一件矛盾纠纷(DI-23)。 Opens a dispute.' })
  openDispute(
    @Ctx() context: Context,
    @Arg('eventNo', () => ID, { description: '来源事件编号。 Number of the event.' }) eventNo: string,
    @Arg('subject', () => String, { description: '事由,1—200 字。 What it is about.' }) subject: string,
    @Arg('parties', () => [DisputePartyInput], { description: '当事人,至少两方。 Two parties or more.' })
    parties: DisputePartyInput[],
  ): Promise<DisputeCase> {
    return openDispute(context, { eventNo, subject, parties });
  }

  @Mutation(() => DisputeCase, {
    nullable: true,
    description: '指派调解员;有利害关系的须回避。 Assigns a mediator who is related to no party.',
  })
  assignMediator(
    @Ctx() context: Context,
    @Args(() => DisputeTarget) target: DisputeTarget,
    @Arg('mediator', () => ID, { description: '调解员工号。 Staff number of the mediator.' }) mediator: string,
  ): Promise<DisputeCase> {
    return assignMediator(context, target, mediator);
  }

  @Mutation(() => DisputeCase, { nullable: true, description: '调解员回避,另行指派。 The mediator stands back.' })
  recuseMediator(
    @Ctx() context: Context,
    @Args(() => DisputeTarget) target: DisputeTarget,
    @Arg('reason', () => String, reasonText) reason: string,
  ): Promise<DisputeCase> {
    return move(disputeWorkflow, 'recuseMediator', target, context, { reason });
  }

  @Mutation(() => DisputeCase, { nullable: true, description: '调解一次并记录。 Holds a sitting.' })
  holdMediation(
    @Ctx() context: Context,
    @Args(() => DisputeTarget) target: DisputeTarget,
    @Arg('record', () => String, { description: '调解记录,1—4000 字。 The record.' }) record: string,
  ): Promise<DisputeCase> {
    return move(disputeWorkflow, 'holdMediation', target, context, { record });
  }

  @Mutation(() => DisputeCase, { nullable: true, description: '形成调解协议。 Draws the agreement up.' })
  drawAgreement(
    @Ctx() context: Context,
    @Args(() => DisputeTarget) target: DisputeTarget,
    @Arg('text', () => String, { description: '协议,1—4000 字。 The agreement.' }) text: string,
    @Arg('performBy', () => CalendarDate, { description: '履行期限(含当日)。 Last day for performing it.' })
    performBy: string,
  ): Promise<DisputeCase> {
    return move(disputeWorkflow, 'drawAgreement', target, context, { text, performBy });
  }

  @Mutation(() => DisputeCase, { nullable: true, description: '一方签署协议;签齐的转履行。 One party signs.' })
  signAgreement(
    @Ctx() context: Context,
    @Args(() => DisputeTarget) target: DisputeTarget,
    @Arg('party', () => Int, { description: '当事人的序号。 Number of the party.' }) party: number,
  ): Promise<DisputeCase> {
    return move(disputeWorkflow, 'signAgreement', target, context, { party });
  }

  @Mutation(() => DisputeCase, { nullable: true, description: '回访认定已履行,结案。 Confirms performance.' })
  confirmAgreementPerformed(
    @Ctx() context: Context,
    @Args(() => DisputeTarget) target: DisputeTarget,
    @Arg('note', () => String, { description: '回访情况,1—1000 字。 What was found.' }) note: string,
  ): Promise<DisputeCase> {
    return move(disputeWorkflow, 'confirmAgreementPerformed', target, context, { note });
  }

  @Mutation(() => DisputeCase, {
    nullable: true,
    description: '调解不成:终止并出具告知书。 Ends a mediation that failed, with the referral document.',
  })
  failMediation(
    @Ctx() context: Context,
    @Args(() => DisputeTarget) target: DisputeTarget,
    @Arg('forum', () => ReferralForum, forumText) forum: ReferralForum,
    @Arg('reason', () => String, reasonText) reason: string,
  ): Promise<DisputeCase> {
    return move(disputeWorkflow, 'failMediation', target, context, { forum, reason });
  }

  @Mutation(() => DisputeCase, { nullable: true, description: '未按协议履行,移转。 It is not performed: refers it.' })
  reportBreach(
    @Ctx() context: Context,
    @Args(() => DisputeTarget) target: DisputeTarget,
    @Arg('forum', () => ReferralForum, forumText) forum: ReferralForum,
    @Arg('reason', () => String, reasonText) reason: string,
  ): Promise<DisputeCase> {
    return move(disputeWorkflow, 'reportBreach', target, context, { forum, reason });
  }
}
