import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { CountySetting } from '../../kit/county/county-setting.js';
import { notFound } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { dayOf } from '../../kit/time/calendar.js';
import { CountyProfile, profileOf, ProfileSetting } from './county-profile.js';
import { countyOf, Region } from './region.js';

@Resolver(() => CountyProfile)
export class CountyProfileResolver {
  @Query(() => CountyProfile, {
    nullable: true,
    description:
      '一县规则的某一版本,默认现行版本(AU-27)。 A version of a county’s profile, the one in force unless told.',
  })
  async countyProfile(
    @Ctx() context: Context,
    @Arg('county', () => ID, { description: '县级代码,6 位。 Code of the county.' }) county: string,
    @Arg('version', () => Int, { nullable: true, description: '版本。 Version.' }) version?: number,
  ): Promise<CountyProfile> {
    const profile = await profileAt(county, context, version);
    if (profile === null) throw notFound(CountyProfile, version == null ? county : `${county} ${version}`);
    return profile;
  }

  @FieldResolver(() => Region, { nullable: true, description: '所属的县。 The county.' })
  county(@Root() profile: CountyProfile, @Ctx() { session }: Context): Promise<Region | null> {
    return session.one(Region, 'code', profile.countyCode);
  }
}

@Resolver(() => ProfileSetting)
export class ProfileSettingResolver {
  @FieldResolver(() => String, { description: '项目名称。 Title.' })
  title(@Root() { titleZh, titleEn }: ProfileSetting, @Ctx() { language }: Context): string {
    return language === 'zh' ? titleZh : titleEn;
  }
}

@Resolver(() => Region)
export class RegionProfileResolver {
  @FieldResolver(() => CountyProfile, {
    nullable: true,
    description: '所在县的现行规则(AU-27);县级以上为空。 Profile in force of the county that the region lies in.',
  })
  profile(@Root() region: Region, @Ctx() context: Context): Promise<CountyProfile | null> | null {
    const county = countyOf(region.code);
    return county === null ? null : profileAt(county, context);
  }
}

async function profileAt(county: string, { session, clock }: Context, version?: number): Promise<CountyProfile | null> {
  const rows = await session.many(CountySetting, 'county', county, ['key']);
  return profileOf(rows, dayOf(clock.now()), version ?? undefined);
}
