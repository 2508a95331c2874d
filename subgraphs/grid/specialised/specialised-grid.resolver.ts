import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { Organization } from '../foreign.js';
import { Grid } from '../grid.js';
import { mergeSpecialisedGrids } from './merge-specialised-grids.js';
import { registerSpecialisedGrid } from './register-specialised-grid.js';
import { SpecialisedGrid, SpecialisedGridState } from './specialised-grid.js';
import { specialisedWorkflow } from './specialised-workflow.js';

const SpecialisedGridConnection = connectionOf(SpecialisedGrid, '专科网格');

@Resolver(() => Grid)
export class GridMergesResolver {
  @FieldResolver(() => [SpecialisedGrid], {
    description: '由哪些专科网格并入(多网合一,GR-06)。 The departments’ grids that were merged into it.',
  })
  async mergedFrom(@Root() { code }: Grid, @Ctx() { session }: Context): Promise<SpecialisedGrid[]> {
    const there = await session.many(SpecialisedGrid, 'gridCode', code, ['code']);
    return there.filter(({ state }) => state === SpecialisedGridState.MERGED);
  }

  @FieldResolver(() => [SpecialisedGrid], {
    description: '单设或叠加在其上的专科网格。 The departments’ grids that stand on its ground or lie over it.',
  })
  async specialisedGrids(@Root() { code }: Grid, @Ctx() { session }: Context): Promise<SpecialisedGrid[]> {
    const there = await session.many(SpecialisedGrid, 'gridCode', code, ['code']);
    return there.filter(({ state }) => state !== SpecialisedGridState.MERGED && state !== SpecialisedGridState.ENDED);
  }

  @Mutation(() => Grid, {
    nullable: true,
    description: '把专科网格并入综合网格(GR-06)。 Merges departments’ grids into the one grid.',
  })
  mergeSpecialisedGrids(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '网格的标识。 Identifier of the grid.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('specialisedGrids', () => [ID], { description: '专科网格编码,1—100 个。 Their codes, 1 to 100.' })
    specialisedGrids: string[],
  ) {
    return mergeSpecialisedGrids(context, { id, version }, specialisedGrids);
  }
}

@Resolver(() => SpecialisedGrid)
export class SpecialisedGridResolver {
  @Query(() => SpecialisedGrid, { nullable: true, description: '按编码取一个专科网格。 One by its code.' })
  async specialisedGrid(
    @Ctx() { session }: Context,
    @Arg('code', () => ID, { description: '编码。 Code.' }) code: string,
  ): Promise<SpecialisedGrid> {
    const found = await session.one(SpecialisedGrid, 'code', code);
    if (found === null) throw notFound(SpecialisedGrid, code);
    return found;
  }

  @Query(() => SpecialisedGridConnection, {
    nullable: true,
    description: '专科网格,按编码排序。 Departments’ grids in the order of their codes.',
  })
  specialisedGrids(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('department', () => ID, { nullable: true, description: '部门编码。 Code of the department.' })
    department?: string,
    @Arg('state', () => SpecialisedGridState, { nullable: true, description: '状态。 State.' })
    state?: SpecialisedGridState,
  ): Promise<Connection<SpecialisedGrid>> {
    return page(context, SpecialisedGrid, slice, given({ departmentCode: department, state }), ['code']);
  }

  @Mutation(() => SpecialisedGrid, {
    nullable: true,
    description:
      '登记本部门的专科网格:综合网格启用前已单设的,或叠加于其上的(GR-06)。 Registers a grid of the caller’s department.',
  })
  registerSpecialisedGrid(
    @Ctx() context: Context,
    @Arg('grid', () => ID, { description: '三级网格编码。 Code of the basic grid.' }) grid: string,
    @Arg('line', () => String, { description: '业务条线,见本县规则 grid.lines。 Line of work.' }) line: string,
    @Arg('name', () => String, { description: '名称,1—100 字。 Name.' }) name: string,
    @Arg('overlay', () => Boolean, { description: '是否叠加(不单设人员)。 Whether it lies over the one grid.' })
    overlay: boolean,
  ) {
    return registerSpecialisedGrid(context, { grid, line, name, overlay });
  }

  @Mutation(() => SpecialisedGrid, { nullable: true, description: '撤销本部门的专科网格。 Gives a grid up.' })
  endSpecialisedGrid(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('reason', () => String, { description: '理由,1—500 字。 Why.' }) reason: string,
  ) {
    return move(specialisedWorkflow, 'endSpecialisedGrid', { id, version }, context, { reason });
  }

  @FieldResolver(() => Grid, { nullable: true, description: '所在三级网格。 The basic grid.' })
  grid(@Root() { gridCode }: SpecialisedGrid, @Ctx() { session }: Context): Promise<Grid | null> {
    return session.one(Grid, 'code', gridCode);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '设置它的部门。 The department that set it up.' })
  department(@Root() { departmentCode }: SpecialisedGrid): Organization {
    return Object.assign(new Organization(), { code: departmentCode });
  }
}
