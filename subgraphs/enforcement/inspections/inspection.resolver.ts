import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { CaseTarget } from '../cases/case-target.js';
import { Organization, Region, StaffMember } from '../foreign.js';
import { RegulatedPremises } from '../regulated-premises.js';
import { FindingsArguments } from './findings-input.js';
import { InspectionDisclosure } from './inspection-disclosure.js';
import { InspectionTask } from './inspection-task.js';
import { InspectionState } from './inspection-vocabulary.js';
import { inspectionWorkflow } from './inspection-workflow.js';
import { mergeInspection } from './merge-inspection.js';
import { OfferedMerger, offeredMergers } from './offered-mergers.js';
import { planVisit } from './plan-visit.js';
import { VisitInput } from './visit-input.js';

const InspectionTaskConnection = connectionOf(InspectionTask, '检查任务');
const InspectionDisclosureConnection = connectionOf(InspectionDisclosure, '检查结果公示');

@Resolver(() => InspectionTask)
export class InspectionResolver {
  @Query(() => InspectionTask, { nullable: true, description: '按标识取一次检查。 One visit by its id.' })
  async inspectionTask(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<InspectionTask> {
    const found = await session.one(InspectionTask, 'id', id);
    if (found === null) throw notFound(InspectionTask, id);
    return found;
  }

  @Query(() => InspectionTaskConnection, {
    nullable: true,
    description:
      '可见范围内的检查任务(EN-13、EN-14)。 Visits that this caller may see, in the order in which they came.',
  })
  inspectionTasks(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('plan', () => ID, { nullable: true, description: '计划标识。 Id of a plan.' }) plan?: string,
    @Arg('premises', () => ID, { nullable: true, description: '场所编码。 Code of the premises.' }) premises?: string,
    @Arg('state', () => InspectionState, { nullable: true, description: '状态。 State.' }) state?: InspectionState,
  ): Promise<Connection<InspectionTask>> {
    return page(context, InspectionTask, slice, given({ planId: plan, premisesCode: premises, state }), ['id']);
  }

  @Query(() => [OfferedMerger], {
    nullable: true,
    description: '某月可以合并的检查(综合查一次,EN-14)。 Visits of a month that may be merged.',
  })
  offeredMergers(
    @Ctx() context: Context,
    @Arg('month', () => String, { description: '月份(yyyy-MM)。 The month.' }) month: string,
  ): Promise<OfferedMerger[]> {
    return offeredMergers(context, month);
  }

  @Query(() => InspectionDisclosureConnection, {
    nullable: true,
    description: '检查结果公示,人人可查(一公开)。 Published results, for everybody.',
  })
  inspectionDisclosures(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('premises', () => ID, { nullable: true, description: '场所编码。 Code of the premises.' }) premises?: string,
  ): Promise<Connection<InspectionDisclosure>> {
    return page(context, InspectionDisclosure, slice, given({ premisesCode: premises }), ['id']);
  }

  @Mutation(() => InspectionTask, { nullable: true, description: '登记本机构的检查任务(EN-14)。 Plans a visit.' })
  planVisit(
    @Ctx() context: Context,
    @Arg('visit', () => VisitInput, { description: '检查。 The visit.' }) visit: VisitInput,
  ): Promise<InspectionTask> {
    return planVisit(context, visit);
  }

  @Mutation(() => InspectionTask, {
    nullable: true,
    description: '并入同一对象同月的另一次检查,企业只受检一次(EN-14)。 Merges a visit into another.',
  })
  mergeInspection(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('into', () => ID, { description: '并入的检查任务标识。 Id of the other visit.' }) into: string,
  ): Promise<InspectionTask> {
    return mergeInspection(context, target, into);
  }

  @Mutation(() => InspectionTask, { nullable: true, description: '安排检查日期,生成检查码。 Sets the day of a visit.' })
  scheduleInspection(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('visitOn', () => CalendarDate, { description: '检查日期。 Day.' }) visitOn: string,
  ): Promise<InspectionTask> {
    return move(inspectionWorkflow, 'scheduleInspection', target, context, { visitOn });
  }

  @Mutation(() => InspectionTask, {
    nullable: true,
    description: '亮码开始检查。 Begins a visit at the door, by its code.',
  })
  beginInspection(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('visitCode', () => String, { description: '检查码。 Code of the visit.' }) visitCode: string,
  ): Promise<InspectionTask> {
    return move(inspectionWorkflow, 'beginInspection', target, context, { visitCode });
  }

  @Mutation(() => InspectionTask, { nullable: true, description: '提交检查结果。 Submits what was found.' })
  submitInspection(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Args(() => FindingsArguments) { result, checklist, files, rectifyBy = null }: FindingsArguments,
  ): Promise<InspectionTask> {
    const lines = checklist.map(({ item, fine, note = null }) => ({ item, fine, note }));
    return move(inspectionWorkflow, 'submitInspection', target, context, {
      result,
      checklist: lines,
      files,
      rectifyBy,
    });
  }

  @Mutation(() => InspectionTask, {
    nullable: true,
    description: '公示检查结果,二十个工作日内。 Publishes the result, within 20 working days.',
  })
  publishInspection(@Ctx() context: Context, @Args(() => CaseTarget) target: CaseTarget): Promise<InspectionTask> {
    return move(inspectionWorkflow, 'publishInspection', target, context, {});
  }

  @Mutation(() => InspectionTask, { nullable: true, description: '确认整改完成。 Confirms that it was put right.' })
  confirmRectified(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('note', () => String, { description: '整改情况,1—500 字。 How.' }) note: string,
  ): Promise<InspectionTask> {
    return move(inspectionWorkflow, 'confirmRectified', target, context, { note });
  }

  @FieldResolver(() => RegulatedPremises, { nullable: true, description: '检查对象。 What is inspected.' })
  premises(@Root() { premisesCode }: InspectionTask, @Ctx() { session }: Context): Promise<RegulatedPremises | null> {
    return session.one(RegulatedPremises, 'code', premisesCode);
  }

  @FieldResolver(() => [Organization], {
    nullable: true,
    description: '检查机构;合并的在后。 Who inspects; who joined last.',
  })
  departments(@Root() { departmentCodes }: InspectionTask): Organization[] {
    return departmentCodes.map((code) => Object.assign(new Organization(), { code }));
  }

  @FieldResolver(() => [StaffMember], { nullable: true, description: '检查人员。 The inspectors.' })
  officers(@Root() { officerNumbers }: InspectionTask): StaffMember[] {
    return officerNumbers.map((number) => Object.assign(new StaffMember(), { number }));
  }

  @FieldResolver(() => Region, { nullable: true, description: '所在区划。 Where.' })
  region(@Root() { regionCode }: InspectionTask): Region {
    return Object.assign(new Region(), { code: regionCode });
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: '检查码,仅检查人员可见;安排前为空。 The code, for the inspectors alone; none before the day is set.',
  })
  visitCode(@Root() { visitCode, officerNumbers }: InspectionTask, @Ctx() { caller }: Context): string | null {
    return caller.staffNumber !== null && officerNumbers.includes(caller.staffNumber) ? visitCode : null;
  }
}
