import type { EntityManager } from '@mikro-orm/postgresql';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, type Connection, page, PageArguments } from '../../kit/paging/connection.js';
import { given } from '../../kit/data/given.js';
import { pageWithin } from '../../kit/paging/page-within.js';
import { notFound } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { CalendarDate } from '../../kit/module/scalars.js';
import { dayOf } from '../../kit/time/calendar.js';
import { CategoryCount, countGrants } from './count-by-category.js';
import { inForceOn } from './in-force.js';
import { Organization, OrganizationKind } from './organization.js';
import { PowerGrant } from './power-grant.js';
import { PowerGrantConnection } from './power-grant.resolver.js';
import { countyOf, Region, RegionLevel } from './region.js';
import { DutySide, TerritorialDuty } from './territorial-duty.js';
import { TerritorialDutyConnection } from './territorial-duty.resolver.js';

const RegionConnection = connectionOf(Region, '行政区划');

@Resolver(() => Region)
export class RegionResolver {
  @Query(() => Region, { nullable: true, description: '按代码取一个区划。 One region by code.' })
  async region(
    @Ctx() context: Context,
    @Arg('code', () => ID, { description: '区划代码。 Region code.' }) code: string,
  ): Promise<Region> {
    const region = await context.session.one(Region, 'code', code);
    if (region === null) throw notFound(Region, code);
    return region;
  }

  @Query(() => RegionConnection, {
    nullable: true,
    description: '区划,按代码排序。 Regions in the order of their codes.',
  })
  regions(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('parent', () => ID, { nullable: true, description: '上级代码。 Code of the region above.' }) parent?: string,
    @Arg('level', () => RegionLevel, { nullable: true, description: '层级。 Level.' }) level?: RegionLevel,
  ): Promise<Connection<Region>> {
    return page(context, Region, slice, given({ parentCode: parent, level }), ['code']);
  }

  @FieldResolver(() => Region, { nullable: true, description: '上级区划。 The region above.' })
  parent(@Root() region: Region, @Ctx() { session }: Context): Promise<Region | null> | null {
    return region.parentCode === null ? null : session.one(Region, 'code', region.parentCode);
  }

  @FieldResolver(() => [Region], { description: '下级区划。 The regions below.' })
  children(@Root() region: Region, @Ctx() { session }: Context): Promise<Region[]> {
    return session.many(Region, 'parentCode', region.code, ['code']);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: '镇人民政府、街道办事处或开发区管委会。 The town’s government or the zone’s committee.',
  })
  government(@Root() region: Region, @Ctx() { session }: Context): Promise<Organization | null> {
    return session.batch('government', region.code, governments);
  }

  @FieldResolver(() => TerritorialDutyConnection, {
    nullable: true,
    description: '所在县的属地管理事项(AU-06)。 Territorial duties of the county that the region lies in.',
  })
  territorialDuties(
    @Root() region: Region,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('domain', () => String, { nullable: true, description: '领域。 Domain.' }) domain?: string,
    @Arg('primarySide', () => DutySide, { nullable: true, description: '主体责任方。 Primary side.' })
    primarySide?: DutySide,
  ): Promise<Connection<TerritorialDuty>> | null {
    const county = countyOf(region.code);
    if (county === null) return null;
    const within = { column: 'countyCode', where: given({ domain, primarySide }), order: ['code'] } as const;
    return pageWithin(context, TerritorialDuty, slice, county, within);
  }

  @FieldResolver(() => PowerGrantConnection, {
    nullable: true,
    description: '某日在本区域有效的赋权,默认今日。 Grants in force for the region on a day, today unless told.',
  })
  powerGrants(
    @Root() region: Region,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('on', () => CalendarDate, { nullable: true, description: '日期。 Day.' }) on?: string,
  ): Promise<Connection<PowerGrant>> {
    const where = inForceOn(on ?? dayOf(context.clock.now()));
    return pageWithin(context, PowerGrant, slice, region.code, {
      column: 'regionCode',
      where,
      order: ['itemCode', 'id'],
    });
  }

  @FieldResolver(() => Int, {
    description: '某日在本区域有效的赋权数。 How many grants are in force for the region on a day.',
  })
  async grantCount(
    @Root() region: Region,
    @Ctx() context: Context,
    @Arg('on', () => CalendarDate, { nullable: true, description: '日期。 Day.' }) on?: string,
  ): Promise<number> {
    const counts = await countGrants(context, 'regionCode', region.code, on ?? dayOf(context.clock.now()));
    return counts.reduce((sum, { count }) => sum + count, 0);
  }

  @FieldResolver(() => [CategoryCount], { description: '按类别的有效赋权数。 Grants in force by category.' })
  grantCountByCategory(
    @Root() region: Region,
    @Ctx() context: Context,
    @Arg('on', () => CalendarDate, { nullable: true, description: '日期。 Day.' }) on?: string,
  ): Promise<CategoryCount[]> {
    return countGrants(context, 'regionCode', region.code, on ?? dayOf(context.clock.now()));
  }
}

async function governments(codes: readonly string[], manager: EntityManager): Promise<(Organization | null)[]> {
  const kinds = [OrganizationKind.TOWN_GOVERNMENT, OrganizationKind.ZONE_COMMITTEE];
  const found = await manager.find(
    Organization,
    { regionCode: { $in: [...codes] }, kind: { $in: kinds } },
    // Where a zone has both, the government comes first.
    { orderBy: { kind: 'asc', code: 'asc' } },
  );
  return codes.map((code) => found.find((each) => each.regionCode === code) ?? null);
}
