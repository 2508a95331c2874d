import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate, Decimal } from '../../../kit/module/scalars.js';
import { SchemeKind } from '../appraisal-scheme.js';

@InputType({ description: '考评维度及权重。 A dimension and its weight.' })
export class SchemeDimensionInput {
  @Field(() => String, {
    description:
      '维度编码:干部四维为 postPoints、moduleRating、teamCredits、taskforcePoints;网格为 patrolCompletion、onTimeRate、selfFound、falseReportRate、satisfaction。 Code of the dimension.',
  })
  code!: string;

  @Field(() => String, { description: '名称,1—100 字。 Name.' })
  name!: string;

  @Field(() => Decimal, { description: '权重,0—1;一个方案之和为 1。 Weight; those of a scheme sum to 1.' })
  weight!: string;

  @Field(() => String, { description: '指标说明,1—500 字。 What is measured.' })
  indicator!: string;
}

@InputType({ description: '考评方案(EV-01):形成新版本,旧版本和已出的成绩不变。 A new version of a county’s scheme.' })
export class AppraisalSchemeInput {
  @Field(() => ID, { description: '县级代码,6 位。 Code of the county.' })
  county!: string;

  @Field(() => SchemeKind, { description: '类型。 What it scores.' })
  kind!: SchemeKind;

  @Field(() => String, { description: '名称,1—100 字。 Name.' })
  name!: string;

  @Field(() => CalendarDate, {
    description: '生效日期,须晚于现有版本。 First day in force, after that of the last version.',
  })
  effectiveFrom!: string;

  @Field(() => Decimal, {
    nullable: true,
    description: '同一层级绩效差距下限,0—1(不含 1);不填为不设。 Least spread within a tier; none where nothing is set.',
  })
  minimumSpread?: string | null;

  @Field(() => [SchemeDimensionInput], { description: '维度。 Its dimensions.' })
  dimensions!: SchemeDimensionInput[];
}
