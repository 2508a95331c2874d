import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { AppraisalScheme } from '../appraisal-scheme.js';
import { Grid } from '../foreign.js';
import { GridRanking, GridStanding } from './grid-ranking.js';
import { rankGrids } from './rank-grids.js';
import { rankingWorkflow } from './ranking-workflow.js';

const GridRankingConnection = connectionOf(GridRanking, '网格考核排名');

@Resolver(() => GridRanking)
export class GridRankingResolver {
  @Query(() => GridRanking, { nullable: true, description: '按标识取一次网格排名。 One ranking of grids by its id.' })
  async gridRanking(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<GridRanking> {
    const ranking = await session.one(GridRanking, 'id', id);
    if (ranking === null) throw notFound(GridRanking, id);
    return ranking;
  }

  @Query(() => GridRankingConnection, {
    nullable: true,
    description: '可见范围内的网格排名(EV-20)。 Rankings that this caller may see, in the order of their making.',
  })
  gridRankings(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
  ): Promise<Connection<GridRanking>> {
    return page(context, GridRanking, slice, {}, ['id']);
  }

  @Mutation(() => GridRanking, {
    nullable: true,
    description: '镇街指挥室考核网格(EV-20)。 A town’s room scores and ranks its grids.',
  })
  rankGrids(
    @Ctx() context: Context,
    @Arg('town', () => ID, { description: '镇街区划代码。 Code of the town.' }) town: string,
    @Arg('name', () => String, { description: '名称,1—100 字。 Name.' }) name: string,
    @Arg('startsOn', () => CalendarDate, { description: '起始日期。 First day.' }) startsOn: string,
    @Arg('endsOn', () => CalendarDate, { description: '截止日期(含当日)。 Last day.' }) endsOn: string,
  ): Promise<GridRanking> {
    return rankGrids(context, { town, name, startsOn, endsOn });
  }

  @Mutation(() => GridRanking, {
    nullable: true,
    description: '镇街指挥室发布网格排名(EV-20)。 A town’s room publishes a ranking of its grids.',
  })
  publishGridRanking(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '排名标识。 Identifier of the ranking.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
  ): Promise<GridRanking> {
    return move(rankingWorkflow, 'publishGridRanking', { id, version }, context, {});
  }

  @FieldResolver(() => AppraisalScheme, { nullable: true, description: '所依方案版本。 The version of the scheme.' })
  scheme(@Root() { schemeCode }: GridRanking, @Ctx() { session }: Context): Promise<AppraisalScheme | null> {
    return session.one(AppraisalScheme, 'code', schemeCode);
  }
}

@Resolver(() => GridStanding)
export class GridStandingResolver {
  @FieldResolver(() => Grid, { nullable: true, description: '网格。 The grid.' })
  grid(@Root() { gridCode }: GridStanding): Grid {
    return Object.assign(new Grid(), { code: gridCode });
  }
}
