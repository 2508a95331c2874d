import { registerEnumType } from 'type-graphql';

export enum CareCategory {
  LOW_INCOME = 'LOW_INCOME',
  ELDERLY_ALONE = 'ELDERLY_ALONE',
  VETERAN = 'VETERAN',
  LEFT_BEHIND_CHILD = 'LEFT_BEHIND_CHILD',
  DISABLED = 'DISABLED',
  MENTAL_DISORDER = 'MENTAL_DISORDER',
  COMMUNITY_CORRECTION = 'COMMUNITY_CORRECTION',
  DRUG_REHABILITATION = 'DRUG_REHABILITATION',
  RELEASED = 'RELEASED',
}
registerEnumType(CareCategory, {
  name: 'CareCategory',
  description: '关爱帮扶类别(闭合清单)。 Why somebody is looked after.',
  valuesConfig: {
    LOW_INCOME: { description: '低收入。 Low income.' },
    ELDERLY_ALONE: { description: '独居老人。 Elderly and alone.' },
    VETERAN: { description: '退役军人。 Veteran.' },
    LEFT_BEHIND_CHILD: { description: '留守儿童(敏感)。 Left-behind child; sensitive.' },
    DISABLED: { description: '残疾(敏感)。 Disabled; sensitive.' },
    MENTAL_DISORDER: { description: '精神障碍(敏感)。 Mental disorder; sensitive.' },
    COMMUNITY_CORRECTION: { description: '社区矫正(敏感)。 Community correction; sensitive.' },
    DRUG_REHABILITATION: { description: '社区戒毒康复(敏感)。 Drug rehabilitation; sensitive.' },
    RELEASED: { description: '刑满释放(敏感)。 Released from prison; sensitive.' },
  },
});

const ordinary: ReadonlySet<CareCategory> = new Set([
  CareCategory.LOW_INCOME,
  CareCategory.ELDERLY_ALONE,
  CareCategory.VETERAN,
]);

/**
 * Whether a category tells of health, of a specific identity or of a child below fourteen: sensitive personal
 * information, which may be handled for a stated purpose only (Personal Information Protection Law, articles 28 and 29).
 */
export function isSensitive(category: CareCategory): boolean {
  return !ordinary.has(category);
}
