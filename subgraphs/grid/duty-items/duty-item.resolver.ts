import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { Organization } from '../foreign.js';
import { PatrolAnswer, answersOf } from '../patrol-record.js';
import { PatrolTask } from '../patrol-task.js';
import { servesGrid } from '../serves-grid.js';
import { GridDutyItemInput } from './duty-item-input.js';
import { dutyItemWorkflow } from './duty-item-workflow.js';
import { DutyItemState, GridDutyItem } from './grid-duty-item.js';
import { orderPatrols } from './order-patrols.js';
import { proposeGridDutyItem } from './propose-grid-duty-item.js';

const GridDutyItemConnection = connectionOf(GridDutyItem, '网格事项');

const idText = { description: '事项的标识。 Identifier of the duty.' };
const versionText = { description: '所见版本。 The version that you saw.' };
const opinionText = { description: '意见,1—500 字。 Why.' };

@Resolver(() => PatrolTask)
export class PatrolDutyResolver {
  @FieldResolver(() => GridDutyItem, {
    nullable: true,
    description: '所办的准入事项;镇街自行安排的为空(GR-08)。 The admitted duty; none for a patrol of the town’s own.',
  })
  dutyItem(@Root() { dutyItemNumber }: PatrolTask, @Ctx() { session }: Context): Promise<GridDutyItem | null> | null {
    return dutyItemNumber === null ? null : session.one(GridDutyItem, 'number', dutyItemNumber);
  }

  @FieldResolver(() => [PatrolAnswer], {
    nullable: true,
    description:
      '对清单的答复:下达部门和本网格人员可见,轨迹不随之公开(GR-08)。 What was found, for the department that ordered it too.',
  })
  async findings(@Root() task: PatrolTask, @Ctx() context: Context): Promise<PatrolAnswer[] | null> {
    const { dutyItemNumber, gridCode, regionCode } = task;
    const item = dutyItemNumber === null ? null : await context.session.one(GridDutyItem, 'number', dutyItemNumber);
    const ordered = item !== null && context.caller.organizations.includes(item.departmentCode);
    return ordered || (await servesGrid({ gridCode, townCode: regionCode }, context)) ? answersOf(task) : null;
  }
}

@Resolver(() => GridDutyItem)
export class DutyItemResolver {
  @Query(() => GridDutyItem, { nullable: true, description: '按编号取一个网格事项。 One duty by its number.' })
  async gridDutyItem(
    @Ctx() { session }: Context,
    @Arg('number', () => ID, { description: '编号。 Number.' }) number: string,
  ): Promise<GridDutyItem> {
    const item = await session.one(GridDutyItem, 'number', number);
    if (item === null) throw notFound(GridDutyItem, number);
    return item;
  }

  @Query(() => GridDutyItemConnection, {
    nullable: true,
    description: '网格事项清单,按编号排序(清单管理)。 The list of duties in the order of their numbers.',
  })
  gridDutyItems(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('state', () => DutyItemState, { nullable: true, description: '状态。 State.' }) state?: DutyItemState,
    @Arg('line', () => String, { nullable: true, description: '业务条线。 Line of work.' }) line?: string,
  ): Promise<Connection<GridDutyItem>> {
    return page(context, GridDutyItem, slice, given({ state, line }), ['number']);
  }

  @Mutation(() => GridDutyItem, { nullable: true, description: '申请网格事项准入(GR-08)。 Proposes a duty to grids.' })
  proposeGridDutyItem(
    @Ctx() context: Context,
    @Arg('item', () => GridDutyItemInput, { description: '事项。 The duty.' }) item: GridDutyItemInput,
  ) {
    return proposeGridDutyItem(context, item);
  }

  @Mutation(() => GridDutyItem, { nullable: true, description: '准入(县级)。 The county admits a duty.' })
  admitGridDutyItem(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('opinion', () => String, opinionText) opinion: string,
  ) {
    return move(dutyItemWorkflow, 'admitGridDutyItem', { id, version }, context, { opinion });
  }

  @Mutation(() => GridDutyItem, { nullable: true, description: '不予准入(县级)。 The county refuses a duty.' })
  refuseGridDutyItem(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('opinion', () => String, opinionText) opinion: string,
  ) {
    return move(dutyItemWorkflow, 'refuseGridDutyItem', { id, version }, context, { opinion });
  }

  @Mutation(() => GridDutyItem, { nullable: true, description: '退出(县级)。 The county withdraws a duty.' })
  withdrawGridDutyItem(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('opinion', () => String, opinionText) opinion: string,
  ) {
    return move(dutyItemWorkflow, 'withdrawGridDutyItem', { id, version }, context, { opinion });
  }

  @Mutation(() => GridDutyItem, {
    nullable: true,
    description: '按准入事项向网格下达巡查,任务到人(GR-08)。 Sends grids on patrol for an admitted duty.',
  })
  orderPatrols(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('grids', () => [ID], { description: '三级网格编码,1—50 个。 Codes of basic grids, 1 to 50.' }) grids: string[],
    @Arg('plannedFor', () => CalendarDate, { description: '计划日期。 The day.' }) plannedFor: string,
  ) {
    return orderPatrols(context, { id, version }, grids, plannedFor);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '申请部门。 The department that proposed it.' })
  department(@Root() { departmentCode }: GridDutyItem): Organization {
    return Object.assign(new Organization(), { code: departmentCode });
  }
}
