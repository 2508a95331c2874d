import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
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
import { Region } from './region.js';
import { StaffMember, StaffStatus } from './staff-member.js';
import { StaffMemberConnection } from './staff-member.resolver.js';

const OrganizationConnection = connectionOf(Organization, '机构');

@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => Organization, { nullable: true, description: '按编码取一个机构。 One organisation by code.' })
  async organization(
    @Ctx() context: Context,
    @Arg('code', () => ID, { description: '机构编码。 Code.' }) code: string,
  ): Promise<Organization> {
    const organization = await context.session.one(Organization, 'code', code);
    if (organization === null) throw notFound(Organization, code);
    return organization;
  }

  @Query(() => OrganizationConnection, {
    nullable: true,
    description: '机构,按编码排序。 Organisations in the order of their codes.',
  })
  organizations(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('kind', () => OrganizationKind, { nullable: true, description: '类型。 Kind.' }) kind?: OrganizationKind,
    @Arg('region', () => ID, { nullable: true, description: '所在区划。 Region that it stands in.' }) region?: string,
  ): Promise<Connection<Organization>> {
    return page(context, Organization, slice, given({ kind, regionCode: region }), ['code']);
  }

  @FieldResolver(() => Region, { nullable: true, description: '所在区划。 Region that it stands in.' })
  region(@Root() organization: Organization, @Ctx() { session }: Context): Promise<Region | null> {
    return session.one(Region, 'code', organization.regionCode);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '上级机构。 The organisation above.' })
  parent(@Root() organization: Organization, @Ctx() { session }: Context): Promise<Organization | null> | null {
    return organization.parentCode === null ? null : session.one(Organization, 'code', organization.parentCode);
  }

  @FieldResolver(() => StaffMemberConnection, {
    nullable: true,
    description: '在本机构工作的人员(按调用者可见范围)。 Who works there, as this caller may see.',
  })
  @Directive('@requiresScopes(scopes: [["staff:read"]])')
  staff(
    @Root() organization: Organization,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('status', () => StaffStatus, { nullable: true, description: '状态。 State of employment.' })
    status?: StaffStatus,
  ): Promise<Connection<StaffMember>> {
    const within = { column: 'workingOrganizationCode', where: given({ status }), order: ['number'] } as const;
    return pageWithin(context, StaffMember, slice, organization.code, within);
  }

  @FieldResolver(() => PowerGrantConnection, {
    nullable: true,
    description: '某日有效的赋权,默认今日。 The grants that it holds on a day, today unless told.',
  })
  powers(
    @Root() organization: Organization,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('on', () => CalendarDate, { nullable: true, description: '日期。 Day.' }) on?: string,
  ): Promise<Connection<PowerGrant>> {
    const where = inForceOn(on ?? dayOf(context.clock.now()));
    const within = { column: 'granteeCode', where, order: ['itemCode', 'id'] } as const;
    return pageWithin(context, PowerGrant, slice, organization.code, within);
  }

  @FieldResolver(() => Int, { description: '某日有效的赋权数。 How many grants it holds on a day.' })
  async powerCount(
    @Root() organization: Organization,
    @Ctx() context: Context,
    @Arg('on', () => CalendarDate, { nullable: true, description: '日期。 Day.' }) on?: string,
  ): Promise<number> {
    const counts = await countGrants(context, 'granteeCode', organization.code, on ?? dayOf(context.clock.now()));
    return counts.reduce((sum, { count }) => sum + count, 0);
  }

  @FieldResolver(() => [CategoryCount], { description: '按类别的有效赋权数。 Grants that it holds, by category.' })
  powerCountByCategory(
    @Root() organization: Organization,
    @Ctx() context: Context,
    @Arg('on', () => CalendarDate, { nullable: true, description: '日期。 Day.' }) on?: string,
  ): Promise<CategoryCount[]> {
    return countGrants(context, 'granteeCode', organization.code, on ?? dayOf(context.clock.now()));
  }
}
