import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { Decimal } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { StaffMember } from '../foreign.js';
import { formTaskforce } from './form-taskforce.js';
import { Taskforce } from './taskforce.js';
import { TaskforceState } from './taskforce-vocabulary.js';
import { taskforceWorkflow } from './taskforce-workflow.js';

const TaskforceConnection = connectionOf(Taskforce, '专班');
const idText = { description: '专班标识。 Identifier of the taskforce.' };
const versionText = { description: '所见版本。 The version that you saw.' };

@Resolver(() => Taskforce)
export class TaskforceResolver {
  @Query(() => Taskforce, { nullable: true, description: '按标识取一个专班。 One taskforce by its id.' })
  async taskforce(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<Taskforce> {
    const taskforce = await session.one(Taskforce, 'id', id);
    if (taskforce === null) throw notFound(Taskforce, id);
    return taskforce;
  }

  @Query(() => TaskforceConnection, {
    nullable: true,
    description: '可见范围内的专班(EV-05)。 Taskforces that this caller may see, in the order of their forming.',
  })
  taskforces(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('state', () => TaskforceState, { nullable: true, description: '状态。 State.' }) state?: TaskforceState,
  ): Promise<Connection<Taskforce>> {
    return page(context, Taskforce, slice, given({ state }), ['id']);
  }

  @Mutation(() => Taskforce, { nullable: true, description: '组建专班(EV-05)。 Forms a taskforce.' })
  formTaskforce(
    @Ctx() context: Context,
    @Arg('region', () => ID, { description: '镇街区划代码,9 位。 Code of the town.' }) region: string,
    @Arg('name', () => String, { description: '名称,1—100 字。 Name.' }) name: string,
    @Arg('leader', () => ID, { description: '负责人工号。 Staff number of its leader.' }) leader: string,
    @Arg('members', () => [ID], { description: '成员工号,至多 100 人。 Staff numbers, 100 at most.' })
    members: string[],
    @Arg('pointsBudget', () => Decimal, { description: '计分预算,大于 0。 Points that it may give in all.' })
    pointsBudget: string,
  ): Promise<Taskforce> {
    return formTaskforce(context, { region, name, leader, members, pointsBudget });
  }

  @Mutation(() => Taskforce, { nullable: true, description: '启动专班。 Starts a taskforce.' })
  startTaskforce(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
  ): Promise<Taskforce> {
    return move(taskforceWorkflow, 'startTaskforce', { id, version }, context, {});
  }

  @Mutation(() => Taskforce, {
    nullable: true,
    description: '专班负责人给分,不超过预算(EV-05)。 Its leader gives a member points, within the budget.',
  })
  awardTaskforcePoints(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('staff', () => ID, { description: '成员工号。 Staff number of the member.' }) staff: string,
    @Arg('points', () => Decimal, { description: '分值,大于 0。 Points, above 0.' }) points: string,
    @Arg('reason', () => String, { description: '理由,1—500 字。 Why.' }) reason: string,
  ): Promise<Taskforce> {
    const award = { staffNumber: staff, points, reason };
    return move(taskforceWorkflow, 'awardTaskforcePoints', { id, version }, context, award);
  }

  @Mutation(() => Taskforce, { nullable: true, description: '解散专班。 Dissolves a taskforce.' })
  dissolveTaskforce(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('summary', () => String, { description: '小结,1—2000 字。 What it came to.' }) summary: string,
  ): Promise<Taskforce> {
    return move(taskforceWorkflow, 'dissolveTaskforce', { id, version }, context, { summary });
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '负责人。 Its leader.' })
  leader(@Root() { leaderNumber }: Taskforce): StaffMember {
    return Object.assign(new StaffMember(), { number: leaderNumber });
  }

  @FieldResolver(() => [StaffMember], {
    nullable: 'itemsAndList',
    description: '成员,含负责人。 Its members, the leader among them.',
  })
  members(@Root() { memberNumbers }: Taskforce): StaffMember[] {
    return memberNumbers.map((number) => Object.assign(new StaffMember(), { number }));
  }
}
