import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { IdColumn } from '../../../kit/data/identity-columns.js';
import { DateTime } from '../../../kit/module/scalars.js';
import { Avoidance, PooledObject, SamplingRule } from './inspection-plan.js';

@ObjectType({ description: '抽中的一户及其检查人员。 A drawn object and who inspects it.' })
export class DrawnObject {
  @Field(() => ID, { description: '场所编码。 Code of the premises.' })
  premises!: string;

  @Field(() => [ID], { description: '检查人员工号,两人。 Staff numbers of two officers.' })
  officers!: readonly string[];
}

/** A draw as everybody may recompute it (EN-13): what was committed to, and after it what was drawn. */
@Entity({ schema: 'enforcement', tableName: 'inspection_draws' })
@ObjectType({
  description:
    '抽取公示(EN-13):先公布名录、规则和种子的承诺,抽取时公布种子,任何人可以复算。 A draw that anyone can recompute.',
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "planId")')
export class InspectionDraw {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '计划标识。 Id of the plan.' })
  planId!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '计划名称。 Name of the plan.' })
  name!: string;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '种子的承诺:SM3(种子)。 SM3 of the seed.' })
  seedCommitment!: string;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, { description: '承诺公布时间。 When the commitment was published.' })
  committedAt!: Date;

  @Property({ type: 'json' })
  @Field(() => [SamplingRule], { description: '抽取规则。 Rules.' })
  rules!: SamplingRule[];

  @Property({ type: 'json' })
  @Field(() => [PooledObject], { description: '对象名录。 The pool of objects.' })
  objects!: PooledObject[];

  @Property({ type: 'text[]' })
  @Field(() => [ID], { description: '人员名录(工号)。 The pool of officers.' })
  officers!: string[];

  @Property({ type: 'json' })
  @Field(() => [Avoidance], { description: '回避。 Who does not inspect what.' })
  avoidances!: Avoidance[];

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '种子;抽取前为空。 The seed; none before the draw.' })
  seed!: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '抽取时间。 When it was drawn.' })
  drawnAt!: Date | null;

  @Property({ type: 'text[]' })
  @Field(() => [ID], { description: '因本年频次已满而不参加抽取的场所。 Left out: inspected often enough this year.' })
  leftOut!: string[];

  @Property({ type: 'json' })
  @Field(() => [DrawnObject], { description: '抽取结果,按序。 What was drawn, in its order.' })
  drawn!: DrawnObject[];
}

/** How a draw is made, in words that let anybody do it again. */
export const drawAlgorithm =
  '各分类按 SM3(种子 + ":" + 场所编码) 的十六进制值升序,取前 ⌈比例×该类参加户数⌉ 户;每户人员按 SM3(种子 + ":" + 场所编码 + ":" + 工号) 升序,略去回避者取前两人;' +
  '分类依 A、B、C、D 次序。 In each class, A to D, the premises in the order of SM3(seed:premises) in hexadecimal, the first ⌈ratio × number⌉ of them; ' +
  'of the officers, in the order of SM3(seed:premises:officer) and without those who avoid it, the first two.';
