import { Field, ID, InputType } from 'type-graphql';
import { StatedTexts } from '../lists/stated-texts.js';
import { ProposalKind, ProposalReason } from './proposal-vocabulary.js';

@InputType({ description: '清单调整建议(AU-09)。 What is proposed for a list.' })
export class ListChangeInput {
  @Field(() => ID, { description: '清单编码。 Code of the list.' })
  list!: string;

  @Field(() => ProposalKind, { description: '种类。 What is asked for.' })
  kind!: ProposalKind;

  @Field(() => ProposalReason, { description: '情形。 Why.' })
  reason!: ProposalReason;

  @Field(() => String, { description: '说明,1—2000 字。 The reason in words, 1 to 2,000 characters.' })
  justification!: string;

  @Field(() => ID, { description: '事项编码。 Code of the item or duty.' })
  item!: string;

  @Field(() => [ID], {
    nullable: true,
    description:
      '取消所限的镇街;镇街提出而不填的,限本镇街;空列表为全部。 Towns that a cancellation is limited to: the proposing town where left out, all where empty.',
  })
  towns?: string[] | null;

  @Field(() => StatedTexts, { nullable: true, description: '四项内容。 The four texts.' })
  texts?: StatedTexts | null;

  @Field(() => String, { nullable: true, description: '备注,1—500 字。 A note.' })
  note?: string | null;
}
