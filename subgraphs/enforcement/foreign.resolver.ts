import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type Connection, PageArguments } from '../../kit/paging/connection.js';
import { given } from '../../kit/data/given.js';
import { pageWithin } from '../../kit/paging/page-within.js';
import type { Context } from '../../kit/module/context.js';
import { certificatesOf } from './certified-members.js';
import { EnforcementCertificate } from './enforcement-certificate.js';
import { EnforcementTeam } from './enforcement-team.js';
import { Grid, Region, StaffMember } from './foreign.js';
import { PremisesKind, RegulatedPremises } from './regulated-premises.js';
import { RegulatedPremisesConnection } from './regulated-premises.resolver.js';

const townLength = 9;

@Resolver(() => Region)
export class RegionResolver {
  @FieldResolver(() => [EnforcementTeam], {
    nullable: true,
    description:
      '执法队伍:县为县级队伍,镇街及其村、社区为镇街队伍。 The county’s teams, or those of the town it is or lies in.',
  })
  enforcementTeams(@Root() region: Region, @Ctx() { session }: Context): Promise<EnforcementTeam[]> {
    return session.many(EnforcementTeam, 'regionCode', region.code.slice(0, townLength), ['code']);
  }
}

@Resolver(() => StaffMember)
export class StaffMemberResolver {
  @FieldResolver(() => [EnforcementCertificate], {
    nullable: true,
    description: '持有的执法证件,先到期者在前。 Certificates of the person, the first to expire first.',
  })
  certificates(@Root() member: StaffMember, @Ctx() context: Context): Promise<EnforcementCertificate[]> {
    return certificatesOf(member.number, context);
  }
}

@Resolver(() => Grid)
export class GridResolver {
  @FieldResolver(() => RegulatedPremisesConnection, {
    nullable: true,
    description: '三级网格内可见的监管场所。 Premises in a third-level grid that this caller may see.',
  })
  premises(
    @Root() grid: Grid,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('kind', () => PremisesKind, { nullable: true, description: '类型。 Kind.' }) kind?: PremisesKind,
  ): Promise<Connection<RegulatedPremises>> {
    const where = given({ kind });
    return pageWithin(context, RegulatedPremises, slice, grid.code, { column: 'gridCode', where, order: ['code'] });
  }
}
