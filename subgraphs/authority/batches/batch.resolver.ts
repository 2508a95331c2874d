import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { Organization } from '../organization.js';
import { PowerItem } from '../power-item.js';
import { countyOf, Region } from '../region.js';
import { DelegationPlan } from './batch-inputs.js';
import { batchWorkflow } from './batch-workflow.js';
import { DelegationBatch } from './delegation-batch.js';
import { demandOf, ItemDemand, yearBefore } from './item-demand.js';
import { planDelegationBatch } from './plan-delegation-batch.js';

const DelegationBatchConnection = connectionOf(DelegationBatch, '分批下放计划');
const mostDemands = 50;
const idText = { description: '批次的标识。 Identifier of the batch.' };
const versionText = { description: '所见版本。 The version that you saw.' };

@Resolver(() => DelegationBatch)
export class DelegationBatchResolver {
  @Query(() => DelegationBatch, { nullable: true, description: '按标识取一个批次。 One batch by its id.' })
  async delegationBatch(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<DelegationBatch> {
    const batch = await session.one(DelegationBatch, 'id', id);
    if (batch === null) throw notFound(DelegationBatch, id);
    return batch;
  }

  @Query(() => DelegationBatchConnection, {
    nullable: true,
    description:
      '可见范围内的分批下放计划。 Batches that this caller may see, in the order in which they were planned.',
  })
  delegationBatches(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
  ): Promise<Connection<DelegationBatch>> {
    return page(context, DelegationBatch, slice, {}, ['id']);
  }

  @Query(() => [ItemDemand], {
    nullable: true,
    description:
      '一县的下放需求:可下放事项按上年度办件数、申请镇街数由高到低,至多 50 项(AU-28)。 What a county’s towns need most, up to 50 items.',
  })
  async delegationDemand(
    @Ctx() context: Context,
    @Arg('county', () => ID, { description: '县级代码,6 位。 Code of the county.' }) county: string,
  ): Promise<ItemDemand[]> {
    const region = await context.session.one(Region, 'code', county);
    if (region === null || countyOf(county) !== county) throw notFound(Region, county);
    return demandOf(context, county, yearBefore(context), { most: mostDemands });
  }

  @Mutation(() => DelegationBatch, {
    nullable: true,
    description:
      '制定分批下放计划;承接能力不足的镇街不能列入(AU-28)。 Plans a batch; a town that cannot carry it is refused.',
  })
  planDelegationBatch(
    @Ctx() context: Context,
    @Arg('plan', () => DelegationPlan, { description: '计划。 The plan.' }) plan: DelegationPlan,
  ): Promise<DelegationBatch> {
    return planDelegationBatch(context, plan);
  }

  @Mutation(() => DelegationBatch, { nullable: true, description: '批准计划。 Approves a batch.' })
  approveDelegationBatch(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('decision', () => String, { description: '批准意见,1—1000 字。 The decision in words.' }) decision: string,
  ): Promise<DelegationBatch> {
    return move(batchWorkflow, 'approveDelegationBatch', { id, version }, context, { decision });
  }

  @Mutation(() => DelegationBatch, { nullable: true, description: '撤回计划。 Withdraws a batch.' })
  withdrawDelegationBatch(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('reason', () => String, { description: '撤回理由,1—500 字。 Why.' }) reason: string,
  ): Promise<DelegationBatch> {
    return move(batchWorkflow, 'withdrawDelegationBatch', { id, version }, context, { reason });
  }

  @Mutation(() => DelegationBatch, {
    nullable: true,
    description: '公布并形成赋权,一批同日生效。 Publishes a batch: its grants begin on one day.',
  })
  publishDelegationBatch(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('documentNumber', () => String, { description: '文号,1—100 字。 Number of the document.' })
    documentNumber: string,
    @Arg('effectiveFrom', () => CalendarDate, { description: '生效日期。 First day in force.' }) effectiveFrom: string,
  ): Promise<DelegationBatch> {
    const publication = { documentNumber, effectiveFrom };
    return move(batchWorkflow, 'publishDelegationBatch', { id, version }, context, publication);
  }

  @FieldResolver(() => Region, { nullable: true, description: '所属的县。 The county.' })
  county(@Root() { regionCode }: DelegationBatch, @Ctx() { session }: Context): Promise<Region | null> {
    return session.one(Region, 'code', regionCode);
  }

  @FieldResolver(() => [Organization], { description: '承接机构。 The grantees.' })
  async grantees(@Root() { granteeCodes }: DelegationBatch, @Ctx() { session }: Context): Promise<Organization[]> {
    const found = await Promise.all(granteeCodes.map((code) => session.one(Organization, 'code', code)));
    return found.filter((each) => each !== null);
  }
}

@Resolver(() => ItemDemand)
export class ItemDemandResolver {
  @FieldResolver(() => PowerItem, { nullable: true, description: '事项。 The item.' })
  item(@Root() { itemCode }: ItemDemand, @Ctx() { session }: Context): Promise<PowerItem | null> {
    return session.one(PowerItem, 'code', itemCode);
  }
}
