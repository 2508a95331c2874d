import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate, Decimal } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { pageWithin } from '../../../kit/paging/page-within.js';
import { move } from '../../../kit/workflow/move.js';
import { Organization } from '../foreign.js';
import { DepartmentEvaluation, TownBallot } from './department-evaluation.js';
import { departmentWorkflow } from './evaluation-workflow.js';
import { openDepartmentEvaluation } from './open-department-evaluation.js';

const DepartmentEvaluationConnection = connectionOf(DepartmentEvaluation, '部门考核评价');
const idText = { description: '评价标识。 Identifier of the evaluation.' };
const versionText = { description: '所见版本。 The version that you saw.' };

@Resolver(() => DepartmentEvaluation)
export class DepartmentEvaluationResolver {
  @Query(() => DepartmentEvaluation, {
    nullable: true,
    description: '按标识取一次部门评价。 One evaluation by its id.',
  })
  async departmentEvaluation(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<DepartmentEvaluation> {
    const evaluation = await session.one(DepartmentEvaluation, 'id', id);
    if (evaluation === null) throw notFound(DepartmentEvaluation, id);
    return evaluation;
  }

  @Query(() => DepartmentEvaluationConnection, {
    nullable: true,
    description: '可见范围内的部门评价(EV-10)。 Evaluations that this caller may see, in the order of their opening.',
  })
  departmentEvaluations(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('department', () => ID, { nullable: true, description: '部门编码。 Code of the department.' })
    department?: string,
  ): Promise<Connection<DepartmentEvaluation>> {
    return page(context, DepartmentEvaluation, slice, given({ departmentCode: department }), ['id']);
  }

  @Mutation(() => DepartmentEvaluation, {
    nullable: true,
    description: '开展部门评价,请全县镇街评分(EV-10)。 Asks the county’s towns to rate a department.',
  })
  openDepartmentEvaluation(
    @Ctx() context: Context,
    @Arg('department', () => ID, { description: '部门编码。 Code of the department.' }) department: string,
    @Arg('startsOn', () => CalendarDate, { description: '起始日期。 First day.' }) startsOn: string,
    @Arg('endsOn', () => CalendarDate, { description: '截止日期(含当日)。 Last day.' }) endsOn: string,
  ): Promise<DepartmentEvaluation> {
    return openDepartmentEvaluation(context, { department, startsOn, endsOn });
  }

  @Mutation(() => DepartmentEvaluation, {
    nullable: true,
    description: '镇街评价部门,一次(EV-10)。 A town rates a department, once.',
  })
  castTownBallot(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('score', () => Decimal, { description: '评分,0—100。 0 to 100.' }) score: string,
    @Arg('comment', () => String, { nullable: true, description: '意见,1—1000 字。 In words.' }) comment?: string,
  ): Promise<DepartmentEvaluation> {
    const ballot = { score, comment: comment ?? null };
    return move(departmentWorkflow, 'castTownBallot', { id, version }, context, ballot);
  }

  @Mutation(() => DepartmentEvaluation, { nullable: true, description: '合计总分(EV-10)。 Totals an evaluation.' })
  totalDepartmentEvaluation(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('otherScore', () => Decimal, { description: '其他考核得分,0—100。 The score of everything else.' })
    otherScore: string,
  ): Promise<DepartmentEvaluation> {
    return move(departmentWorkflow, 'totalDepartmentEvaluation', { id, version }, context, { otherScore });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '部门。 The department.' })
  department(@Root() { departmentCode }: DepartmentEvaluation): Organization {
    return Object.assign(new Organization(), { code: departmentCode });
  }

  @FieldResolver(() => [TownBallot], {
    nullable: true,
    description:
      '各镇街的评价;被评部门看不到是谁评的。 What each town says; the department does not see who said what.',
  })
  @Directive('@requiresScopes(scopes: [["evaluation:read"]])')
  ballots(
    @Root() { ballots, departmentCode }: DepartmentEvaluation,
    @Ctx() { caller }: Context,
  ): readonly TownBallot[] | null {
    return caller.organizations.includes(departmentCode) ? null : ballots;
  }
}

@Resolver(() => Organization)
export class EvaluatedOrganizationResolver {
  @FieldResolver(() => DepartmentEvaluationConnection, {
    nullable: true,
    description: '可见的部门评价(EV-10)。 Its evaluations that this caller may see.',
  })
  departmentEvaluations(
    @Root() { code }: Organization,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
  ): Promise<Connection<DepartmentEvaluation>> {
    return pageWithin(context, DepartmentEvaluation, slice, code, { column: 'departmentCode', order: ['id'] });
  }
}
