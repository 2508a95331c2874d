import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { CaseTarget } from '../cases/case-target.js';
import { Organization, Region } from '../foreign.js';
import { draftInspectionPlan } from './draft-inspection-plan.js';
import { drawAlgorithm, InspectionDraw } from './inspection-draw.js';
import { InspectionPlan } from './inspection-plan.js';
import { InspectionPlanInput } from './inspection-plan-input.js';
import { PlanState } from './inspection-vocabulary.js';
import { planWorkflow } from './plan-workflow.js';

const InspectionPlanConnection = connectionOf(InspectionPlan, '检查计划');
const InspectionDrawConnection = connectionOf(InspectionDraw, '抽取公示');

@Resolver(() => InspectionPlan)
export class InspectionPlanResolver {
  @Query(() => InspectionPlan, { nullable: true, description: '按标识取一个检查计划。 One plan by its id.' })
  async inspectionPlan(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<InspectionPlan> {
    const found = await session.one(InspectionPlan, 'id', id);
    if (found === null) throw notFound(InspectionPlan, id);
    return found;
  }

  @Query(() => InspectionPlanConnection, {
    nullable: true,
    description: '可见范围内的检查计划(EN-13)。 Plans that this caller may see, in the order in which they came.',
  })
  inspectionPlans(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('year', () => Int, { nullable: true, description: '年度。 Year.' }) year?: number,
    @Arg('state', () => PlanState, { nullable: true, description: '状态。 State.' }) state?: PlanState,
  ): Promise<Connection<InspectionPlan>> {
    return page(context, InspectionPlan, slice, given({ year, state }), ['id']);
  }

  @Mutation(() => InspectionPlan, { nullable: true, description: '起草双随机检查计划(EN-13)。 Drafts a plan.' })
  draftInspectionPlan(
    @Ctx() context: Context,
    @Arg('plan', () => InspectionPlanInput, { description: '计划。 The plan.' }) plan: InspectionPlanInput,
  ): Promise<InspectionPlan> {
    return draftInspectionPlan(context, plan);
  }

  @Mutation(() => InspectionPlan, { nullable: true, description: '征求参加部门意见。 Asks those who take part.' })
  submitInspectionPlan(@Ctx() context: Context, @Args(() => CaseTarget) target: CaseTarget): Promise<InspectionPlan> {
    return move(planWorkflow, 'submitInspectionPlan', target, context, {});
  }

  @Mutation(() => InspectionPlan, { nullable: true, description: '同意参加检查计划。 Agrees to take part.' })
  agreeToInspectionPlan(@Ctx() context: Context, @Args(() => CaseTarget) target: CaseTarget): Promise<InspectionPlan> {
    return move(planWorkflow, 'agreeToInspectionPlan', target, context, {});
  }

  @Mutation(() => InspectionPlan, {
    nullable: true,
    description: '公布计划:名录、规则和种子承诺向社会公开。 Publishes a plan: pools, rules and the commitment.',
  })
  publishInspectionPlan(@Ctx() context: Context, @Args(() => CaseTarget) target: CaseTarget): Promise<InspectionPlan> {
    return move(planWorkflow, 'publishInspectionPlan', target, context, {});
  }

  @Mutation(() => InspectionPlan, {
    nullable: true,
    description: '公开种子并抽取;与承诺不符的拒绝。 Draws by the seed, which must be the one that was committed to.',
  })
  drawInspections(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('seed', () => String, { description: '种子,32—200 字。 The seed.' }) seed: string,
  ): Promise<InspectionPlan> {
    return move(planWorkflow, 'drawInspections', target, context, { seed });
  }

  @Mutation(() => InspectionPlan, { nullable: true, description: '完成计划:各次检查均已公示。 Finishes a plan.' })
  finishInspectionPlan(@Ctx() context: Context, @Args(() => CaseTarget) target: CaseTarget): Promise<InspectionPlan> {
    return move(planWorkflow, 'finishInspectionPlan', target, context, {});
  }

  @FieldResolver(() => Organization, { nullable: true, description: '牵头机构。 Who leads.' })
  lead(@Root() { leadCode }: InspectionPlan): Organization {
    return Object.assign(new Organization(), { code: leadCode });
  }

  @FieldResolver(() => Region, { nullable: true, description: '区划。 The region that it is for.' })
  region(@Root() { regionCode }: InspectionPlan): Region {
    return Object.assign(new Region(), { code: regionCode });
  }

  @FieldResolver(() => InspectionDraw, {
    nullable: true,
    description: '抽取公示;公布前为空。 The draw, once published.',
  })
  draw(@Root() { id }: InspectionPlan, @Ctx() { session }: Context): Promise<InspectionDraw | null> {
    return session.one(InspectionDraw, 'planId', id);
  }
}

@Resolver(() => InspectionDraw)
export class InspectionDrawResolver {
  @Query(() => InspectionDrawConnection, {
    nullable: true,
    description: '抽取公示,人人可查、可复算(EN-13)。 Draws in public: anyone may recompute them.',
  })
  inspectionDraws(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('plan', () => ID, { nullable: true, description: '计划标识。 Id of a plan.' }) plan?: string,
  ): Promise<Connection<InspectionDraw>> {
    return page(context, InspectionDraw, slice, given({ planId: plan }), ['id']);
  }

  @FieldResolver(() => String, {
    description: '抽取算法,可据以复算。 How the draw is made, so that it can be made again.',
  })
  algorithm(): string {
    return drawAlgorithm;
  }
}
