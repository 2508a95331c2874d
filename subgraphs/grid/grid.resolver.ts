import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { connectionOf, type Connection, page, PageArguments } from '../../kit/paging/connection.js';
import { notFound } from '../../kit/data/perform.js';
import { AllowedAction, allowedActions } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { dayOf } from '../../kit/time/calendar.js';
import { activateGrid } from './activate-grid.js';
import { assignGridRole } from './assign-grid-role.js';
import { endGridRole } from './end-grid-role.js';
import { Region } from './foreign.js';
import { Grid, GridLevel, GridState } from './grid.js';
import { gridAt } from './grid-at.js';
import { GridRole, GridRoleAssignment, holdsOn } from './grid-role-assignment.js';
import { outOfSize } from './out-of-size.js';
import { placeSurplusStaff } from './place-surplus-staff.js';
import { gridPolicies } from './policies.js';
import { setSixFixed } from './set-six-fixed.js';
import { missingParts, missingRoles, SixFixed, SixFixedInput } from './six-fixed.js';
import { SizingCheck, sizingOf } from './sizing.js';
import { waiveGridSizing } from './waive-grid-sizing.js';

const GridConnection = connectionOf(Grid, '网格');

@ObjectType({ description: '一长五员配备核验。 Whether all six roles are held today.' })
class StaffingCheck {
  @Field(() => Boolean, { description: '是否配齐。 Whether complete.' })
  complete!: boolean;

  @Field(() => [GridRole], { description: '空缺的角色。 Roles that nobody holds.' })
  missing!: GridRole[];
}

function keyMissing(): Fault {
  return new Fault(
    'INVALID',
    { zh: '请给出网格的 code 或 id。', en: 'Give the code or the id of the grid.' },
    { reason: 'KEY_MISSING' },
  );
}

@Resolver(() => Grid)
export class GridResolver {
  @Query(() => Grid, { nullable: true, description: '按标识或编码取一个网格。 One grid by id or code.' })
  async grid(
    @Ctx() context: Context,
    @Arg('code', () => ID, { nullable: true, description: '网格编码。 Grid code.' }) code?: string,
    @Arg('id', () => ID, { nullable: true, description: '标识。 Identifier.' }) id?: string,
  ): Promise<Grid | null> {
    const key = id ?? code;
    if (key === undefined || key === null) throw keyMissing();
    const grid = await context.session.one(Grid, id ? 'id' : 'code', key);
    if (grid === null) throw notFound(Grid, key);
    return grid;
  }

  @Query(() => Grid, {
    nullable: true,
    description:
      '坐标所在的最低一级网格;不在任何网格内为空;正在边界上归编码最小者。 The lowest grid that contains a point; null outside every grid; on a border the lowest code.',
  })
  gridAt(
    @Ctx() { session }: Context,
    @Arg('longitude', () => Float, { description: '经度(CGCS2000)。 Degrees east.' }) longitude: number,
    @Arg('latitude', () => Float, { description: '纬度(CGCS2000)。 Degrees north.' }) latitude: number,
  ): Promise<Grid | null> {
    return gridAt(session, longitude, latitude);
  }

  @Query(() => GridConnection, { nullable: true, description: '网格清单。 Grids in the order of their codes.' })
  grids(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('level', () => GridLevel, { nullable: true, description: '层级。 Level.' }) level?: GridLevel,
    @Arg('town', () => ID, { nullable: true, description: '一级网格(镇街)代码。 Code of the town.' }) town?: string,
    @Arg('state', () => GridState, { nullable: true, description: '状态。 State.' }) state?: GridState,
  ): Promise<Connection<Grid>> {
    const where = Object.entries({ level, townCode: town, state }).filter(
      ([, value]) => value !== undefined && value !== null,
    );
    return page(context, Grid, slice, Object.fromEntries(where), ['code']);
  }

  @Query(() => GridConnection, {
    nullable: true,
    description: '规模超出标准的三级网格(GR-02)。 Third-level grids outside the standard.',
  })
  gridsOutOfSize(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('town', () => ID, { nullable: true, description: '一级网格(镇街)代码。 Code of the town.' }) town?: string,
    @Arg('waived', () => Boolean, { nullable: true, description: '是否已豁免。 Whether waived.' }) waived?: boolean,
  ): Promise<Connection<Grid>> {
    return page(context, Grid, slice, outOfSize(town, waived), ['code']);
  }

  @Mutation(() => Grid, { nullable: true, description: '启用网格:六定齐备方可(GR-04)。 Brings a grid into service.' })
  activateGrid(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '网格的标识。 Identifier of the grid.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
  ) {
    return activateGrid(context, { id, version });
  }

  @Mutation(() => Grid, { nullable: true, description: '设定六定的五项文字(GR-04)。 Fixes the five texts.' })
  setSixFixed(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '网格的标识。 Identifier of the grid.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('sixFixed', () => SixFixedInput, { description: '五项文字。 The five texts.' }) sixFixed: SixFixedInput,
  ) {
    return setSixFixed(context, { id, version }, sixFixed);
  }

  @Mutation(() => Grid, {
    nullable: true,
    description: '豁免网格规模并写明理由(GR-02)。 Waives the size, with a reason.',
  })
  waiveGridSizing(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '网格的标识。 Identifier of the grid.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('reason', () => String, { description: '豁免理由。 Why it may keep its size.' }) reason: string,
  ) {
    return waiveGridSizing(context, { id, version }, reason);
  }

  @Mutation(() => Grid, { nullable: true, description: '任用一长五员之一,自今日起(GR-03)。 Appoints from today on.' })
  assignGridRole(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '网格的标识。 Identifier of the grid.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('role', () => GridRole, { description: '角色。 Role.' }) role: GridRole,
    @Arg('staffNumber', () => ID, { description: '工号。 Staff number.' }) staffNumber: string,
    @Arg('fullTime', () => Boolean, { defaultValue: false, description: '是否专职。 Full-time.' }) fullTime: boolean,
  ) {
    return assignGridRole(context, { id, version }, { role, staffNumber, fullTime });
  }

  @Mutation(() => Grid, {
    nullable: true,
    description:
      '富余人员下沉网格,记录来源单位(GR-15)。 Places surplus staff of the town; where they came from is kept.',
  })
  placeSurplusStaff(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '网格的标识。 Identifier of the grid.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('role', () => GridRole, { description: '空缺的角色。 A role that is free.' }) role: GridRole,
    @Arg('staffNumber', () => ID, { description: '工号。 Staff number.' }) staffNumber: string,
    @Arg('fullTime', () => Boolean, { description: '是否专职。 Full-time.' }) fullTime: boolean,
  ) {
    return placeSurplusStaff(context, { id, version }, { role, staffNumber, fullTime });
  }

  @Mutation(() => Grid, { nullable: true, description: '结束一项任用(GR-03)。 Ends an appointment.' })
  endGridRole(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '网格的标识。 Identifier of the grid.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('assignment', () => ID, { description: '任用的标识。 Identifier of the assignment.' }) assignment: string,
  ) {
    return endGridRole(context, { id, version }, assignment);
  }

  @FieldResolver(() => Int, { description: '人口:户籍加流动。 Registered and floating population.' })
  population(@Root() grid: Grid): number {
    return grid.registeredPopulation + grid.floatingPopulation;
  }

  @FieldResolver(() => Region, { nullable: true, description: '所在村、社区。 The village or community it lies in.' })
  community(@Root() grid: Grid): Region | null {
    return grid.communityCode === null ? null : Object.assign(new Region(), { code: grid.communityCode });
  }

  @FieldResolver(() => Region, { nullable: true, description: '所属镇、街道(一级网格)。 The town that runs it.' })
  town(@Root() grid: Grid): Region {
    return Object.assign(new Region(), { code: grid.townCode });
  }

  @FieldResolver(() => Grid, { nullable: true, description: '上级网格。 The grid above.' })
  parent(@Root() grid: Grid, @Ctx() { session }: Context): Promise<Grid | null> | null {
    return grid.parentCode === null ? null : session.one(Grid, 'code', grid.parentCode);
  }

  @FieldResolver(() => [Grid], { description: '下级网格。 The grids below.' })
  children(@Root() grid: Grid, @Ctx() { session }: Context): Promise<Grid[]> {
    return session.many(Grid, 'parentCode', grid.code, ['code']);
  }

  @FieldResolver(() => [GridRoleAssignment], { description: '一长五员任用。 Who serves in which role.' })
  async roles(
    @Root() grid: Grid,
    @Ctx() { session, clock }: Context,
    @Arg('active', () => Boolean, { defaultValue: true, description: '只列在任。 Only those in force.' })
    active: boolean,
  ): Promise<GridRoleAssignment[]> {
    const assignments = await session.many(GridRoleAssignment, 'gridCode', grid.code, ['role', 'startsOn']);
    const today = dayOf(clock.now());
    return active ? assignments.filter((each) => holdsOn(each, today)) : assignments;
  }

  @FieldResolver(() => SizingCheck, { description: '规模核验(GR-02)。 Size against the standard.' })
  sizing(@Root() grid: Grid): SizingCheck {
    return sizingOf(grid);
  }

  @FieldResolver(() => StaffingCheck, { description: '一长五员配备(GR-03)。 Whether all six roles are held.' })
  async staffing(@Root() grid: Grid, @Ctx() context: Context): Promise<StaffingCheck> {
    const missing = await missingRoles(grid, context);
    return Object.assign(new StaffingCheck(), { missing, complete: missing.length === 0 });
  }

  @FieldResolver(() => SixFixed, { description: '六定管理(GR-04)。 The six fixed.' })
  async sixFixed(@Root() grid: Grid, @Ctx() context: Context): Promise<SixFixed> {
    const { schedule, posts, duties, standards, rewardPunishment } = grid;
    const missing = await missingParts(grid, context);
    return Object.assign(new SixFixed(), { schedule, posts, duties, standards, rewardPunishment, missing });
  }

  @FieldResolver(() => [AllowedAction], { description: '可行使的动作。 What the caller may do to it.' })
  allowedActions(@Root() grid: Grid, @Ctx() context: Context): Promise<AllowedAction[]> {
    return allowedActions(gridPolicies, grid, context);
  }
}
