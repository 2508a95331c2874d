import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, type Connection, page, PageArguments } from '../../kit/paging/connection.js';
import { given } from '../../kit/data/given.js';
import { notFound } from '../../kit/data/perform.js';
import { AllowedAction, allowedActions } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { CalendarDate } from '../../kit/module/scalars.js';
import { dayOf } from '../../kit/time/calendar.js';
import { covers, isSuspendedOn } from './in-force.js';
import { Organization } from './organization.js';
import { grantPolicies } from './policies.js';
import { PowerGrant } from './power-grant.js';
import { PowerItem, PowerStatus } from './power-item.js';
import { Region } from './region.js';
import { resumePowerGrant } from './resume-power-grant.js';
import { suspendPowerGrant } from './suspend-power-grant.js';

/** One page of grants. */
export const PowerGrantConnection = connectionOf(PowerGrant, '赋权');

@Resolver(() => PowerGrant)
export class PowerGrantResolver {
  @Query(() => PowerGrant, { nullable: true, description: '按标识取一项赋权。 One grant by id.' })
  async powerGrant(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<PowerGrant> {
    const grant = await context.session.one(PowerGrant, 'id', id);
    if (grant === null) throw notFound(PowerGrant, id);
    return grant;
  }

  @Query(() => PowerGrantConnection, {
    nullable: true,
    description: '赋权清单,按承接机构和事项编码排序。 Grants, in the order of grantee and item.',
  })
  powerGrants(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('organization', () => ID, { nullable: true, description: '承接机构编码。 Grantee.' }) organization?: string,
    @Arg('region', () => ID, { nullable: true, description: '区划代码。 Region code.' }) region?: string,
    @Arg('status', () => PowerStatus, { nullable: true, description: '状态。 State.' }) status?: PowerStatus,
    @Arg('item', () => ID, { nullable: true, description: '事项编码。 Code of the item.' }) item?: string,
  ): Promise<Connection<PowerGrant>> {
    const where = given({ granteeCode: organization, regionCode: region, status, itemCode: item });
    return page(context, PowerGrant, slice, where, ['granteeCode', 'itemCode', 'id']);
  }

  @Mutation(() => PowerGrant, {
    nullable: true,
    description: '暂停一项赋权,自今日起。 Suspends a grant from today on.',
  })
  suspendPowerGrant(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('reason', () => String, { description: '理由,1—500 字。 Why, in 1 to 500 characters.' }) reason: string,
  ): Promise<PowerGrant> {
    return suspendPowerGrant(context, { id, version }, reason);
  }

  @Mutation(() => PowerGrant, { nullable: true, description: '恢复一项被暂停的赋权。 Resumes a suspended grant.' })
  resumePowerGrant(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
  ): Promise<PowerGrant> {
    return resumePowerGrant(context, { id, version });
  }

  @FieldResolver(() => PowerItem, { nullable: true, description: '事项。 The power.' })
  item(@Root() grant: PowerGrant, @Ctx() { session }: Context): Promise<PowerItem | null> {
    return session.one(PowerItem, 'code', grant.itemCode);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '承接机构。 Who was given it.' })
  grantee(@Root() grant: PowerGrant, @Ctx() { session }: Context): Promise<Organization | null> {
    return session.one(Organization, 'code', grant.granteeCode);
  }

  @FieldResolver(() => Region, { nullable: true, description: '行使的区域。 Where it is exercised.' })
  region(@Root() grant: PowerGrant, @Ctx() { session }: Context): Promise<Region | null> {
    return session.one(Region, 'code', grant.regionCode);
  }

  @FieldResolver(() => Boolean, {
    description: '某日是否有效,默认今日。 Whether in force on a day, today unless told.',
  })
  inForce(
    @Root() grant: PowerGrant,
    @Ctx() { clock }: Context,
    @Arg('on', () => CalendarDate, { nullable: true, description: '日期。 Day.' }) on?: string,
  ): boolean {
    const day = on ?? dayOf(clock.now());
    return covers(grant, day) && !isSuspendedOn(grant, day);
  }

  @FieldResolver(() => [AllowedAction], { description: '可行使的动作。 What the caller may do to it.' })
  allowedActions(@Root() grant: PowerGrant, @Ctx() context: Context): Promise<AllowedAction[]> {
    return allowedActions(grantPolicies, grant, context);
  }
}
