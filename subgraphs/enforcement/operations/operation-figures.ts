import { Field, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { JointOperation, OperationState } from './joint-operation.js';

@ObjectType({
  description: '联合执法的次数和案件数(按调用者可见范围,EN-12)。 Operations and their cases, as this caller may see.',
})
export class OperationFigures {
  @Field(() => Int, { description: '开展次数。 How many were run.' })
  operations!: number;

  @Field(() => Int, { description: '处置案件数。 How many cases came of them.' })
  cases!: number;
}

/** The operations of a region that began in a time, run or finished, and the cases that came of them; one statement. */
export async function operationFigures(
  { session: { manager } }: Context,
  { region, from, to }: { readonly region: string; readonly from: string; readonly to: string },
): Promise<OperationFigures> {
  const found = await manager.find(
    JointOperation,
    {
      regionCode: { $like: `${region}%` },
      startsOn: { $gte: from, $lte: to },
      state: { $in: [OperationState.RUNNING, OperationState.FINISHED] },
    },
    { fields: ['caseNos'] },
  );
  const cases = found.reduce((sum, { caseNos }) => sum + caseNos.length, 0);
  return Object.assign(new OperationFigures(), { operations: found.length, cases });
}
