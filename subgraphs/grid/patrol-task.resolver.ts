import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../kit/data/given.js';
import { notFound } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../kit/paging/connection.js';
import { move } from '../../kit/workflow/move.js';
import { pageWithin } from '../../kit/paging/page-within.js';
import { Event, StaffMember } from './foreign.js';
import { Grid } from './grid.js';
import { readPatrolEvents } from './patrol-events.js';
import { PatrolPlanInput, PatrolPositionInput, TrackPointInput } from './patrol-input.js';
import { PatrolRecord, recordOf } from './patrol-record.js';
import { PatrolState } from './patrol-state.js';
import { PatrolTask } from './patrol-task.js';
import { patrolWorkflow } from './patrol-workflow.js';
import { planPatrol } from './plan-patrol.js';
import { servesGrid } from './serves-grid.js';

const PatrolTaskConnection = connectionOf(PatrolTask, '巡查任务');

@Resolver(() => Grid)
export class GridPatrolsResolver {
  @FieldResolver(() => PatrolTaskConnection, { nullable: true, description: '本网格的巡查任务。 Its patrols.' })
  patrolTasks(
    @Root() { code }: Grid,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('state', () => PatrolState, { nullable: true, description: '状态。 State.' }) state?: PatrolState,
  ): Promise<Connection<PatrolTask>> {
    return pageWithin(context, PatrolTask, slice, code, {
      column: 'gridCode',
      where: given({ state }),
      order: ['number'],
    });
  }
}

@Resolver(() => PatrolTask)
export class PatrolTaskResolver {
  @Query(() => PatrolTask, { nullable: true, description: '按标识取一个巡查任务。 One patrol by its id.' })
  async patrolTask(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<PatrolTask | null> {
    const task = await session.one(PatrolTask, 'id', id);
    if (task === null) throw notFound(PatrolTask, id);
    return task;
  }

  @Query(() => PatrolTaskConnection, {
    nullable: true,
    description: '可见范围内的巡查任务,按编号排序。 Patrols that this caller may see, in the order of their numbers.',
  })
  patrolTasks(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('assignee', () => ID, { nullable: true, description: '巡查人员工号。 Staff number.' }) assignee?: string,
    @Arg('state', () => PatrolState, { nullable: true, description: '状态。 State.' }) state?: PatrolState,
  ): Promise<Connection<PatrolTask>> {
    return page(context, PatrolTask, slice, given({ assigneeNumber: assignee, state }), ['number']);
  }

  @Mutation(() => PatrolTask, {
    nullable: true,
    description: '计划巡查,任务到人(GR-07)。 Plans a patrol for one person.',
  })
  planPatrol(
    @Ctx() context: Context,
    @Arg('plan', () => PatrolPlanInput, { description: '计划。 The plan.' }) plan: PatrolPlanInput,
  ) {
    return planPatrol(context, plan);
  }

  @Mutation(() => PatrolTask, { nullable: true, description: '下发巡查。 Issues a patrol.' })
  issuePatrol(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '任务的标识。 Identifier of the task.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
  ) {
    return move(patrolWorkflow, 'issuePatrol', { id, version }, context, {});
  }

  @Mutation(() => PatrolTask, {
    nullable: true,
    description: '在节点打卡;超出半径不予受理(GR-07)。 Checks in at a node; beyond its radius it is refused.',
  })
  checkInPatrol(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '任务的标识。 Identifier of the task.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('node', () => Int, { description: '节点序号。 The node.' }) node: number,
    @Arg('position', () => PatrolPositionInput, { description: '位置。 Where.' }) position: PatrolPositionInput,
  ) {
    return move(patrolWorkflow, 'checkInPatrol', { id, version }, context, { node, position });
  }

  @Mutation(() => PatrolTask, { nullable: true, description: '完成巡查。 Finishes a patrol.' })
  finishPatrol(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '任务的标识。 Identifier of the task.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('answers', () => [String], { description: '对清单逐项的答复。 An answer to each entry of the list.' })
    answers: string[],
    @Arg('track', () => [TrackPointInput], { defaultValue: [], description: '轨迹,按时间。 The way, in its order.' })
    track: TrackPointInput[],
  ) {
    const points = track.map(({ longitude, latitude, at }) => ({ longitude, latitude, at: at.toISOString() }));
    return move(patrolWorkflow, 'finishPatrol', { id, version }, context, { answers, track: points });
  }

  @Mutation(() => PatrolTask, { nullable: true, description: '取消巡查并写明理由。 Cancels a patrol, with a reason.' })
  cancelPatrol(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '任务的标识。 Identifier of the task.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('reason', () => String, { description: '取消理由。 Why.' }) reason: string,
  ) {
    return move(patrolWorkflow, 'cancelPatrol', { id, version }, context, { reason });
  }

  @FieldResolver(() => Grid, { nullable: true, description: '网格。 The grid.' })
  grid(@Root() { gridCode }: PatrolTask, @Ctx() { session }: Context): Promise<Grid | null> {
    return session.one(Grid, 'code', gridCode);
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '巡查人员。 Who is to go.' })
  assignee(@Root() { assigneeNumber }: PatrolTask): StaffMember {
    return Object.assign(new StaffMember(), { number: assigneeNumber });
  }

  @FieldResolver(() => PatrolRecord, {
    nullable: true,
    description:
      '巡查记录;含人员行踪,仅本网格任职人员和该镇街网格管理员可见(个人信息保护法第二十八条)。 What was done; it tells where somebody was, so only those who serve in the grid see it.',
  })
  @Directive('@requiresScopes(scopes: [["grid:read"]])')
  async record(@Root() task: PatrolTask, @Ctx() context: Context): Promise<PatrolRecord | null> {
    const { gridCode, regionCode: townCode } = task;
    return (await servesGrid({ gridCode, townCode }, context)) ? recordOf(task) : null;
  }

  @FieldResolver(() => [Event], {
    nullable: 'itemsAndList',
    description: '巡查中上报的事件(GR-14)。 Events that the patrol led to.',
  })
  async events(@Root() { id }: PatrolTask, @Ctx() { session }: Context): Promise<Event[]> {
    const numbers = await session.batch('patrolEvents', id, readPatrolEvents);
    return numbers.map((eventNo) => Object.assign(new Event(), { eventNo }));
  }
}
