import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate, DateTime, Decimal } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';

export enum DepartmentEvaluationState {
  BALLOTING = 'BALLOTING',
  COUNTED = 'COUNTED',
  TOTALLED = 'TOTALLED',
}
registerEnumType(DepartmentEvaluationState, {
  name: 'DepartmentEvaluationState',
  description: '部门考核评价的状态(EV-10)。 State of a department’s evaluation.',
  valuesConfig: {
    BALLOTING: { description: '乡镇评价中。 The towns rate.' },
    COUNTED: { description: '乡镇评价已统计。 The towns’ ratings are counted.' },
    TOTALLED: { description: '已合计。 Totalled.' },
  },
});

/** What one town says of a department. */
@ObjectType({
  description:
    '一个镇街对部门的评价;逾期未评的分值为空(EV-10)。 What one town says; no score where it did not rate in time.',
})
export class TownBallot {
  @Field(() => ID, { description: '镇街政府编码。 Code of the town’s government.' })
  townCode!: string;

  @Field(() => Decimal, {
    nullable: true,
    description: '评分,0—100;未评价为空。 0 to 100; none where it did not rate.',
  })
  score!: string | null;

  @Field(() => String, { nullable: true, description: '意见。 In words.' })
  comment!: string | null;

  @Field(() => DateTime, { description: '时间。 When.' })
  at!: string;
}

/**
 * What a county's department earned over a period, about a third of it from the towns (EV-10). Invariant: a town rates once,
 * and what no town said is left out and counted. `regionCode` is the county.
 */
@Entity({ schema: 'evaluation', tableName: 'department_evaluations' })
@ObjectType({
  description:
    '部门综合考核:乡镇评价占三分之一左右(EV-10)。 A department’s evaluation, about a third of it by the towns.',
})
@Directive('@key(fields: "id")')
export class DepartmentEvaluation implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => DepartmentEvaluationState, { description: '状态。 State.' })
  readonly state!: DepartmentEvaluationState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  departmentCode!: string;

  /** The department and the towns: they see it wherever they stand. */
  @Property({ type: 'text[]' })
  partyCodes!: string[];

  @Property({ type: 'text[]' })
  townCodes!: string[];

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '起始日期。 First day.' })
  startsOn!: string;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '截止日期(含当日)。 Last day.' })
  endsOn!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '乡镇评价的权重,如 1/3。 Weight of the towns, as 1/3.' })
  townShare!: string;

  @Property({ type: 'json' })
  ballots!: readonly TownBallot[];

  @Property({ type: 'integer' })
  @Field(() => Int, {
    description: '未评价的镇街和呼叫数,不计入均值。 Towns and calls that nobody rated; left out of the means.',
  })
  unrated!: number;

  @Property({ type: 'string', columnType: 'numeric', nullable: true })
  @Field(() => Decimal, {
    nullable: true,
    description: '“一呼一评”得分:1—5 分折算为 0—100。 The ratings of calls, 1 to 5 taken to 0 to 100.',
  })
  callScore!: string | null;

  @Property({ type: 'string', columnType: 'numeric', nullable: true })
  @Field(() => Decimal, { nullable: true, description: '镇街评分均值。 Mean of the towns’ ballots.' })
  ballotScore!: string | null;

  @Property({ type: 'string', columnType: 'numeric', nullable: true })
  @Field(() => Decimal, {
    nullable: true,
    description: '一次办好的呼叫占比 × 100。 Share of calls that were done at the first time × 100.',
  })
  firstTimeScore!: string | null;

  @Property({ type: 'string', columnType: 'numeric', nullable: true })
  @Field(() => Decimal, {
    nullable: true,
    description:
      '乡镇评价得分:呼叫 0.6、评分 0.3、一次办好 0.1,缺项不计入。 The towns’ score: calls .6, ballots .3, first time .1; what is missing is left out.',
  })
  townScore!: string | null;

  @Property({ type: 'string', columnType: 'numeric', nullable: true })
  @Field(() => Decimal, { nullable: true, description: '其他考核得分。 The score of everything else.' })
  otherScore!: string | null;

  @Property({ type: 'string', columnType: 'numeric', nullable: true })
  @Field(() => Decimal, { nullable: true, description: '总分。 Total.' })
  total!: string | null;
}
