import { Field, ID, InputType, Int } from 'type-graphql';
import { Avoidance, PooledObject, SamplingRule } from './inspection-plan.js';

@InputType({ description: '双随机检查计划(EN-13)。 What a plan of random inspections says.' })
export class InspectionPlanInput {
  @Field(() => ID, { description: '区划代码:本县或本镇街。 The county or town that it is for.' })
  region!: string;

  @Field(() => String, { description: '名称,1—100 字。 Name.' })
  name!: string;

  @Field(() => Int, { description: '年度:本年或下年。 Year: this one or the next.' })
  year!: number;

  @Field(() => [ID], {
    description: '参加机构编码,牵头机构除外,至多 20 个。 Who takes part beside the lead, 20 at most.',
  })
  participants!: string[];

  @Field(() => [String], { description: '检查事项,1—50 项,每项 1—100 字。 What is inspected.' })
  items!: string[];

  @Field(() => [SamplingRule], { description: '各分类的抽取规则,不重复。 Rules, one a class.' })
  rules!: SamplingRule[];

  @Field(() => [PooledObject], { description: '对象名录,1—2000 户,不重复。 The objects, 1 to 2,000, each once.' })
  objects!: PooledObject[];

  @Field(() => [ID], {
    description: '人员名录(工号),2—500 人,均持有效执法证件。 Officers with valid certificates, 2 to 500.',
  })
  officers!: string[];

  @Field(() => [Avoidance], { defaultValue: [], description: '回避,至多 1000 条。 Who does not inspect what.' })
  avoidances!: Avoidance[];

  @Field(() => String, {
    description:
      '抽取种子的承诺:SM3(种子),六十四位小写十六进制;种子至少 32 字。 SM3 of a seed of 32 characters at least.',
  })
  seedCommitment!: string;
}
