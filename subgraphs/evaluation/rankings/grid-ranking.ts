import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate, Decimal } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import { GridConsequence, RankingState } from './ranking-vocabulary.js';

/** One indicator of a grid, with the weight that it had. */
@ObjectType({
  description: '网格的一项指标;无记录的为空,不计入总分。 An indicator of a grid; none where nothing is recorded.',
})
export class GridPart {
  @Field(() => String, { description: '维度编码。 Code of the dimension.' })
  dimension!: string;

  @Field(() => Decimal, { description: '权重。 Weight.' })
  weight!: string;

  @Field(() => Decimal, { nullable: true, description: '优劣,0—100。 How good, 0 to 100.' })
  raw!: string | null;

  @Field(() => Int, { description: '所据的记录数。 How many facts it rests on.' })
  facts!: number;
}

/** How one grid did. */
@ObjectType({ description: '一个网格的得分、名次和奖惩(EV-20)。 How one grid did, and what comes of it.' })
export class GridStanding {
  @Field(() => ID, { description: '网格编码。 Code of the grid.' })
  gridCode!: string;

  @Field(() => [GridPart], { description: '各项指标。 Its indicators.' })
  parts!: readonly GridPart[];

  @Field(() => Decimal, {
    nullable: true,
    description: '得分:有记录指标的加权均值;全无为空。 The weighted mean of what is recorded.',
  })
  score!: string | null;

  @Field(() => Int, { nullable: true, description: '名次,1 为最高;同分同名次。 Place, 1 the highest.' })
  place!: number | null;

  @Field(() => GridConsequence, { description: '奖惩。 What comes of it.' })
  consequence!: GridConsequence;

  @Field(() => String, {
    nullable: true,
    description: '该网格所定的奖惩制度(GR-04)。 The grid’s fixed rewards and punishments.',
  })
  rule!: string | null;
}

/** The grids of a town by their scores over a period (EV-20). `regionCode` is the town. */
@Entity({ schema: 'evaluation', tableName: 'grid_rankings' })
@ObjectType({
  description:
    '网格考核排名,由镇街指挥室发布(EV-20)。 The grids of a town by their scores, as its room publishes them.',
})
@Directive('@key(fields: "id")')
export class GridRanking implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => RankingState, { description: '状态。 State.' })
  readonly state!: RankingState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '镇街区划代码。 Code of the town.' })
  regionCode!: string;

  /** The organisation that is the town's command centre. */
  @Property({ type: 'text' })
  roomCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'text' })
  schemeCode!: string;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '起始日期。 First day.' })
  startsOn!: string;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '截止日期(含当日)。 Last day.' })
  endsOn!: string;

  @Property({ type: 'json' })
  @Field(() => [GridStanding], { description: '各网格,名次高者在前。 The grids, the highest place first.' })
  standings!: readonly GridStanding[];
}
