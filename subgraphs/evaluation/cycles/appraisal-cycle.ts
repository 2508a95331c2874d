import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import { CycleKind, CycleState } from './cycle-vocabulary.js';
import { TierSpread } from './tier-spread.js';

/** One appraisal of a town's cadres over a period (EV-01). `regionCode` is the town. */
@Entity({ schema: 'evaluation', tableName: 'appraisal_cycles' })
@ObjectType({
  description: '一次四维考评:评分、计分、公示、申诉、入档(EV-01)。 One appraisal of cadres over a period.',
})
@Directive('@key(fields: "id")')
export class AppraisalCycle implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => CycleState, { description: '状态。 State.' })
  readonly state!: CycleState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '镇街区划代码。 Code of the town.' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'text' })
  @Field(() => CycleKind, { description: '周期。 Period.' })
  kind!: CycleKind;

  /** The version of the scheme that holds from the beginning to the end. */
  @Property({ type: 'text' })
  schemeCode!: string;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '起始日期。 First day.' })
  startsOn!: string;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '截止日期(含当日)。 Last day.' })
  endsOn!: string;

  @Property({ type: 'json' })
  @Field(() => [TierSpread], {
    description: '各层级的差距,按成绩算得(EV-01)。 Spread of each tier, measured on its totals.',
  })
  spreads!: readonly TierSpread[];

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '未评价的件数,不计入均值。 Ratings that were not given; left out of every mean.' })
  unrated!: number;
}
