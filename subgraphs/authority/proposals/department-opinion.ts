import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../../../kit/module/scalars.js';

/** What one party says of a proposal; silence is recorded as such when the time is over. */
@ObjectType({ description: '一方的意见。 What one party says.' })
export class DepartmentOpinion {
  @Field(() => ID, { description: '机构编码。 Code of the organisation.' })
  organizationCode!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: '是否同意;逾期未答复的为空。 Agrees or not; none where it kept silent.',
  })
  agrees!: boolean | null;

  @Field(() => String, { nullable: true, description: '意见。 In words.' })
  opinion!: string | null;

  @Field(() => DateTime, { description: '时间。 When.' })
  at!: string;
}
