import { Field, ID, InputType } from 'type-graphql';
import { AdjustmentKind } from './adjustment-vocabulary.js';
import { ProposedGridInput } from './proposed-grid.js';

@InputType({ description: '网格调整方案。 What shall become of which grids.' })
export class GridAdjustmentInput {
  @Field(() => AdjustmentKind, { description: '种类。 Kind.' })
  kind!: AdjustmentKind;

  @Field(() => [ID], { description: '所调整的三级网格编码,同一村社区,1—10 个。 Basic grids of one village, 1 to 10.' })
  grids!: string[];

  @Field(() => [ProposedGridInput], { description: '调整后的网格,1—10 个。 The grids as they shall be, 1 to 10.' })
  proposed!: ProposedGridInput[];

  @Field(() => String, { description: '理由,1—500 字。 Why.' })
  reason!: string;
}
