import { Field, ID, InputType, Int } from 'type-graphql';
import { CapacityConclusion } from './capacity-assessment.js';

@InputType({ description: '承接能力评估(AU-12)。 What was found.' })
export class CapacityInput {
  @Field(() => ID, {
    description: '被评估的镇街或开发区机构编码。 Code of the town’s government or the zone’s committee.',
  })
  organization!: string;

  @Field(() => ID, {
    nullable: true,
    description: '评估的赋权事项;不填为总体承接能力。 The item that it holds; none for its capacity in general.',
  })
  item?: string | null;

  @Field(() => Int, { description: '工作力量(人)。 People at work on it.' })
  staffing!: number;

  @Field(() => Int, { description: '持证执法人员(人)。 Certified officers.' })
  certifiedOfficers!: number;

  @Field(() => Int, { description: '上年度办理件数。 Handled in the year before.' })
  casesHandled!: number;

  @Field(() => CapacityConclusion, { description: '结论。 Conclusion.' })
  conclusion!: CapacityConclusion;

  @Field(() => String, { description: '说明,1—500 字。 In words.' })
  note!: string;
}
