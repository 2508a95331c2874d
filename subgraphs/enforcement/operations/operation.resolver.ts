import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { Case } from '../cases/case.js';
import { CaseTarget } from '../cases/case-target.js';
import { Organization, Region } from '../foreign.js';
import { requireRegionCode } from '../../../kit/county/require-region-code.js';
import { addOperationCase } from './add-operation-case.js';
import { JointOperation, OperationState } from './joint-operation.js';
import { OperationFigures, operationFigures } from './operation-figures.js';
import { OperationInput } from './operation-input.js';
import { operationWorkflow } from './operation-workflow.js';
import { planOperation } from './plan-operation.js';

const JointOperationConnection = connectionOf(JointOperation, '联合执法');
const reason = { description: '理由,1—500 字。 Reason.' };

@Resolver(() => JointOperation)
export class JointOperationResolver {
  @Query(() => JointOperation, { nullable: true, description: '按标识取一次联合执法。 One operation by its id.' })
  async jointOperation(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<JointOperation> {
    const found = await session.one(JointOperation, 'id', id);
    if (found === null) throw notFound(JointOperation, id);
    return found;
  }

  @Query(() => JointOperationConnection, {
    nullable: true,
    description: '可见范围内的联合执法(EN-12)。 Operations that this caller may see, in the order in which they came.',
  })
  jointOperations(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('state', () => OperationState, { nullable: true, description: '状态。 State.' }) state?: OperationState,
  ): Promise<Connection<JointOperation>> {
    return page(context, JointOperation, slice, given({ state }), ['id']);
  }

  @Query(() => OperationFigures, {
    nullable: true,
    description: '一段时间内联合执法的次数和案件数。 Operations of a time in figures.',
  })
  operationFigures(
    @Ctx() context: Context,
    @Arg('region', () => ID, { description: '区划代码。 Region code.' }) region: string,
    @Arg('from', () => CalendarDate, { description: '首日。 First day.' }) from: string,
    @Arg('to', () => CalendarDate, { description: '末日(含当日)。 Last day.' }) to: string,
  ): Promise<OperationFigures> {
    requireRegionCode(Region, region);
    return operationFigures(context, { region, from, to });
  }

  @Mutation(() => JointOperation, { nullable: true, description: '提出联合执法(EN-12)。 Plans an operation.' })
  planOperation(
    @Ctx() context: Context,
    @Arg('operation', () => OperationInput, { description: '方案。 The operation.' }) operation: OperationInput,
  ): Promise<JointOperation> {
    return planOperation(context, operation);
  }

  @Mutation(() => JointOperation, {
    nullable: true,
    description:
      '批准联合执法;请求公安保障的一并告知(EN-11)。 Approves an operation, and tells of the police’s support.',
  })
  approveOperation(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('reason', () => String, reason) why: string,
  ): Promise<JointOperation> {
    return move(operationWorkflow, 'approveOperation', target, context, { reason: why });
  }

  @Mutation(() => JointOperation, { nullable: true, description: '取消联合执法。 Cancels an operation.' })
  cancelOperation(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('reason', () => String, reason) why: string,
  ): Promise<JointOperation> {
    return move(operationWorkflow, 'cancelOperation', target, context, { reason: why });
  }

  @Mutation(() => JointOperation, { nullable: true, description: '开展联合执法。 Starts an operation.' })
  startOperation(@Ctx() context: Context, @Args(() => CaseTarget) target: CaseTarget): Promise<JointOperation> {
    return move(operationWorkflow, 'startOperation', target, context, {});
  }

  @Mutation(() => JointOperation, {
    nullable: true,
    description: '将参加机构的案件计入行动,每案一次。 Counts a case of one who takes part, each once.',
  })
  addOperationCase(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('caseNo', () => ID, { description: '案号。 Number of the case.' }) caseNo: string,
  ): Promise<JointOperation> {
    return addOperationCase(context, target, caseNo);
  }

  @Mutation(() => JointOperation, { nullable: true, description: '结束联合执法并总结。 Finishes an operation.' })
  finishOperation(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('summary', () => String, { description: '总结,1—2000 字。 What came of it.' }) summary: string,
  ): Promise<JointOperation> {
    return move(operationWorkflow, 'finishOperation', target, context, { summary });
  }

  @FieldResolver(() => [Case], {
    nullable: true,
    description: '查处的案件,限可见范围。 Its cases, as this caller may see.',
  })
  async cases(@Root() { caseNos }: JointOperation, @Ctx() { session }: Context): Promise<Case[]> {
    const found = await Promise.all(caseNos.map((caseNo) => session.one(Case, 'caseNo', caseNo)));
    return found.filter((each) => each !== null);
  }

  @FieldResolver(() => [Organization], {
    nullable: true,
    description: '参加机构,发起的在前。 Who takes part, the initiator first.',
  })
  participants(@Root() { partyCodes }: JointOperation): Organization[] {
    return partyCodes.map((code) => Object.assign(new Organization(), { code }));
  }

  @FieldResolver(() => Region, { nullable: true, description: '区划。 Where.' })
  region(@Root() { regionCode }: JointOperation): Region {
    return Object.assign(new Region(), { code: regionCode });
  }
}
