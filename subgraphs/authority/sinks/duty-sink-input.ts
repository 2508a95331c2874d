import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { ResourceSupportInput } from './resource-support.js';

@InputType({ description: '职责下沉准入申请(AU-10)。 What a department asks.' })
export class DutySinkInput {
  @Field(() => String, { description: '事项名称,1—200 字。 Name of the duty.' })
  title!: string;

  @Field(() => String, { description: '领域,1—50 字。 Domain.' })
  domain!: string;

  @Field(() => String, { description: '拟由镇街承担的内容,1—4000 字。 What the towns shall do.' })
  content!: string;

  @Field(() => String, { description: '法律依据,1—500 字。 Law and article.' })
  legalBasis!: string;

  @Field(() => [ID], { description: '镇街政府编码,1—50 个。 Governments of the towns, 1 to 50.' })
  towns!: string[];

  @Field(() => CalendarDate, { nullable: true, description: '期限(含当日);不填为长期。 Last day; none for good.' })
  endsOn?: string | null;

  @Field(() => [ResourceSupportInput], {
    description: '配套资源;空列表即明确无需配套。 What goes with it; an empty list says that nothing is needed.',
  })
  supports!: ResourceSupportInput[];
}
