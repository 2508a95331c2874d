import { Ctx, Directive, Field, FieldResolver, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Caller } from '../../kit/identity/caller.js';
import type { Context } from '../../kit/module/context.js';
import { Organization } from './organization.js';
import { Region } from './region.js';
import { StaffMember } from './staff-member.js';

const realmRole = 'realm:';

@ObjectType({
  description: '当前调用者:登录的是谁、有哪些角色和范围。 Who is logged in, with which roles and territory.',
})
class Me {
  readonly caller!: Caller;

  @Field(() => String, { nullable: true, description: '姓名或用户名。 Name as the account gives it.' })
  name!: string | null;

  @Field(() => [String], { description: '角色(Keycloak 领域角色)。 Realm roles.' })
  roles!: string[];

  @Field(() => [String], { description: '权限范围。 Scopes of the graph that the roles amount to.' })
  scopes!: string[];
}

@Resolver(() => Me)
export class MeResolver {
  @Query(() => Me, { nullable: true, description: '当前调用者。 The caller.' })
  @Directive('@authenticated')
  me(@Ctx() { caller }: Context): Me {
    const roles = [...caller.grants].filter((grant) => grant.startsWith(realmRole));
    return Object.assign(new Me(), {
      caller,
      name: caller.name,
      roles: roles.map((grant) => grant.slice(realmRole.length)).sort(),
      scopes: [...caller.scopes].sort(),
    });
  }

  @FieldResolver(() => StaffMember, {
    nullable: true,
    description: '本人的人事信息。 The caller’s own employment record.',
  })
  staff(@Root() { caller }: Me, @Ctx() { session }: Context): Promise<StaffMember | null> | null {
    return caller.staffNumber === null ? null : session.one(StaffMember, 'number', caller.staffNumber);
  }

  @FieldResolver(() => [Region], { description: '负责的区域。 Regions that the caller answers for.' })
  async regions(@Root() { caller }: Me, @Ctx() { session }: Context): Promise<Region[]> {
    const regions = await Promise.all(caller.regions.map((code) => session.one(Region, 'code', code)));
    return regions.filter((region) => region !== null);
  }

  @FieldResolver(() => [Organization], { description: '所属机构。 Organisations that the caller belongs to.' })
  async organizations(@Root() { caller }: Me, @Ctx() { session }: Context): Promise<Organization[]> {
    const organizations = await Promise.all(
      caller.organizations.map((code) => session.one(Organization, 'code', code)),
    );
    return organizations.filter((organization) => organization !== null);
  }
}
