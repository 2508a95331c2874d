import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate } from '../../../kit/module/scalars.js';

export enum CapacityConclusion {
  CAPABLE = 'CAPABLE',
  CAPABLE_WITH_SUPPORT = 'CAPABLE_WITH_SUPPORT',
  INCAPABLE = 'INCAPABLE',
}
registerEnumType(CapacityConclusion, {
  name: 'CapacityConclusion',
  description: '承接能力评估的结论。 Conclusion of an assessment.',
  valuesConfig: {
    CAPABLE: { description: '能够承接。 Capable.' },
    CAPABLE_WITH_SUPPORT: { description: '加强支持后能够承接。 Capable with support.' },
    INCAPABLE: { description: '不能承接。 Incapable.' },
  },
});

/**
 * What was found of a town's capacity on a day (AU-12): for one item that it holds, or in general before a grant (AU-28).
 * Never changed.
 */
@Entity({ schema: 'authority', tableName: 'capacity_assessments' })
@ObjectType({
  description: '承接能力评估(行政处罚法第二十四条:定期组织评估)(AU-12)。 What was found of a town’s capacity.',
})
@Directive('@key(fields: "id")')
export class CapacityAssessment {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  organizationCode!: string;

  /** Null for the town's capacity in general. */
  @Property({ type: 'text', nullable: true })
  itemCode!: string | null;

  @Property({ type: 'text' })
  assessorCode!: string;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '评估日期。 Day.' })
  assessedOn!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '工作力量(人)。 People at work on it.' })
  staffing!: number;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '持证执法人员(人)。 Certified officers.' })
  certifiedOfficers!: number;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '上年度办理件数。 Handled in the year before.' })
  casesHandled!: number;

  @Property({ type: 'text' })
  @Field(() => CapacityConclusion, { description: '结论。 Conclusion.' })
  conclusion!: CapacityConclusion;

  @Property({ type: 'text' })
  @Field(() => String, { description: '说明。 In words.' })
  note!: string;

  @Property({ type: 'uuid', nullable: true })
  proposalId!: string | null;
}
