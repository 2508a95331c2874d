import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime, Decimal } from '../../../kit/module/scalars.js';
import { BasisKind, RatingKind } from './card-vocabulary.js';

/** One rating of a member of a module, or that it was not given. */
@ObjectType({
  description: '一次模块评分;逾期未评的分值为空(EV-03)。 One rating; without a score where it was not given in time.',
})
export class ModuleRating {
  @Field(() => RatingKind, { description: '由谁作出。 Who rates.' })
  kind!: RatingKind;

  /** Staff number of who rates. */
  raterNumber!: string;

  @Field(() => Decimal, {
    nullable: true,
    description: '评分,0—100;未评价为空。 0 to 100; none where it was not given.',
  })
  score!: string | null;

  @Field(() => DateTime, { description: '评分时间,或期满时间。 When it was given, or the time to give it was over.' })
  at!: string;
}

/** What a part of a score rests on. */
@ObjectType({ description: '一分的依据:可追溯到岗位、评分、积分和事件(EV-01)。 What a part of a score rests on.' })
export class ScoreBasis {
  @Field(() => BasisKind, { description: '类型。 What it is.' })
  kind!: BasisKind;

  @Field(() => String, { description: '说明:岗位、团队、专班或理由。 The post, team, taskforce or reason.' })
  label!: string;

  @Field(() => Decimal, {
    nullable: true,
    description:
      '取值:岗位为完成度(0—1),评分为原始评分,其余为空。 Of a post how much was done in time, of a rating what was given.',
  })
  value!: string | null;

  @Field(() => Decimal, { nullable: true, description: '得分;未评价的为空。 Points; none where nobody rated.' })
  points!: string | null;

  /** Ids of the evidence that the value was computed from. */
  evidenceIds!: readonly string[];
}

/** One dimension of a scorecard, with the weight that it had. */
@ObjectType({ description: '一个维度的得分;留存当时的权重(EV-01)。 A dimension’s score, with the weight that it had.' })
export class DimensionScore {
  @Field(() => String, { description: '维度编码。 Code of the dimension.' })
  code!: string;

  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Field(() => Decimal, { description: '当时的权重。 The weight that it had.' })
  weight!: string;

  @Field(() => Decimal, {
    nullable: true,
    description:
      '维度得分,0—100;无人评价为空,不计入总分。 0 to 100; none where nobody rated, and then left out of the total.',
  })
  raw!: string | null;

  @Field(() => Decimal, { nullable: true, description: '加权得分。 Score × weight.' })
  weighted!: string | null;

  @Field(() => Int, { description: '未评价的件数,不计入均值。 Ratings that were not given; left out of the mean.' })
  unrated!: number;

  @Field(() => [ScoreBasis], { description: '依据。 What it rests on.' })
  bases!: readonly ScoreBasis[];
}
