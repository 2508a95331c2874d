import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { Case } from '../cases/case.js';
import { CaseTarget } from '../cases/case-target.js';
import { Organization } from '../foreign.js';
import { CaseTransfer } from './case-transfer.js';
import { disputeJurisdiction } from './dispute-jurisdiction.js';
import { proposeTransfer } from './propose-transfer.js';
import { receiveTransfer } from './receive-transfer.js';
import { TransferInput } from './transfer-input.js';
import { TransferKind, TransferState } from './transfer-vocabulary.js';
import { transferWorkflow } from './transfer-workflow.js';

const CaseTransferConnection = connectionOf(CaseTransfer, '案件移送');
const reason = { description: '理由,1—1000 字。 Reason.' };
const files = { defaultValue: [], description: '材料文件的标识,先行上传。 Ids of uploaded files.' };

@Resolver(() => CaseTransfer)
export class CaseTransferResolver {
  @Query(() => CaseTransfer, { nullable: true, description: '按标识取一次移送。 One transfer by its id.' })
  async caseTransfer(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<CaseTransfer> {
    const found = await session.one(CaseTransfer, 'id', id);
    if (found === null) throw notFound(CaseTransfer, id);
    return found;
  }

  @Query(() => CaseTransferConnection, {
    nullable: true,
    description: '可见范围内的移送,按先后。 Transfers that this caller may see, in the order in which they came.',
  })
  caseTransfers(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('state', () => TransferState, { nullable: true, description: '状态。 State.' }) state?: TransferState,
    @Arg('kind', () => TransferKind, { nullable: true, description: '种类。 Kind.' }) kind?: TransferKind,
  ): Promise<Connection<CaseTransfer>> {
    return page(context, CaseTransfer, slice, given({ state, kind }), ['id']);
  }

  @Mutation(() => CaseTransfer, { nullable: true, description: '提出移送(EN-09、EN-10)。 Proposes to pass a case on.' })
  proposeTransfer(
    @Ctx() context: Context,
    @Arg('input', () => TransferInput, { description: '移送。 The transfer.' }) input: TransferInput,
  ): Promise<CaseTransfer> {
    return proposeTransfer(context, input);
  }

  @Mutation(() => CaseTransfer, {
    nullable: true,
    description:
      '对他人先立案的同一违法行为报请指定管辖(EN-10)。 Has the jurisdiction designated by the common superior.',
  })
  disputeJurisdiction(
    @Ctx() context: Context,
    @Arg('caseNo', () => ID, { description: '本机构案号。 Number of the own case.' }) caseNo: string,
    @Arg('reason', () => String, reason) why: string,
  ): Promise<CaseTransfer> {
    return disputeJurisdiction(context, caseNo, why);
  }

  @Mutation(() => CaseTransfer, {
    nullable: true,
    description: '负责人决定是否移送;涉嫌犯罪的三日内。 The head decides; of a suspected crime within 3 days.',
  })
  decideTransfer(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('approve', () => Boolean, { description: '是否批准。 Whether it is approved.' }) approve: boolean,
    @Arg('reason', () => String, reason) why: string,
  ): Promise<CaseTransfer> {
    return move(transferWorkflow, 'decideTransfer', target, context, { approve, reason: why });
  }

  @Mutation(() => CaseTransfer, {
    nullable: true,
    description: '移送案件和材料;涉嫌犯罪的二十四小时内。 Sends the case; of a suspected crime within 24 hours.',
  })
  sendTransfer(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('materials', () => [ID], files) materials: string[],
  ): Promise<CaseTransfer> {
    return move(transferWorkflow, 'sendTransfer', target, context, { materials });
  }

  @Mutation(() => CaseTransfer, {
    nullable: true,
    description: '接收移送:立为新案,九十日自接收起算,或者并入本机构的同案。 Takes a case on; its 90 days begin.',
  })
  receiveTransfer(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('officers', () => [ID], {
      defaultValue: [],
      description: '执法人员工号,立为新案时至少两人。 Officers, two at least of a new case.',
    })
    officers: string[],
  ): Promise<CaseTransfer> {
    return receiveTransfer(context, target, officers);
  }

  @Mutation(() => CaseTransfer, {
    nullable: true,
    description: '公安机关立案;三日内移交涉案物品。 The police file it; things and papers follow within 3 days.',
  })
  fileWithPolice(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('number', () => String, { description: '立案号,1—50 字。 Number of the police’s case.' }) number: string,
  ): Promise<CaseTransfer> {
    return move(transferWorkflow, 'fileWithPolice', target, context, { number });
  }

  @Mutation(() => CaseTransfer, { nullable: true, description: '退回移送,说明理由。 Sends a case back.' })
  returnTransfer(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('reason', () => String, reason) why: string,
  ): Promise<CaseTransfer> {
    return move(transferWorkflow, 'returnTransfer', target, context, { reason: why });
  }

  @Mutation(() => CaseTransfer, { nullable: true, description: '公安机关不予立案,退回。 The police do not file it.' })
  refuseByPolice(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('reason', () => String, reason) why: string,
  ): Promise<CaseTransfer> {
    return move(transferWorkflow, 'refuseByPolice', target, context, { reason: why });
  }

  @Mutation(() => CaseTransfer, {
    nullable: true,
    description: '向公安机关移交涉案物品和材料。 Hands things and papers over to the police.',
  })
  handOverItems(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('files', () => [ID], files) list: string[],
  ): Promise<CaseTransfer> {
    return move(transferWorkflow, 'handOverItems', target, context, { files: list });
  }

  @Mutation(() => CaseTransfer, {
    nullable: true,
    description: '共同上一级指定管辖(第二十五条)。 The common superior designates who has the case.',
  })
  designateJurisdiction(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('organization', () => ID, { description: '指定的机构编码。 Code of who has it.' }) organization: string,
    @Arg('reason', () => String, reason) why: string,
  ): Promise<CaseTransfer> {
    return move(transferWorkflow, 'designateJurisdiction', target, context, { organization, reason: why });
  }

  @FieldResolver(() => Case, { nullable: true, description: '原案。 The case.' })
  case(@Root() { caseId }: CaseTransfer, @Ctx() { session }: Context): Promise<Case | null> {
    return session.one(Case, 'id', caseId);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '移送机构。 Who passes it on.' })
  from(@Root() { fromCode }: CaseTransfer): Organization {
    return Object.assign(new Organization(), { code: fromCode });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '接收机构。 Who receives it.' })
  to(@Root() { toCode }: CaseTransfer): Organization {
    return Object.assign(new Organization(), { code: toCode });
  }
}
