import { perform, type Target } from '../../kit/data/perform.js';
import type { Policy } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { limitBounds, type LimitUnit } from './category-limits.js';
import { EventCategory } from './event-category.js';

/** Who may set how long events of a category may take. The list is one for the whole county. */
export const setCategoryLimitsPolicy: Policy<EventCategory> = {
  verb: 'setCategoryLimits',
  entity: EventCategory,
  title: { zh: '设定类别时限', en: 'Set the limits of a category' },
  roles: ['commander'],
  source: {
    zh: '县级指挥中心统一事件类别和时限(DI-04)',
    en: 'The county’s centre keeps categories and limits (DI-04)',
  },
  conditions: [
    {
      reason: 'OUTSIDE_TERRITORY',
      code: 'FORBIDDEN',
      sentence: {
        zh: '事件类别全县统一,须由负责全县的人员设定。',
        en: 'Categories are the county’s; only somebody who answers for a whole county may set them.',
      },
      source: {
        zh: '县级指挥中心统一事件类别和时限(DI-04)',
        en: 'The county’s centre keeps categories and limits (DI-04)',
      },
      // A code of a county has six digits (GB/T 2260); shorter ones contain it.
      holds: (_category, { caller }) => caller.regions.some((region) => region.length <= 6),
    },
    {
      reason: 'CATEGORY_NOT_LOWEST',
      code: 'CONFLICT',
      sentence: {
        zh: '该类别还有下级类别,时限定在下级。',
        en: 'The category has others below it; those carry the limits.',
      },
      source: {
        zh: '事件按最低一级类别立案(GB/T 30428)',
        en: 'Events are filed under the lowest category (GB/T 30428)',
      },
      holds: async (category, { session }) =>
        (await session.many(EventCategory, 'parentCode', category.code, ['code'])).length === 0,
    },
  ],
};

/** How long accepting and handling an event may take. */
export interface CategoryLimits {
  /** Minutes of working time, 1 to 1440. */
  readonly acceptMinutes: number;
  /** 1 to 90, in `limitUnit`. */
  readonly handleLimit: number;
  readonly limitUnit: LimitUnit;
}

/** Sets both limits, for events from now on. Fault INVALID, reason LIMIT_OUT_OF_RANGE, beyond the bounds. */
export function setCategoryLimits(context: Context, target: Target, limits: CategoryLimits): Promise<EventCategory> {
  return perform(setCategoryLimitsPolicy, target, context, (category) => {
    checkBounds('acceptMinutes', limits.acceptMinutes);
    checkBounds('handleLimit', limits.handleLimit);
    Object.assign(category, limits);
  });
}

function checkBounds(limit: keyof typeof limitBounds, value: number): void {
  const { from, to } = limitBounds[limit];
  if (from <= value && value <= to) return;
  throw new Fault(
    'INVALID',
    {
      zh: `${limit} 须在 ${from}—${to} 之间,收到 ${value}。`,
      en: `${limit} must be from ${from} to ${to}; got ${value}.`,
    },
    { reason: 'LIMIT_OUT_OF_RANGE', details: { limit, value, from, to } },
  );
}
