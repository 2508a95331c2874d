import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { move } from '../../../kit/workflow/move.js';
import { Organization } from '../organization.js';
import { PowerItem } from '../power-item.js';
import { countyOf, Region } from '../region.js';
import { DelegatedDomain, delegatedDomains } from './delegated-domains.js';
import { SupervisionTask } from './supervision-task.js';
import { supervisionWorkflow } from './supervision-workflow.js';

const SupervisionTaskConnection = connectionOf(SupervisionTask, '监管任务');

@Resolver(() => Region)
export class DelegatedDomainsResolver {
  @FieldResolver(() => [DelegatedDomain], {
    description:
      '各领域处罚事项的下放情况,某日,默认今日(AU-13);县级以上为空。 How much of each domain is handed down on a day.',
  })
  delegatedDomains(
    @Root() { code }: Region,
    @Ctx() context: Context,
    @Arg('on', () => CalendarDate, { nullable: true, description: '日期。 Day.' }) on?: string,
  ): Promise<DelegatedDomain[]> | DelegatedDomain[] {
    return countyOf(code) === null ? [] : delegatedDomains(context, code, on ?? dayOf(context.clock.now()));
  }
}

@Resolver(() => SupervisionTask)
export class SupervisionResolver {
  @Query(() => SupervisionTask, { nullable: true, description: '按标识取一个监管任务。 One task by its id.' })
  async supervisionTask(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<SupervisionTask> {
    const task = await session.one(SupervisionTask, 'id', id);
    if (task === null) throw notFound(SupervisionTask, id);
    return task;
  }

  @Query(() => SupervisionTaskConnection, {
    nullable: true,
    description: '可见范围内的监管任务。 Tasks that this caller may see, in the order in which they came.',
  })
  supervisionTasks(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('organization', () => ID, { nullable: true, description: '机构编码。 Whose they are.' }) organization?: string,
    @Arg('licence', () => ID, { nullable: true, description: '许可证号。 Number of the licence.' }) licence?: string,
  ): Promise<Connection<SupervisionTask>> {
    const where = given({ organizationCode: organization, licenceNumber: licence });
    return page(context, SupervisionTask, slice, where, ['id']);
  }

  @Mutation(() => SupervisionTask, { nullable: true, description: '办结监管任务。 Finishes a task.' })
  finishSupervision(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('result', () => String, { description: '监管情况,1—1000 字。 What was found.' }) result: string,
  ): Promise<SupervisionTask> {
    return move(supervisionWorkflow, 'finishSupervision', { id, version }, context, { result });
  }

  @FieldResolver(() => PowerItem, { nullable: true, description: '许可事项。 The licensed item.' })
  item(@Root() { itemCode }: SupervisionTask, @Ctx() { session }: Context): Promise<PowerItem | null> {
    return session.one(PowerItem, 'code', itemCode);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '监管机构。 Who looks after it.' })
  organization(
    @Root() { organizationCode }: SupervisionTask,
    @Ctx() { session }: Context,
  ): Promise<Organization | null> {
    return session.one(Organization, 'code', organizationCode);
  }

  @FieldResolver(() => Region, { nullable: true, description: '所在区划。 Where.' })
  region(@Root() { regionCode }: SupervisionTask, @Ctx() { session }: Context): Promise<Region | null> {
    return session.one(Region, 'code', regionCode);
  }
}
