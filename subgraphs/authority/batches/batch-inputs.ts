import { Field, ID, InputType } from 'type-graphql';
import { GrantMode } from '../power-grant.js';

@InputType({ description: '分批下放计划:事项 × 镇街(AU-28)。 What a batch hands down, and to whom.' })
export class DelegationPlan {
  @Field(() => String, { description: '批次名称,1—50 字,一县之内不重。 Name, 1 to 50 characters, once in a county.' })
  name!: string;

  @Field(() => GrantMode, { description: '方式。 How they are handed down.' })
  mode!: GrantMode;

  @Field(() => [ID], { description: '事项编码,1—1000 项。 Codes of the items, 1 to 1,000.' })
  items!: string[];

  @Field(() => [ID], { description: '承接机构编码,1—50 家,同属一县。 Codes of the grantees, 1 to 50, of one county.' })
  grantees!: string[];
}

/** What each verb of a batch is sent. */
export interface BatchInputs {
  readonly planDelegationBatch: object;
  readonly approveDelegationBatch: { readonly decision: string };
  readonly withdrawDelegationBatch: { readonly reason: string };
  readonly publishDelegationBatch: { readonly documentNumber: string; readonly effectiveFrom: string };
}
