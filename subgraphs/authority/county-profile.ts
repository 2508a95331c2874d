import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { CountySetting } from '../../kit/county/county-setting.js';
import { CalendarDate } from '../../kit/module/scalars.js';

/** One setting of a profile, as its row stands in the kit's tables. */
@ObjectType({ description: '县级规则的一个项目(AU-27)。 One setting of a county’s profile.' })
export class ProfileSetting {
  @Field(() => ID, { description: '项目代码,如 event.accept。 Key.' })
  key!: string;

  @Field(() => String, {
    description:
      '值,写法与县级文件一致:时限如 30wmin(工作分钟)、2wh(工作小时)、5wd(工作日)、15d(日)、3mo(月),是/否,多个值以、相连。 Value as the county’s file writes it.',
  })
  value!: string;

  @Field(() => String, { description: '依据。 What the value is based on.' })
  basis!: string;

  titleZh!: string;

  titleEn!: string;
}

/** One version of a county's rules. Invariant: a version that stands never changes. */
@ObjectType({ description: '县级规则的一个版本(AU-27):时限、平台、报办分离等。 One version of a county’s profile.' })
export class CountyProfile {
  countyCode!: string;

  @Field(() => Int, { description: '版本。 Version.' })
  version!: number;

  @Field(() => CalendarDate, { description: '生效日期。 First day in force.' })
  effectiveFrom!: string;

  @Field(() => [ProfileSetting], { description: '项目,按代码排序。 Settings in the order of their keys.' })
  settings!: ProfileSetting[];
}

/** The version that is asked for, or the newest that is in force on a day; null when the county has none such. */
export function profileOf(rows: readonly CountySetting[], day: string, version?: number): CountyProfile | null {
  const inForce = rows.filter(({ effectiveFrom }) => effectiveFrom <= day).map(({ profileVersion }) => profileVersion);
  const wanted = version ?? Math.max(...inForce);
  const settings = rows.filter(({ profileVersion }) => profileVersion === wanted);
  const [first] = settings;
  if (!first) return null;
  const { county: countyCode, effectiveFrom } = first;
  return Object.assign(new CountyProfile(), {
    countyCode,
    version: wanted,
    effectiveFrom,
    settings: settings.map((row) => Object.assign(new ProfileSetting(), row)),
  });
}
