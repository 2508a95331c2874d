import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';

export enum CoerciveMeasureKind {
  PRE_REGISTER = 'PRE_REGISTER',
  SEAL_UP = 'SEAL_UP',
  DETAIN = 'DETAIN',
}
registerEnumType(CoerciveMeasureKind, {
  name: 'CoerciveMeasureKind',
  description: '保全与强制措施。 Kinds of measures that hold things fast.',
  valuesConfig: {
    PRE_REGISTER: {
      description: '先行登记保存,七个工作日内处理(行政处罚法第五十六条)。 Registered and kept: 7 working days.',
    },
    SEAL_UP: { description: '查封,至多三十日,可延长一次(行政强制法第二十五条)。 Sealed up: 30 days, once longer.' },
    DETAIN: { description: '扣押,至多三十日,可延长一次。 Detained: 30 days, once longer.' },
  },
});

export enum MeasureState {
  PROPOSED = 'PROPOSED',
  REFUSED = 'REFUSED',
  IN_FORCE = 'IN_FORCE',
  RELEASED = 'RELEASED',
  DISPOSED = 'DISPOSED',
  LAPSED = 'LAPSED',
}
registerEnumType(MeasureState, {
  name: 'MeasureState',
  description: '措施状态。 State of a measure.',
  valuesConfig: {
    PROPOSED: { description: '报批。 Proposed.' },
    REFUSED: { description: '不予批准。 Not approved.' },
    IN_FORCE: { description: '实施中。 In force.' },
    RELEASED: { description: '已解除。 Released.' },
    DISPOSED: { description: '已依法处理。 Dealt with by law.' },
    LAPSED: { description: '期满未处理,自动解除。 Its time ran out: released by itself.' },
  },
});

/** Things that a case holds fast for a time (Administrative Penalty Law § 56, Administrative Compulsion Law § 25; EN-06). */
@Entity({ schema: 'enforcement', tableName: 'coercive_measures' })
@ObjectType({ description: '案件的先行登记保存、查封、扣押(EN-06)。 Things that a case holds fast for a time.' })
@Directive('@key(fields: "id")')
export class CoerciveMeasure implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => MeasureState, { description: '状态。 State.' })
  readonly state!: MeasureState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '案号。 Number of the case.' })
  caseNo!: string;

  @Property({ type: 'text' })
  organizationCode!: string;

  @Property({ type: 'text' })
  @Field(() => CoerciveMeasureKind, { description: '种类。 Kind.' })
  kind!: CoerciveMeasureKind;

  @Property({ type: 'text' })
  @Field(() => String, { description: '物品或场所。 What is held.' })
  object!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '处理或解除的情况。 What became of it.' })
  outcome!: string | null;

  /** The officers who were the case's when it was proposed. */
  @Property({ type: 'text[]' })
  officerNumbers!: string[];
}
