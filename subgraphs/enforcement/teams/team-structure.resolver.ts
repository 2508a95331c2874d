import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { EnforcementTeam } from '../enforcement-team.js';
import { Region } from '../foreign.js';
import { requireCountyCode } from '../../../kit/county/require-region-code.js';
import { RadiatedTown } from './radiated-town.js';
import { TownCoverage, teamCoverage } from './team-coverage.js';
import { TeamsOfKind, teamStructure } from './team-structure.js';

const county = { description: '县级区划代码。 Code of the county.' };

@Resolver(() => EnforcementTeam)
export class TeamStructureResolver {
  @Query(() => [TownCoverage], {
    nullable: true,
    description:
      '全县镇街的执法覆盖:每个镇街应当恰好一支队伍(EN-03)。 Which teams enforce in each town: exactly one should.',
  })
  teamCoverage(@Ctx() context: Context, @Arg('county', () => ID, county) code: string): Promise<TownCoverage[]> {
    requireCountyCode(Region, code);
    return teamCoverage(context, code);
  }

  @Query(() => [TeamsOfKind], {
    nullable: true,
    description: '全县执法队伍体系:综合、专项、镇街、联合(EN-02、EN-04)。 The county’s teams by kind, as 1+5+7.',
  })
  teamStructure(@Ctx() context: Context, @Arg('county', () => ID, county) code: string): Promise<TeamsOfKind[]> {
    requireCountyCode(Region, code);
    return teamStructure(context, code);
  }

  @FieldResolver(() => [Region], { nullable: true, description: '辐射的乡镇(1+X,EN-03)。 Towns that it radiates to.' })
  async radiates(@Root() { code }: EnforcementTeam, @Ctx() { session }: Context): Promise<Region[]> {
    const towns = await session.many(RadiatedTown, 'teamCode', code, ['townCode']);
    return towns.map(({ townCode }) => Object.assign(new Region(), { code: townCode }));
  }
}
