import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { Grid } from '../grid.js';
import { GridAdjustmentInput } from './adjustment-input.js';
import { AdjustmentState } from './adjustment-vocabulary.js';
import { adjustmentWorkflow } from './adjustment-workflow.js';
import { GridAdjustment } from './grid-adjustment.js';
import { proposeGridAdjustment } from './propose-grid-adjustment.js';

const GridAdjustmentConnection = connectionOf(GridAdjustment, '网格调整');

const idText = { description: '调整的标识。 Identifier of the adjustment.' };
const versionText = { description: '所见版本。 The version that you saw.' };
const opinionText = { description: '审核意见,1—500 字。 The opinion.' };

@Resolver(() => GridAdjustment)
export class GridAdjustmentResolver {
  @Query(() => GridAdjustment, { nullable: true, description: '按编号取一件网格调整。 One adjustment by its number.' })
  async gridAdjustment(
    @Ctx() { session }: Context,
    @Arg('number', () => ID, { description: '编号。 Number.' }) number: string,
  ): Promise<GridAdjustment> {
    const adjustment = await session.one(GridAdjustment, 'number', number);
    if (adjustment === null) throw notFound(GridAdjustment, number);
    return adjustment;
  }

  @Query(() => GridAdjustmentConnection, {
    nullable: true,
    description:
      '可见范围内的网格调整,按编号排序。 Adjustments that this caller may see, in the order of their numbers.',
  })
  gridAdjustments(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('state', () => AdjustmentState, { nullable: true, description: '状态。 State.' }) state?: AdjustmentState,
  ): Promise<Connection<GridAdjustment>> {
    return page(context, GridAdjustment, slice, given({ state }), ['number']);
  }

  @Mutation(() => GridAdjustment, {
    nullable: true,
    description: '提出网格调整方案。 Proposes an adjustment of grids.',
  })
  proposeGridAdjustment(
    @Ctx() context: Context,
    @Arg('adjustment', () => GridAdjustmentInput, { description: '方案。 What is proposed.' })
    adjustment: GridAdjustmentInput,
  ) {
    return proposeGridAdjustment(context, adjustment);
  }

  @Mutation(() => GridAdjustment, {
    nullable: true,
    description: '报送镇街审核,所列网格转为调整中。 Sends it to the town; the grids are being adjusted from now on.',
  })
  submitGridAdjustment(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
  ) {
    return move(adjustmentWorkflow, 'submitGridAdjustment', { id, version }, context, {});
  }

  @Mutation(() => GridAdjustment, { nullable: true, description: '撤回未报送的方案。 Withdraws what was not sent.' })
  withdrawGridAdjustment(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
  ) {
    return move(adjustmentWorkflow, 'withdrawGridAdjustment', { id, version }, context, {});
  }

  @Mutation(() => GridAdjustment, {
    nullable: true,
    description: '镇街同意,报县级审核。 The town agrees; on to the county.',
  })
  endorseGridAdjustment(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('opinion', () => String, opinionText) opinion: string,
  ) {
    return move(adjustmentWorkflow, 'endorseGridAdjustment', { id, version }, context, { opinion });
  }

  @Mutation(() => GridAdjustment, {
    nullable: true,
    description: '县级批准,定生效日期。 The county approves it for a day.',
  })
  approveGridAdjustment(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('opinion', () => String, opinionText) opinion: string,
    @Arg('effectiveOn', () => CalendarDate, { description: '生效日期,晚于今日。 A day later than today.' })
    effectiveOn: string,
  ) {
    return move(adjustmentWorkflow, 'approveGridAdjustment', { id, version }, context, { opinion, effectiveOn });
  }

  @Mutation(() => GridAdjustment, {
    nullable: true,
    description: '不予调整(镇街或县级),网格恢复运行。 Rejects it; the grids are no longer being adjusted.',
  })
  rejectGridAdjustment(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('opinion', () => String, opinionText) opinion: string,
  ) {
    return move(adjustmentWorkflow, 'rejectGridAdjustment', { id, version }, context, { opinion });
  }

  @FieldResolver(() => [Grid], { description: '所调整的网格。 The grids that it changes.' })
  grids(@Root() { gridCodes }: GridAdjustment, @Ctx() { session }: Context): Promise<Grid[]> {
    return named(gridCodes, session);
  }

  @FieldResolver(() => [Grid], { description: '生效时新设的网格。 The grids that came of it.' })
  newGrids(@Root() { newCodes }: GridAdjustment, @Ctx() { session }: Context): Promise<Grid[]> {
    return named(newCodes, session);
  }
}

async function named(codes: readonly string[], session: Context['session']): Promise<Grid[]> {
  const grids = await Promise.all(codes.map((code) => session.one(Grid, 'code', code)));
  return grids.filter((grid) => grid !== null);
}
