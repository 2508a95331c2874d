import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, type Connection, page, PageArguments } from '../../kit/paging/connection.js';
import { given } from '../../kit/data/given.js';
import { notFound } from '../../kit/data/perform.js';
import { personal } from '../../kit/identity/personal.js';
import type { Context } from '../../kit/module/context.js';
import { Organization } from './organization.js';
import { Region } from './region.js';
import { StaffMember, StaffStatus } from './staff-member.js';

/** One page of staff. */
export const StaffMemberConnection = connectionOf(StaffMember, '工作人员');

@Resolver(() => StaffMember)
export class StaffMemberResolver {
  @Query(() => StaffMember, { nullable: true, description: '按工号取一名工作人员。 One member of staff by number.' })
  @Directive('@requiresScopes(scopes: [["staff:read"]])')
  async staffMember(
    @Ctx() context: Context,
    @Arg('number', () => ID, { description: '工号。 Staff number.' }) number: string,
  ): Promise<StaffMember> {
    const member = await context.session.one(StaffMember, 'number', number);
    if (member === null) throw notFound(StaffMember, number);
    return member;
  }

  @Query(() => StaffMemberConnection, {
    nullable: true,
    description: '可见范围内的工作人员,按工号排序。 Staff that this caller may see, in the order of their numbers.',
  })
  @Directive('@requiresScopes(scopes: [["staff:read"]])')
  staff(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('organization', () => ID, { nullable: true, description: '工作单位编码。 Where they work.' })
    organization?: string,
    @Arg('status', () => StaffStatus, { nullable: true, description: '状态。 State of employment.' })
    status?: StaffStatus,
  ): Promise<Connection<StaffMember>> {
    return page(context, StaffMember, slice, given({ workingOrganizationCode: organization, status }), ['number']);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '编制所在单位。 Where the post is established.' })
  establishmentOrganization(@Root() member: StaffMember, @Ctx() { session }: Context): Promise<Organization | null> {
    return session.one(Organization, 'code', member.establishmentOrganizationCode);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '实际工作单位。 Where the person works.' })
  workingOrganization(@Root() member: StaffMember, @Ctx() { session }: Context): Promise<Organization | null> {
    return session.one(Organization, 'code', member.workingOrganizationCode);
  }

  @FieldResolver(() => Region, {
    nullable: true,
    description: '工作单位所在区划。 Region of the working organisation.',
  })
  region(@Root() member: StaffMember, @Ctx() { session }: Context): Promise<Region | null> {
    return session.one(Region, 'code', member.regionCode);
  }

  @FieldResolver(() => Boolean, {
    description: '人编分离:工作单位与编制单位不一致,且无借调或派驻。 Works elsewhere without secondment or stationing.',
  })
  separated(@Root() member: StaffMember): boolean {
    const elsewhere = member.workingOrganizationCode !== member.establishmentOrganizationCode;
    return elsewhere && !member.stationed && member.status !== StaffStatus.SECONDED_OUT;
  }

  @FieldResolver(() => String, { nullable: true, description: '手机号;默认掩码。 Telephone, masked unless disclosed.' })
  @Directive('@requiresScopes(scopes: [["staff:read"]])')
  phone(@Root() member: StaffMember, @Ctx() context: Context): string {
    return personal(context, 'phone', member.phoneNumber, member.number);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: '公民身份号码(GB 11643);默认掩码。 Identity number, masked unless disclosed.',
  })
  @Directive('@requiresScopes(scopes: [["staff:read"]])')
  idNumber(@Root() member: StaffMember, @Ctx() context: Context): string {
    return personal(context, 'idNumber', member.identityNumber, member.number);
  }
}
