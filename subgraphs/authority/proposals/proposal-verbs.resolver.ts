import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { move } from '../../../kit/workflow/move.js';
import { ListChangeInput } from './list-change-input.js';
import { ListChangeProposal } from './list-change-proposal.js';
import { proposalWorkflow } from './proposal-workflow.js';
import { proposeListChange } from './propose-list-change.js';

const idText = { description: '建议的标识。 Identifier of the proposal.' };
const versionText = { description: '所见版本。 The version that you saw.' };

@Resolver(() => ListChangeProposal)
export class ProposalVerbsResolver {
  @Mutation(() => ListChangeProposal, { nullable: true, description: '提出清单调整建议(AU-09)。 Proposes a change.' })
  proposeListChange(
    @Ctx() context: Context,
    @Arg('change', () => ListChangeInput, { description: '建议。 What is proposed.' }) change: ListChangeInput,
  ) {
    return proposeListChange(context, change);
  }

  @Mutation(() => ListChangeProposal, { nullable: true, description: '提交建议。 Hands a proposal in.' })
  submitListChange(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
  ) {
    return move(proposalWorkflow, 'submitListChange', { id, version }, context, {});
  }

  @Mutation(() => ListChangeProposal, { nullable: true, description: '撤回建议。 Withdraws a proposal.' })
  withdrawListChange(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('reason', () => String, { description: '理由,1—500 字。 Why.' }) reason: string,
  ) {
    return move(proposalWorkflow, 'withdrawListChange', { id, version }, context, { reason });
  }

  @Mutation(() => ListChangeProposal, { nullable: true, description: '受理建议。 Takes a proposal on.' })
  acceptListChange(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
  ) {
    return move(proposalWorkflow, 'acceptListChange', { id, version }, context, {});
  }

  @Mutation(() => ListChangeProposal, { nullable: true, description: '不予受理,书面答复。 Declines it, in writing.' })
  declineListChange(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('decision', () => String, { description: '答复,1—1000 字。 The answer.' }) decision: string,
  ) {
    return move(proposalWorkflow, 'declineListChange', { id, version }, context, { decision });
  }

  @Mutation(() => ListChangeProposal, {
    nullable: true,
    description:
      '征求意见:原实施部门和受影响的镇街一并征求。 Asks for opinions; the item’s department and the towns concerned too.',
  })
  consultListChange(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('organizations', () => [ID], { description: '征求意见的单位,1—30 家。 Who is asked, 1 to 30.' })
    organizations: string[],
  ) {
    return move(proposalWorkflow, 'consultListChange', { id, version }, context, { organizations });
  }

  @Mutation(() => ListChangeProposal, { nullable: true, description: '提出意见。 Gives an opinion.' })
  opineListChange(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('agrees', () => Boolean, { description: '是否同意。 Whether you agree.' }) agrees: boolean,
    @Arg('opinion', () => String, { description: '意见,1—1000 字。 In words.' }) opinion: string,
  ) {
    return move(proposalWorkflow, 'opineListChange', { id, version }, context, { agrees, opinion });
  }

  @Mutation(() => ListChangeProposal, { nullable: true, description: '合法性审查。 Reviews the legality.' })
  reviewListLegality(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('lawful', () => Boolean, { description: '是否通过。 Whether it is lawful.' }) lawful: boolean,
    @Arg('opinion', () => String, { description: '审查意见,1—1000 字。 The finding in words.' }) opinion: string,
  ) {
    return move(proposalWorkflow, 'reviewListLegality', { id, version }, context, { lawful, opinion });
  }

  @Mutation(() => ListChangeProposal, { nullable: true, description: '批准调整。 Approves a change.' })
  approveListChange(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('decision', () => String, { description: '答复,1—1000 字。 The answer.' }) decision: string,
    @Arg('provincialDocument', () => String, {
      nullable: true,
      description: '省级决定的文号,新增处罚事项必填。 Number of the province’s decision, for a new penalty.',
    })
    provincialDocument?: string,
  ) {
    const approval = { decision, provincialDocument: provincialDocument ?? null };
    return move(proposalWorkflow, 'approveListChange', { id, version }, context, approval);
  }

  @Mutation(() => ListChangeProposal, { nullable: true, description: '不予采纳,书面答复。 Turns it down, in writing.' })
  rejectListChange(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('decision', () => String, { description: '答复,1—1000 字。 The answer.' }) decision: string,
  ) {
    return move(proposalWorkflow, 'rejectListChange', { id, version }, context, { decision });
  }

  @Mutation(() => ListChangeProposal, {
    nullable: true,
    description: '公布清单的新版本;旧版本不变,取消的赋权自生效日收回。 Publishes the list’s next version.',
  })
  publishListChange(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('documentNumber', () => String, { description: '文号,1—100 字。 Number of the document.' })
    documentNumber: string,
    @Arg('effectiveFrom', () => CalendarDate, { description: '生效日期。 First day in force.' }) effectiveFrom: string,
  ) {
    return move(proposalWorkflow, 'publishListChange', { id, version }, context, { documentNumber, effectiveFrom });
  }
}
