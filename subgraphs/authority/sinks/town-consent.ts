import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../../../kit/module/scalars.js';
import { ConsentDecision } from './sink-vocabulary.js';

/** What one town says of a request, as the request keeps it. */
@ObjectType({ description: '一个镇街的意见(AU-10)。 What one town says.' })
export class TownConsent {
  @Field(() => ID, { description: '镇街政府编码。 Code of the town’s government.' })
  organizationCode!: string;

  @Field(() => ConsentDecision, { description: '意见。 What it says.' })
  decision!: ConsentDecision;

  @Field(() => String, { nullable: true, description: '条件或理由。 Its conditions or reason.' })
  words!: string | null;

  @Field(() => Boolean, { description: '所附条件已被申请部门接受。 Whether the department took its conditions on.' })
  conditionsAccepted!: boolean;

  @Field(() => String, { description: '作出意见的人员工号。 Staff number of who said it.' })
  decidedBy!: string;

  @Field(() => DateTime, { description: '时间。 When.' })
  decidedAt!: string;
}

/** Whether a town stands by the request: it consents, or its conditions were taken on. */
export function isConsent({ decision, conditionsAccepted }: TownConsent): boolean {
  return decision === ConsentDecision.CONSENTED || (decision === ConsentDecision.CONDITIONAL && conditionsAccepted);
}
