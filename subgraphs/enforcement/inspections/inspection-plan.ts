import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { Decimal } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import { PlanState, RiskClass } from './inspection-vocabulary.js';

@ObjectType({ description: '一类对象的抽取比例和频次(EN-13)。 How many of a class are drawn, and how often.' })
@InputType('SamplingRuleInput', {
  description: '一类对象的抽取比例和频次。 How many of a class are drawn, and how often.',
})
export class SamplingRule {
  @Field(() => RiskClass, { description: '信用风险分类。 Class.' })
  riskClass!: RiskClass;

  @Field(() => Decimal, {
    description: '抽取比例,大于 0、至多 1;不足一户的进一。 Share above 0, at most 1; rounded up.',
  })
  ratio!: string;

  @Field(() => Int, {
    description: '同一对象一年至多被抽查几次,1—12。 How often one object is drawn in a year, 1 to 12.',
  })
  mostPerYear!: number;
}

@ObjectType({ description: '对象名录中的一户。 One object of the pool.' })
@InputType('PooledObjectInput', { description: '对象名录中的一户。 One object of the pool.' })
export class PooledObject {
  @Field(() => ID, { description: '场所编码。 Code of the premises.' })
  premises!: string;

  @Field(() => RiskClass, { description: '信用风险分类。 Class.' })
  riskClass!: RiskClass;
}

@ObjectType({ description: '回避:该人员不检查该对象。 Who does not inspect what.' })
@InputType('AvoidanceInput', { description: '回避:该人员不检查该对象。 Who does not inspect what.' })
export class Avoidance {
  @Field(() => ID, { description: '工号。 Staff number.' })
  officer!: string;

  @Field(() => ID, { description: '场所编码。 Code of the premises.' })
  premises!: string;
}

/** A plan of random inspections (EN-13). `regionCode` is the county or town it is for. */
@Entity({ schema: 'enforcement', tableName: 'inspection_plans' })
@ObjectType({ description: '双随机检查计划(EN-13)。 A plan of random inspections.' })
@Directive('@key(fields: "id")')
export class InspectionPlan implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => PlanState, { description: '状态。 State.' })
  readonly state!: PlanState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '年度。 Year.' })
  year!: number;

  @Property({ type: 'text' })
  leadCode!: string;

  /** The lead and those who take part. */
  @Property({ type: 'text[]' })
  partyCodes!: string[];

  @Property({ type: 'text[]' })
  @Field(() => [ID], { description: '已同意的机构编码。 Organisations that agreed.' })
  agreedCodes!: string[];

  @Property({ type: 'text[]' })
  @Field(() => [String], { description: '检查事项。 What is inspected.' })
  items!: string[];

  @Property({ type: 'json' })
  @Field(() => [SamplingRule], { description: '抽取规则。 Rules of the draw.' })
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

  @Property({ type: 'text' })
  @Field(() => String, {
    description: '抽取种子的承诺:SM3(种子),十六进制。 SM3 of the seed in hexadecimal, told before the draw.',
  })
  seedCommitment!: string;
}
