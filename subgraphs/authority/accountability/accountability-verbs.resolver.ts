import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { move } from '../../../kit/workflow/move.js';
import { AccountabilityDecisionInput, AccountabilityInput } from './accountability-input.js';
import type { AccountabilityDecision } from './accountability-guards.js';
import { AccountabilityReview } from './accountability-review.js';
import { accountabilityWorkflow } from './accountability-workflow.js';
import { openAccountabilityReview } from './open-accountability-review.js';

const idText = { description: '问责的标识。 Identifier of the review.' };
const versionText = { description: '所见版本。 The version that you saw.' };
const decisionText = { description: '决定。 The decision.' };

@Resolver(() => AccountabilityReview)
export class AccountabilityVerbsResolver {
  @Mutation(() => AccountabilityReview, {
    nullable: true,
    description: '启动问责,按事发当日的清单填入角色(AU-11)。 Opens a review, with the part that the list gives.',
  })
  openAccountabilityReview(
    @Ctx() context: Context,
    @Arg('review', () => AccountabilityInput, { description: '情况。 What it is about.' }) review: AccountabilityInput,
  ) {
    return openAccountabilityReview(context, review);
  }

  @Mutation(() => AccountabilityReview, { nullable: true, description: '对照清单。 Compares it with the list.' })
  checkDutyList(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
  ) {
    return move(accountabilityWorkflow, 'checkDutyList', { id, version }, context, {});
  }

  @Mutation(() => AccountabilityReview, {
    nullable: true,
    description: '被问责单位说明履职情况。 The organisation shows what it did.',
  })
  submitDiligence(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('statement', () => String, { description: '说明,1—4000 字。 What was done.' }) statement: string,
    @Arg('files', () => [ID], { defaultValue: [], description: '材料。 Files of one’s own.' }) files: string[],
  ) {
    return move(accountabilityWorkflow, 'submitDiligence', { id, version }, context, { statement, files });
  }

  @Mutation(() => AccountabilityReview, { nullable: true, description: '作出问责决定。 Decides.' })
  decideAccountability(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('decision', () => AccountabilityDecisionInput, decisionText) decision: AccountabilityDecisionInput,
  ) {
    return move(accountabilityWorkflow, 'decideAccountability', { id, version }, context, decisionOf(decision));
  }

  @Mutation(() => AccountabilityReview, { nullable: true, description: '被问责单位申诉。 Appeals.' })
  appealAccountability(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('appeal', () => String, { description: '理由,1—4000 字。 Why.' }) appeal: string,
  ) {
    return move(accountabilityWorkflow, 'appealAccountability', { id, version }, context, { appeal });
  }

  @Mutation(() => AccountabilityReview, { nullable: true, description: '申诉决定。 Decides the appeal.' })
  decideAccountabilityAppeal(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('decision', () => AccountabilityDecisionInput, decisionText) decision: AccountabilityDecisionInput,
  ) {
    return move(accountabilityWorkflow, 'decideAccountabilityAppeal', { id, version }, context, decisionOf(decision));
  }
}

function decisionOf({ outcome, diligent, reasoning, lawCited }: AccountabilityDecisionInput): AccountabilityDecision {
  return { outcome, diligent, reasoning: reasoning ?? null, lawCited: lawCited ?? null };
}
