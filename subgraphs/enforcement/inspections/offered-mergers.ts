import { Field, ID, ObjectType } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { InspectionTask } from './inspection-task.js';
import { InspectionKind, InspectionState } from './inspection-vocabulary.js';

@ObjectType({
  description: '可以合并的检查:同一对象、同一月份(EN-14)。 Visits to one object in one month that may become one.',
})
export class OfferedMerger {
  @Field(() => ID, { description: '场所编码。 Code of the premises.' })
  premisesCode!: string;

  @Field(() => [InspectionTask], {
    description: '尚未开始的检查,先来的在前。 Visits that have not begun, the first to come first.',
  })
  visits!: InspectionTask[];
}

const most = 5000;

/** The visits of a month that may be merged, of those that the caller sees, in the order of their objects. */
export async function offeredMergers({ session }: Context, month: string): Promise<OfferedMerger[]> {
  if (!/^\d{4}-\d{2}$/.test(month)) return [];
  const waiting = await session.manager.find(
    InspectionTask,
    {
      month,
      state: { $in: [InspectionState.DRAWN, InspectionState.SCHEDULED] },
      kind: { $ne: InspectionKind.COMPLAINT_DRIVEN },
    },
    { orderBy: { premisesCode: 'asc', id: 'asc' }, limit: most },
  );
  return [...Map.groupBy(waiting, ({ premisesCode }) => premisesCode)]
    .filter(([, visits]) => visits.length > 1)
    .map(([premisesCode, visits]) => Object.assign(new OfferedMerger(), { premisesCode, visits }));
}
