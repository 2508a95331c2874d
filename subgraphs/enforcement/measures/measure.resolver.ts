import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { Case } from '../cases/case.js';
import { CaseTarget } from '../cases/case-target.js';
import { CoerciveMeasure, CoerciveMeasureKind, MeasureState } from './coercive-measure.js';
import { measureWorkflow } from './measure-workflow.js';
import { proposeMeasure } from './propose-measure.js';

const CoerciveMeasureConnection = connectionOf(CoerciveMeasure, '保全与强制措施');
const reason = { description: '理由,1—500 字。 Reason.' };
const outcome = { description: '处理情况,1—500 字。 What becomes of it.' };

@Resolver(() => CoerciveMeasure)
export class CoerciveMeasureResolver {
  @Query(() => CoerciveMeasure, { nullable: true, description: '按标识取一项措施。 One measure by its id.' })
  async coerciveMeasure(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<CoerciveMeasure> {
    const found = await session.one(CoerciveMeasure, 'id', id);
    if (found === null) throw notFound(CoerciveMeasure, id);
    return found;
  }

  @Query(() => CoerciveMeasureConnection, {
    nullable: true,
    description: '可见范围内的措施(EN-06)。 Measures that this caller may see, in the order in which they came.',
  })
  coerciveMeasures(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('state', () => MeasureState, { nullable: true, description: '状态。 State.' }) state?: MeasureState,
  ): Promise<Connection<CoerciveMeasure>> {
    return page(context, CoerciveMeasure, slice, given({ state }), ['id']);
  }

  @Mutation(() => CoerciveMeasure, {
    nullable: true,
    description: '报批先行登记保存、查封、扣押。 Proposes a measure.',
  })
  proposeMeasure(
    @Ctx() context: Context,
    @Arg('caseNo', () => ID, { description: '案号。 Number of the case.' }) caseNo: string,
    @Arg('kind', () => CoerciveMeasureKind, { description: '种类。 Kind.' }) kind: CoerciveMeasureKind,
    @Arg('object', () => String, { description: '物品或场所,1—500 字。 What is held.' }) object: string,
  ): Promise<CoerciveMeasure> {
    return proposeMeasure(context, { caseNo, kind, object });
  }

  @Mutation(() => CoerciveMeasure, { nullable: true, description: '负责人决定措施;批准即实施。 The head decides.' })
  approveMeasure(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('approve', () => Boolean, { description: '是否批准。 Whether it is approved.' }) approve: boolean,
    @Arg('reason', () => String, reason) why: string,
  ): Promise<CoerciveMeasure> {
    return move(measureWorkflow, 'approveMeasure', target, context, { approve, reason: why });
  }

  @Mutation(() => CoerciveMeasure, {
    nullable: true,
    description: '延长查封、扣押一次,至多三十日。 Extends what is sealed or detained, once, by 30 days at most.',
  })
  extendMeasure(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('days', () => Int, { description: '日数,1—30。 Days.' }) days: number,
    @Arg('reason', () => String, reason) why: string,
  ): Promise<CoerciveMeasure> {
    return move(measureWorkflow, 'extendMeasure', target, context, { days, reason: why });
  }

  @Mutation(() => CoerciveMeasure, { nullable: true, description: '解除措施。 Releases what is held.' })
  releaseMeasure(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('outcome', () => String, outcome) what: string,
  ): Promise<CoerciveMeasure> {
    return move(measureWorkflow, 'releaseMeasure', target, context, { outcome: what });
  }

  @Mutation(() => CoerciveMeasure, { nullable: true, description: '依法处理物品。 Deals with what is held, by law.' })
  disposeMeasure(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('outcome', () => String, outcome) what: string,
  ): Promise<CoerciveMeasure> {
    return move(measureWorkflow, 'disposeMeasure', target, context, { outcome: what });
  }

  @FieldResolver(() => Case, { nullable: true, description: '所属案件。 The case.' })
  case(@Root() { caseNo }: CoerciveMeasure, @Ctx() { session }: Context): Promise<Case | null> {
    return session.one(Case, 'caseNo', caseNo);
  }
}
