import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Bilingual } from '../../kit/module/fault.js';
import { PowerGrant } from './power-grant.js';
import { ReservedScope } from './power-item.js';

export enum ExerciseLevel {
  TOWN = 'TOWN',
  COUNTY = 'COUNTY',
}
registerEnumType(ExerciseLevel, {
  name: 'ExerciseLevel',
  description: '行使层级。 Which level exercises a power.',
  valuesConfig: {
    TOWN: { description: '镇、街道、开发区。 The town or zone.' },
    COUNTY: { description: '县级部门。 The county department.' },
  },
});

export enum ExerciseReason {
  GRANTED = 'GRANTED',
  NOT_DELEGATED = 'NOT_DELEGATED',
  NOT_IN_FORCE = 'NOT_IN_FORCE',
  SUSPENDED = 'SUSPENDED',
  CROSS_TOWN = 'CROSS_TOWN',
  URGENT = 'URGENT',
  SPECIAL_TECHNIQUE = 'SPECIAL_TECHNIQUE',
}

/** Why a power is exercised where it is, in words. */
export const sentences: Readonly<Record<ExerciseReason, Bilingual>> = {
  GRANTED: { zh: '已赋权属地行使。', en: 'The power is granted to the town.' },
  NOT_DELEGATED: {
    zh: '未赋权该地,由原实施部门行使。',
    en: 'The power was not handed down there; the department exercises it.',
  },
  NOT_IN_FORCE: {
    zh: '赋权在该日未生效或已失效,由原实施部门行使。',
    en: 'The grant is not in force on that day; the department exercises it.',
  },
  SUSPENDED: { zh: '赋权已暂停,由原实施部门行使。', en: 'The grant is suspended; the department exercises it.' },
  CROSS_TOWN: { zh: '跨镇街事项,由县级部门行使。', en: 'The matter crosses towns; the department exercises it.' },
  URGENT: {
    zh: '急难险重事项,由县级部门行使。',
    en: 'The matter is urgent and dangerous; the department exercises it.',
  },
  SPECIAL_TECHNIQUE: {
    zh: '特种技术事项,由县级部门行使。',
    en: 'The matter needs special technique; the department exercises it.',
  },
};
registerEnumType(ExerciseReason, {
  name: 'ExerciseReason',
  description: '行使层级的理由。 Why a power is exercised at that level.',
  valuesConfig: Object.fromEntries(
    Object.entries(sentences).map(([reason, { zh, en }]) => [reason, { description: `${zh} ${en}` }]),
  ),
});

/** The reason that a reserved power gives. */
export const reservedReasons: Readonly<Record<Exclude<ReservedScope, ReservedScope.TERRITORIAL>, ExerciseReason>> = {
  [ReservedScope.CROSS_TOWN]: ExerciseReason.CROSS_TOWN,
  [ReservedScope.URGENT]: ExerciseReason.URGENT,
  [ReservedScope.SPECIAL_TECHNIQUE]: ExerciseReason.SPECIAL_TECHNIQUE,
};

@ObjectType({ description: '谁有权行使(AU-25)。 Who may exercise a power at a place on a day.' })
export class Exercise {
  readonly organizationCode!: string;

  @Field(() => PowerGrant, {
    nullable: true,
    description: '所依据或受阻的赋权。 The grant it rests on, or that is no longer in force.',
  })
  grant!: PowerGrant | null;

  @Field(() => ExerciseLevel, { description: '行使层级。 Level.' })
  level!: ExerciseLevel;

  @Field(() => ExerciseReason, { description: '理由代码。 Stable code of the reason.' })
  reason!: ExerciseReason;

  @Field(() => String, { description: '理由。 The reason as a sentence.' })
  sentence!: string;
}
