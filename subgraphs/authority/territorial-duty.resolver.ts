import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, type Connection, page, PageArguments } from '../../kit/paging/connection.js';
import { given } from '../../kit/data/given.js';
import { notFound } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { DutyResponsibility, ResponsibilityRole } from './duty-responsibility.js';
import { Organization } from './organization.js';
import { DutySide, TerritorialDuty } from './territorial-duty.js';

/** One page of duties. */
export const TerritorialDutyConnection = connectionOf(TerritorialDuty, '属地管理事项');

@Resolver(() => TerritorialDuty)
export class TerritorialDutyResolver {
  @Query(() => TerritorialDuty, {
    nullable: true,
    description: '按编码取一个属地管理事项。 One territorial duty by code.',
  })
  async territorialDuty(
    @Ctx() context: Context,
    @Arg('code', () => ID, { description: '事项编码。 Code of the duty.' }) code: string,
  ): Promise<TerritorialDuty> {
    const duty = await context.session.one(TerritorialDuty, 'code', code);
    if (duty === null) throw notFound(TerritorialDuty, code);
    return duty;
  }

  @Query(() => TerritorialDutyConnection, {
    nullable: true,
    description: '属地管理事项,按编码排序(AU-06)。 Territorial duties in the order of their codes.',
  })
  territorialDuties(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('domain', () => String, { nullable: true, description: '领域。 Domain.' }) domain?: string,
    @Arg('primarySide', () => DutySide, { nullable: true, description: '主体责任方。 Primary side.' })
    primarySide?: DutySide,
  ): Promise<Connection<TerritorialDuty>> {
    return page(context, TerritorialDuty, slice, given({ domain, primarySide }), ['code']);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '牵头部门。 The department that leads.' })
  leadOrganization(@Root() duty: TerritorialDuty, @Ctx() { session }: Context): Promise<Organization | null> {
    return session.one(Organization, 'code', duty.leadOrganizationCode);
  }

  @FieldResolver(() => [DutyResponsibility], {
    description: '各方责任,主体责任在前。 What each side does, the primary one first.',
  })
  async responsibilities(@Root() duty: TerritorialDuty, @Ctx() { session }: Context): Promise<DutyResponsibility[]> {
    const all = await session.many(DutyResponsibility, 'dutyCode', duty.code, ['side', 'id']);
    const isPrimary = ({ role }: DutyResponsibility): boolean => role === ResponsibilityRole.PRIMARY;
    return [...all.filter(isPrimary), ...all.filter((each) => !isPrimary(each))];
  }
}
